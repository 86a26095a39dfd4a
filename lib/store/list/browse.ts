// The list without a question: a person's memories in keyset pages that neither skip nor repeat one.
import { type MemoryFilter, NO_FILTER } from '@/lib/shared/filter'
import type { ListSort, Memory, MemoryPage } from '@/lib/shared/memory'
import { monthsBetween } from '@/lib/shared/time'
import { LIST } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { everyColumn } from '../access/per-row'
import { lastWriteJoin, type MemoryRow, memoryColumns, toMemory } from '../memory-row'
import type { Scope } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import { prepared } from '../prepared'
import { noSuchPage, type Place, readCursor, writeCursor } from './cursor'
import { filterSql } from './filter-sql'
import { isBeyond, orderBy } from './order'

export type PageRequest = {
  limit: number
  /** Continue beyond this cursor (`next` of a page). */
  after?: string
  /** Continue before this cursor (`previous` of a page). */
  before?: string
  /** IANA name; months and days are those of this zone. */
  timeZone: string
  filter?: MemoryFilter
  sort?: ListSort
}

/** One person's list: what is in it, and in which order. */
type List = { prefixes: string[]; filter: MemoryFilter; timeZone: string; sort: ListSort }

/** Where to read from, and which way. `inclusive`: the place itself belongs to it. */
type Walk = { place: Place | null; upwards: boolean; inclusive?: boolean }

/**
 * One page of a person's memories.
 * @throws Expected `invalid` for a cursor that this function did not make or made for another order, `database-unavailable`
 */
export const listMemories = traced(LIST, pageOf)

async function pageOf(scope: Scope, request: PageRequest): Promise<MemoryPage> {
  const { limit, timeZone, filter = NO_FILTER, sort = 'newest' } = request
  return onPlace(async () => {
    const list: List = { prefixes: await personPrefixes(scope), filter, timeZone, sort }
    const { rows, walk, hasMore } = await rowsAround(scope, list, limit, {
      place: readCursor(scope, sort, request.before ?? request.after),
      upwards: request.before !== undefined,
    })
    const counts = await countMemories(scope, list)
    const first = rows[0]
    const last = rows.at(-1)
    const from = first === undefined ? 0 : 1 + (walk.place === null ? 0 : await countBefore(scope, list, first))
    const hasPrevious = walk.upwards ? hasMore : from > 1
    const hasNext = walk.upwards ? walk.place !== null && !walk.inclusive : hasMore
    return {
      kind: 'page',
      memories: rows.map((row) => toMemory(scope, row)),
      sort,
      ...counts,
      from,
      previous: hasPrevious && first ? writeCursor(scope, sort, first) : null,
      next: hasNext && last ? writeCursor(scope, sort, last) : null,
    }
  })
}

/** The rows of a walk, first to last. Where all of them have gone since, those on the other side of its place: never an empty page that leads nowhere. */
async function rowsAround(scope: Scope, list: List, limit: number, asked: Walk) {
  let walk = asked
  let rows = await pageRows(scope, list, limit + 1, walk)
  if (rows.length === 0 && walk.place !== null) {
    walk = { place: walk.place, upwards: !walk.upwards, inclusive: true }
    rows = await pageRows(scope, list, limit + 1, walk)
  }
  const hasMore = rows.length > limit
  if (hasMore) rows.pop()
  return { rows: walk.upwards ? rows.reverse() : rows, walk, hasMore }
}

/**
 * All memories whose key starts with `keyPrefix`, newest first, one keyset page at a time.
 * @param limit rows fetched per page
 */
export async function* everyMemory(scope: Scope, keyPrefix = '', limit = 500): AsyncGenerator<Memory> {
  const prefixes = await asExpected(() => personPrefixes(scope))
  const list: List = { prefixes, filter: NO_FILTER, timeZone: 'UTC', sort: 'newest' }
  let place: Place | null = null
  do {
    const walk: Walk = { place, upwards: false }
    const rows: MemoryRow[] = await asExpected(() => pageRows(scope, list, limit, walk, null))
    for (const row of rows) if (row.key.startsWith(keyPrefix)) yield toMemory(scope, row)
    place = rows.length === limit ? (rows.at(-1) ?? null) : null
  } while (place !== null)
}

