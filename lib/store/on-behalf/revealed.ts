// Somebody's memories in full, for an administrator who was shown them. Each page is in the audit before it is handed out.
import type pg from 'pg'
import type { MonthCount } from '@/lib/shared/masked'
import { type Memory, memoryId, parseMemoryId } from '@/lib/shared/memory'
import { READ_ON_BEHALF, REVEALED } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { appendAudit } from '../audit/record'
import { countMonths, placeAfter, type TimePage, timePageSql, timePageValues, writePlace } from '../list/time-pages'
import { childOf, lastWriteJoin, type MemoryRow, memoryColumns, prefixBelow, toMemory } from '../memory-row'
import { type OnBehalf, pseudonym } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import { getMemory } from '../read'
import { inTransaction } from '../transaction'

/** With its pseudonym: addresses name it by that, for its key is content. */
export type Revealed = Memory & { mark: string }

type RevealedPage = { memories: Revealed[]; months: MonthCount[]; next: string | null }

/**
 * One page, newest first.
 * @throws Expected `database-unavailable`
 */
export const listRevealed = traced(REVEALED, pageOf)

async function pageOf(scope: OnBehalf, page: TimePage): Promise<RevealedPage> {
  const { pool, catalog } = scope.store
  const { shown, next, months } = await asExpected(async () => {
    const prefixes = await personPrefixes(scope)
    const { rows } = await pool.query<MemoryRow>(
      `select ${memoryColumns(scope, '$2')} from ${timePageSql(catalog.store, 3)} ${lastWriteJoin}
        order by s.updated_at desc nulls last, s.prefix desc, s.key desc`,
      [prefixes, scope.subject, ...timePageValues(page)],
    )
    const kept = rows.slice(0, page.limit)
    return {
      shown: kept.map((row): Revealed => ({ ...toMemory(scope, row), mark: markOf(scope, row) })),
      next: rows.length > page.limit ? placeAfter(kept, page.place) : null,
      months: await countMonths(scope.store, prefixes, page.timeZone),
    }
  })
  if (shown.length > 0) await recordRead(scope, shown)
  return { memories: shown, months, next: next === null ? null : writePlace(next) }
}

/**
 * One memory, whole, by its pseudonym; null when this person has none there, or none that anybody was shown.
 * @throws Expected `database-unavailable`
 */
export const readOnBehalf = traced(READ_ON_BEHALF, oneOf)

async function oneOf(scope: OnBehalf, mark: string): Promise<Revealed | null> {
  const id = await memoryBehind(scope, mark)
  const memory = id === null ? null : await getMemory(scope, id)
  if (memory === null) return null
  const read = { ...memory, mark: markOf(scope, { prefix: prefixBelow(scope, memory.child), key: memory.key }) }
  await recordRead(scope, [read])
  return read
}

/** The address of a memory of this person's, by a pseudonym of it. */
async function memoryBehind(scope: OnBehalf, mark: string): Promise<string | null> {
  const { rows } = await asExpected(() =>
    scope.store.pool.query<{ prefix: string; key: string }>(
      'select prefix, key from dashboard.pseudonym where pseudonym = $1 and prefix is not null and key is not null',
      [mark],
    ),
  )
  const [at] = rows
  if (at === undefined || !(at.prefix === scope.root || at.prefix.startsWith(`${scope.root}.`))) return null
  return memoryId(childOf(scope, at.prefix), at.key)
}

/** The pseudonym of a memory at an address among this person's; null where it is none. */
export function markAt(scope: OnBehalf, id: string): string | null {
  const address = parseMemoryId(id)
  return address === null ? null : markOf(scope, { prefix: prefixBelow(scope, address.child), key: address.key })
}

function markOf({ store }: OnBehalf, { prefix, key }: { prefix: string; key: string }): string {
  return pseudonym(store, 'memory', prefix, key)
}

/** Who was handed what, and why: by pseudonyms, which are given their meaning, so that the person can be told by name. */
async function recordRead(scope: OnBehalf, memories: readonly Revealed[]): Promise<void> {
  const { actor, subject, userId, origin } = scope
  const [only] = memories
  await asExpected(() =>
    inTransaction(scope.store.pool, async (client) => {
      await nameMemories(
        client,
        memories.map(({ mark, child, key }) => ({ mark, prefix: prefixBelow(scope, child), key })),
      )
      await appendAudit(client, {
        ...{ action: 'person.read', surface: 'admin', role: 'admin', actor, subject, reason: origin.reason },
        memory: memories.length === 1 ? only?.mark : undefined,
        detail: { count: memories.length, memories: memories.map(({ mark }) => mark) },
        known: userId === null ? [] : [{ pseudonym: subject, userId }],
      })
    }),
  )
}

/** Gives pseudonyms of memories their meaning. */
export async function nameMemories(
  client: pg.PoolClient,
  memories: readonly { mark: string; prefix: string; key: string }[],
): Promise<void> {
  await client.query(
    `insert into dashboard.pseudonym as p (pseudonym, prefix, key) select * from unnest($1::text[], $2::text[], $3::text[])
     on conflict (pseudonym) do update set prefix = excluded.prefix, key = excluded.key
       where (p.prefix, p.key) is distinct from (excluded.prefix, excluded.key)`,
    [memories.map(({ mark }) => mark), memories.map(({ prefix }) => prefix), memories.map(({ key }) => key)],
  )
}
