// What a person decides about a pair: keep one, keep both, or make one of the two. Nothing is done when either has changed since it was read.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { writeJson } from '@/lib/shared/json-text'
import { type Memory, parseMemoryId, type Undoable } from '@/lib/shared/memory'
import { ASK_AGAIN, KEEP_BOTH, KEEP_ONE, MERGE } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { auditInsert, auditValues } from '../audit/row'
import { removeIn } from '../change/removal'
import { ROW_VERSION } from '../change/row-version'
import { indexOf, makeSearchEntries } from '../change/search-entries'
import { listUndoable } from '../change/undoable'
import {
  beforeEdit,
  checked,
  explainUnwritten,
  noSuchMemory,
  type OperationId,
  objectOf,
  presentMemory,
} from '../change/write-checks'
import { AT_VERSION, editedRow, writeRow } from '../change/write-statement'
import { derivedId } from '../derived-id'
import { prefixBelow } from '../memory-row'
import { pseudonym, type Scope } from '../memory-store'
import { afterChange, asExpected } from '../outage'
import { pseudonymRows } from '../pseudonym-rows'
import { inTransaction } from '../transaction'
import { changing, letGoSoon } from '../try-again'

/** A memory as the person read it. */
export type Read = { id: string; version: string }

type Place = Read & { prefix: string; key: string }

/**
 * Deletes one of the two, if both are still as they were read. It can be undone as any deletion.
 * @throws Expected `not-found`, `conflict`, `database-unavailable`; nothing is deleted then
 */
export const keepOne = traced(KEEP_ONE, oneKept)

async function oneKept(
  scope: Scope,
  { keep, remove, operation }: { keep: Read; remove: Read; operation: OperationId },
): Promise<Undoable> {
  const [kept, removed] = twoPlaces(scope, keep, remove)
  return changing(scope.store.pool, async (client) => {
    await lock(client, scope, [kept, removed])
    return removeIn(client, scope, { ...remove, operation }, async () => {
      if (!(await areCurrent(client, scope, [kept])))
        throw new Expected(
          'conflict',
          'One of the two changed after you opened this page. Nothing was deleted; look at both again first.',
        )
    })
  })
}

/**
 * Remembers that both are to stay, until one of them changes.
 * @throws Expected `not-found`, `conflict`, `database-unavailable`
 */
export const keepBoth = traced(KEEP_BOTH, bothKept)

async function bothKept(
  scope: Scope,
  { left, right, operation }: { left: Read; right: Read; operation: OperationId },
): Promise<void> {
  const places = twoPlaces(scope, left, right)
  const [first, second] = inOrder(scope, places)
  await asExpected(() =>
    inTransaction(scope.store.pool, async (client) => {
      if (!(await areCurrent(client, scope, places)))
        throw new Expected(
          'conflict',
          'One of the two changed after you opened this page. Nothing was remembered; look at both again first.',
        )
      await client.query(
        `insert into dashboard.kept_pair as k (subject, first, second, first_at, second_at)
         select $1, $2, $3, a.updated_at, b.updated_at from ${scope.store.catalog.store} a, ${scope.store.catalog.store} b
          where a.prefix = $4 and a.key = $5 and b.prefix = $6 and b.key = $7
         on conflict (subject, first, second) do update
           set first_at = excluded.first_at, second_at = excluded.second_at, kept_at = now()`,
        [scope.subject, first.pseudonym, second.pseudonym, first.prefix, first.key, second.prefix, second.key],
      )
      for (const { prefix, key, pseudonym: memory } of [first, second])
        await client.query(
          `with one as (select), ${pseudonymRows({ from: 'one', subject: '$1', userId: '$2', memory: '$3', prefix: '$4', key: '$5' })} select`,
          [scope.subject, scope.userId, memory, prefix, key],
        )
      await audit(client, scope, 'pair.keep', operation, first.pseudonym, second.pseudonym)
    }),
  )
}

/** Takes {@link keepBoth} back: the pair is asked about again. Nothing happens where both were not kept. */
export const askAgain = traced(ASK_AGAIN, askedAgain)

async function askedAgain(scope: Scope, { left, right }: { left: string; right: string }): Promise<void> {
  const [first, second] = inOrder(scope, twoPlaces(scope, { id: left, version: '' }, { id: right, version: '' }))
  await asExpected(() =>
    inTransaction(scope.store.pool, async (client) => {
      const { rowCount } = await client.query(
        'delete from dashboard.kept_pair where subject = $1 and first = $2 and second = $3',
        [scope.subject, first.pseudonym, second.pseudonym],
      )
      if (rowCount === 1) await audit(client, scope, 'pair.ask', randomUUID(), first.pseudonym, second.pseudonym)
    }),
  )
}