async function pageRows(
  scope: Scope,
  { prefixes, filter, timeZone, sort }: List,
  limit: number,
  { place, upwards, inclusive = false }: Walk,
  previewBytes?: null,
): Promise<MemoryRow[]> {
  const { pool, catalog } = scope.store
  const beyond = place === null ? { sql: 'true', values: [] } : isBeyond(sort, 's', place, 4, { upwards, inclusive })
  const kept = filterSql(scope, filter, timeZone, 4 + beyond.values.length)
  // each namespace by itself: so it can be read in the order of an index, where the owner of the tables has made one
  const text = `select ${memoryColumns(scope, '$3', previewBytes)}
       from (select s.* from unnest($1::text[]) as own (prefix), lateral (
               select ${everyColumn(catalog, 's')} from ${catalog.store} s
                where s.prefix = own.prefix and ${beyond.sql} ${kept.sql}
                order by ${orderBy(sort, 's', upwards)}
                limit $2) s
              order by ${orderBy(sort, 's', upwards)}
              limit $2) s
       ${lastWriteJoin}
      order by ${orderBy(sort, 's', upwards)}`
  const values = [prefixes, limit, scope.actor, ...beyond.values, ...kept.values]
  const isPlain = kept.values.length === 0 // filters have too many texts to keep them all
  const { rows } = await pool.query<MemoryRow>(isPlain ? prepared(catalog, text, values) : { text, values })
  return rows
}

/** Counts of the whole list, over all pages; and of all memories, filtered or not. */
async function countMemories(scope: Scope, { prefixes, filter, timeZone }: List) {
  const { pool, catalog } = scope.store
  const span = await pool.query<{ first: string | null; last: string | null }>(
    `select min(updated_at)::text as first, max(updated_at)::text as last from ${catalog.store} s where prefix = any($1::text[])`,
    [prefixes],
  )
  const months = monthsBetween(span.rows[0]?.first ?? '', span.rows[0]?.last ?? '', timeZone)
  const kept = filterSql(scope, filter, timeZone, 3)
  const { rows } = await pool.query<{ bucket: number | null; all: number; count: number }>(
    `select width_bucket(s.updated_at, $2::timestamptz[]) as bucket, count(*)::int as all,
            count(*) filter (where true ${kept.sql})::int as count
       from ${catalog.store} s where s.prefix = any($1::text[])
      group by 1`,
    [prefixes, months.length === 0 ? ['-infinity'] : months.map(({ begins }) => begins), ...kept.values],
  )
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    total: sum((row) => row.count),
    all: sum((row) => row.all),
    months: months
      .map(({ month }, at) => ({ month, count: rows.find(({ bucket }) => bucket === at + 1)?.count ?? 0 }))
      .filter(({ count }) => count > 0)
      .reverse(),
  }
}

async function countBefore(scope: Scope, { prefixes, filter, timeZone, sort }: List, place: Place): Promise<number> {
  const { pool, catalog } = scope.store
  const before = isBeyond(sort, 's', place, 2, { upwards: true })
  const kept = filterSql(scope, filter, timeZone, 2 + before.values.length)
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from ${catalog.store} s where s.prefix = any($1::text[]) and ${before.sql} ${kept.sql}`,
    [prefixes, ...before.values, ...kept.values],
  )
  return rows[0]?.count ?? 0
}

/** As asExpected; a cursor whose date no calendar has is the reader's mistake, not an outage. */
async function onPlace<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await asExpected(work)
  } catch (error) {
    const isNoDate = error instanceof Error && 'code' in error && (error.code === '22007' || error.code === '22008')
    throw isNoDate ? noSuchPage() : error
  }
}
