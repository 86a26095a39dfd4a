// Pairs among one person's memories that say nearly the same, to be settled one by one. Looked for in the background; what is shown is checked against what is stored now.
import { setTimeout as wait } from 'node:timers/promises'
import { NO_FILTER } from '@/lib/shared/filter'
import type { Memory } from '@/lib/shared/memory'
import type { MemoryPair, PairKind, PairPage } from '@/lib/shared/pairs'
import { editProblem } from '@/lib/shared/value-rules'
import { PAIRS } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { ROW_VERSION } from '../change/row-version'
import { mapPrint } from '../map/sql'
import { lastWriteJoin, type MemoryRow, memoryColumns, toMemory } from '../memory-row'
import type { Scope } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import { type FoundPair, type FoundPairs, knownPairs, lookForPairs, type PairedPlace } from './cache'
import { findPairs } from './search'

/** How long a page waits for a search to end before it says how far that is. */
const PATIENCE_MS = 400
/** While much is being written, looking anew takes at most one part in so many of the time. */
const RENEW_SHARE = 5
const RENEW_AFTER_MS = 30_000

export type PairRequest = { kind: PairKind; skip: number; limit: number }

/**
 * One page of pairs, the most alike first. The first time, and after each change, they are looked for in this process while
 * the page says how far that is, or shows what is known and still true.
 * @throws Expected `database-unavailable`
 */
export const listPairs = traced(PAIRS, pairsOf)

async function pairsOf(scope: Scope, request: PairRequest): Promise<PairPage> {
  return asExpected(async () => {
    const { pool } = scope.store
    const prefixes = await personPrefixes(scope)
    const { print, total } = await mapPrint({ scope, prefixes, filter: NO_FILTER, timeZone: 'UTC' })
    const name = JSON.stringify([scope.store.catalog.schema, scope.root])
    const before = knownPairs(pool, name)
    const isStale = before.found?.print !== print
    const isDue = before.found === null || Date.now() - before.found.foundAt >= restOf(before.found)
    const looking =
      before.looking ??
      (isStale && isDue
        ? lookForPairs(pool, name, scope.subject, (progress) => findPairs({ scope, prefixes }, print, progress))
        : null)
    if (looking !== null) await Promise.race([looking.result, wait(PATIENCE_MS)])
    const { found } = knownPairs(pool, name)
    if (found === null) return { state: 'looking', looked: looking?.looked ?? 0, of: looking?.of ?? 0 }
    return pageOf(scope, request, found, { isRenewing: found.print !== print, total })
  })
}

/** Milliseconds after which pairs may be looked for anew. */
function restOf({ took }: FoundPairs): number {
  return Math.min(RENEW_AFTER_MS, RENEW_SHARE * took)
}

async function pageOf(
  scope: Scope,
  { kind, skip, limit }: PairRequest,
  found: FoundPairs,
  { isRenewing, total }: { isRenewing: boolean; total: number },
): Promise<PairPage> {
  const present = isRenewing ? await presentVersions(scope, found.pairs) : null
  const pairs = found.pairs.filter(
    ({ left, right }) => present === null || (isPresent(present, left) && isPresent(present, right)),
  )
  const isKept = await keptPairs(scope)
  const [kept, open] = [pairs.filter(isKept), pairs.filter((pair) => !isKept(pair))]
  const of: Record<PairKind, FoundPair[]> = {
    all: open,
    contradict: open.filter((pair) => pair.kind === 'contradict'),
    same: open.filter((pair) => pair.kind === 'same'),
    kept,
  }
  const from = skip < of[kind].length ? skip : Math.max(0, Math.floor((of[kind].length - 1) / limit) * limit)
  const shown = await readPairs(scope, of[kind].slice(from, from + limit))
  return {
    state: 'ready',
    isRenewing,
    compared: found.compared,
    total,
    isAtLeast: found.isAtLeast,
    counts: { all: of.all.length, contradict: of.contradict.length, same: of.same.length, kept: of.kept.length },
    pairs: shown,
    from: shown.length === 0 ? 0 : from + 1,
    next: from + limit < of[kind].length ? from + limit : null,
    previous: from > 0 ? Math.max(0, from - limit) : null,
  }
}

const nameOf = ({ prefix, key }: { prefix: string; key: string }) => `${prefix}\u0000${key}`

function isPresent(versions: ReadonlyMap<string, string>, place: PairedPlace): boolean {
  return versions.get(nameOf(place)) === place.version
}

async function presentVersions(scope: Scope, pairs: readonly FoundPair[]): Promise<Map<string, string>> {
  const { pool, catalog } = scope.store
  const places = pairs.flatMap(({ left, right }) => [left, right])
  const { rows } = await pool.query<{ prefix: string; key: string; version: string }>(
    `select s.prefix, s.key, ${ROW_VERSION} as version
       from (select distinct prefix, key from unnest($1::text[], $2::text[]) as p (prefix, key)) p
       join ${catalog.store} s on s.prefix = p.prefix and s.key = p.key`,
    [places.map(({ prefix }) => prefix), places.map(({ key }) => key)],
  )
  return new Map(rows.map((row) => [nameOf(row), row.version]))
}

/** Whether the person has decided to keep both, and neither has changed since. */
async function keptPairs({ store, subject }: Scope): Promise<(pair: FoundPair) => boolean> {
  const { rows } = await store.pool.query<{ first: string; second: string; firstAt: string; secondAt: string }>(
    `select first, second, first_at::text as "firstAt", second_at::text as "secondAt"
       from dashboard.kept_pair where subject = $1`,
    [subject],
  )
  const kept = new Set(rows.map((row) => [row.first, row.firstAt, row.second, row.secondAt].join(' ')))
  return ({ left, right }) => {
    const [first, second] = left.pseudonym < right.pseudonym ? [left, right] : [right, left]
    return kept.has([first.pseudonym, first.updatedAt, second.pseudonym, second.updatedAt].join(' '))
  }
}

/** The memories of some pairs as they are now; a pair of which one has just gone or changed is left out. */
async function readPairs(scope: Scope, pairs: readonly FoundPair[]): Promise<MemoryPair[]> {
  const { pool, catalog } = scope.store
  const places = pairs.flatMap(({ left, right }) => [left, right])
  const { rows } = await pool.query<MemoryRow>(
    `select ${memoryColumns(scope, '$3')}
       from (select distinct prefix, key from unnest($1::text[], $2::text[]) as p (prefix, key)) p
       join ${catalog.store} s on s.prefix = p.prefix and s.key = p.key ${lastWriteJoin}`,
    [places.map(({ prefix }) => prefix), places.map(({ key }) => key), scope.actor],
  )
  const memories = new Map<string, Memory>(rows.map((row) => [nameOf(row), toMemory(scope, row)]))
  return pairs.flatMap(({ left, right, kind, contradiction, alike, similarity }) => {
    const [a, b] = [memories.get(nameOf(left)), memories.get(nameOf(right))]
    if (a === undefined || b === undefined || a.version !== left.version || b.version !== right.version) return []
    const canMerge = editProblem(a.json) === null && editProblem(b.json) === null
    return [{ left: a, right: b, kind, contradiction, alike, similarity, canMerge }]
  })
}