export type Merged = { memory: Memory; removal: Undoable | null }

/**
 * Makes one memory of two: `into` says `json` from now on, `from` is deleted; both or neither, and undone as one.
 * @returns the memory as it is now, and how to undo it (null once that is over)
 * @throws Expected `invalid`, `not-found`, `conflict` (nothing is written), `embedding-unavailable`, `database-unavailable`
 */
export const mergePair = traced(MERGE, merged)

async function merged(
  scope: Scope,
  { into, from, json: given, operation }: { into: Read; from: Read; json: string; operation: OperationId },
): Promise<Merged> {
  const [place, other] = twoPlaces(scope, into, from)
  const { prefix, key } = place
  const json = writeJson(checked(given))
  const removalId = derivedId(operation, 'removal')
  const stored = await asExpected(() => beforeEdit(scope, prefix, key, { version: into.version, json, operation }))
  const changed = () =>
    new Expected('conflict', 'One of the two changed after you opened this page. Nothing has been saved.')
  if (!stored.isDone) {
    if (!stored.isThere) throw noSuchMemory()
    if (!stored.isCurrent) throw changed()
    const entries = await makeSearchEntries(
      scope.store,
      objectOf(stored.canonical),
      indexOf(stored.fields, scope.store.fields),
    )
    const isWritten = await changing(scope.store.pool, async (client) => {
      await lock(client, scope, [place, other])
      const write = { prefix, key, json, entries, action: 'memory.merge', operation } as const
      const row = editedRow(scope.store.catalog)
      if (!(await writeRow(scope, write, { before: AT_VERSION, row, values: [into.version] }, client))) return false
      if (!(await areCurrent(client, scope, [other]))) throw changed()
      await removeIn(client, scope, { ...from, operation: removalId })
      await client.query(
        `insert into dashboard.merge (removal_id, version_id, written)
         select $1::uuid, (select max(v.id) from dashboard.memory_version v where v.prefix = s.prefix and v.key = s.key),
                ${ROW_VERSION}
           from ${scope.store.catalog.store} s where s.prefix = $2 and s.key = $3`,
        [removalId, prefix, key],
      )
      return true
    })
    if (!isWritten) await explainUnwritten(scope, { id: into.id, prefix, key, operation }, changed)
  }
  const removal = (await afterChange(() => listUndoable(scope))).find(({ id }) => id === removalId) ?? null
  return { memory: await presentMemory(scope, into.id), removal }
}

function twoPlaces(scope: Scope, one: Read, other: Read): [Place, Place] {
  if (one.id === other.id) throw new Expected('invalid', 'A pair is of two memories.')
  const [a, b] = [placeOf(scope, one), placeOf(scope, other)]
  return [a, b]
}

function placeOf(scope: Scope, read: Read): Place {
  const address = parseMemoryId(read.id)
  if (address === null) throw noSuchMemory()
  return { ...read, prefix: prefixBelow(scope, address.child), key: address.key }
}

/** With their pseudonyms, the smaller first. */
function inOrder({ store }: Scope, places: [Place, Place]) {
  const [a, b] = [named(places[0]), named(places[1])]
  return a.pseudonym < b.pseudonym ? ([a, b] as const) : ([b, a] as const)

  function named(place: Place) {
    return { ...place, pseudonym: pseudonym(store, 'memory', place.prefix, place.key) }
  }
}

/** Locks the rows in an order that is always the same: two decisions about one pair wait for each other, and not for ever. */
async function lock(client: pg.PoolClient, { store }: Scope, places: readonly Place[]): Promise<void> {
  const order = [...places].sort((a, b) => (`${a.prefix}\u0000${a.key}` < `${b.prefix}\u0000${b.key}` ? -1 : 1))
  for (const [at, { prefix, key }] of order.entries()) {
    if (at > 0) await letGoSoon(client)
    await client.query(`select from ${store.catalog.store} s where prefix = $1 and key = $2 for update`, [prefix, key])
  }
}

async function areCurrent(client: pg.PoolClient, { store }: Scope, places: readonly Place[]): Promise<boolean> {
  for (const { prefix, key, version } of places) {
    const { rowCount } = await client.query(
      `select from ${store.catalog.store} s where s.prefix = $1 and s.key = $2 and ${ROW_VERSION} = $3
          for share`,
      [prefix, key, version],
    )
    if (rowCount !== 1) return false
  }
  return true
}

async function audit(
  client: pg.PoolClient,
  scope: Scope,
  action: string,
  operation: OperationId,
  memory: string,
  other: string,
): Promise<void> {
  await client.query(
    `${auditInsert({ values: '$1', operation: '$2::uuid', action: '$3', memory: '$4' })} on conflict (op_id) do nothing`,
    [auditValues(scope, { other }), operation, action, memory],
  )
}
