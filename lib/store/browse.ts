// The journal: a person's memories by newest, in keyset pages that neither skip nor repeat one.
import { Expected } from '@/lib/errors'
import type { Memory, MemoryPage } from '@/lib/shared/memory'
import { monthsBetween } from '@/lib/shared/time'
import { lastWriteJoin, type MemoryRow, memoryColumns, toMemory } from './memory-row'
import type { Scope } from './memory-store'
import { personPrefixes } from './namespaces'
import { asExpected } from './outage'

export type PageRequest = {
  limit: number
  /** Continue below this cursor (`older` of a page). */
  after?: string
  /** Continue above this cursor (`newer` of a page). */
  before?: string
  /** IANA name; months are counted in it. */
  timeZone: string
}

/** A place in the journal: `updated_at` as text, since a JavaScript Date would lose its microseconds, and the key that breaks ties. */
type Place = { updatedAt: string; prefix: string; key: string }

/**
 * One page of the journal.
 * @throws Expected `invalid` for a cursor that this function did not make, `database-unavailable`
 */
export async function listMemories(scope: Scope, request: PageRequest): Promise<MemoryPage> {
  return onPlace(async () => {
    const prefixes = await personPrefixes(scope)
    const upwards = request.before !== undefined
    const place = readCursor(scope, request.before ?? request.after)
    const rows = await pageRows(scope, prefixes, request.limit + 1, place, upwards)
    // all that lay beyond the cursor has gone since: the newest are shown instead of an empty page that leads nowhere
    if (rows.length === 0 && place !== null)
      return listMemories(scope, { ...request, after: undefined, before: undefined })
    const counts = await countMemories(scope, prefixes, request.timeZone)
    const hasMore = rows.length > request.limit
    if (hasMore) rows.pop()
    if (upwards) rows.reverse()
    const first = rows[0]
    const last = rows.at(-1)
    const from = first === undefined ? 0 : 1 + (place === null ? 0 : await countAbove(scope, prefixes, first))
    const hasNewer = upwards ? hasMore : from > 1
    const hasOlder = upwards ? place !== null : hasMore
    return {
      kind: 'page',
      memories: rows.map((row) => toMemory(scope, row)),
      ...counts,
      from,
      newer: hasNewer && first ? cursor(scope, first) : null,
      older: hasOlder && last ? cursor(scope, last) : null,
    }
  })
}

/**
 * All memories whose key starts with `keyPrefix`, newest first, one keyset page at a time.
 * @param limit rows fetched per page
 */
export async function* everyMemory(scope: Scope, keyPrefix = '', limit = 500): AsyncGenerator<Memory> {
  const prefixes = await asExpected(() => personPrefixes(scope))
  let place: Place | null = null
  do {
    const rows: MemoryRow[] = await asExpected(() => pageRows(scope, prefixes, limit, place, false, null))
    for (const row of rows) if (row.key.startsWith(keyPrefix)) yield toMemory(scope, row)
    place = rows.length === limit ? (rows.at(-1) ?? null) : null
  } while (place !== null)
}

async function pageRows(
  scope: Scope,
  prefixes: string[],
  limit: number,
  place: Place | null,
  upwards: boolean,
  previewBytes?: null,
): Promise<MemoryRow[]> {
  const { pool, catalog } = scope.store
  const [comparison, direction] = upwards ? ['>', 'asc'] : ['<', 'desc']
  // a row comparison, not `a < x or (a = x and …)`: only this form can use an index
  const where = place === null ? '' : `and (s.updated_at, s.prefix, s.key) ${comparison} ($4::timestamptz, $5, $6)`
  const { rows } = await pool.query<MemoryRow>(
    `select ${memoryColumns(scope, '$3', previewBytes)}
       from (select s.*, s.xmin from ${catalog.store} s
              where s.prefix = any($1::text[]) ${where}
              order by s.updated_at ${direction}, s.prefix ${direction}, s.key ${direction}
              limit $2) s
       ${lastWriteJoin}
      order by s.updated_at ${direction}, s.prefix ${direction}, s.key ${direction}`,
    [prefixes, limit, scope.actor, ...(place === null ? [] : [place.updatedAt, place.prefix, place.key])],
  )
  return rows
}

async function countMemories(scope: Scope, prefixes: string[], timeZone: string) {
  const { pool, catalog } = scope.store
  const span = await pool.query<{ first: string | null; last: string | null }>(
    `select min(updated_at)::text as first, max(updated_at)::text as last from ${catalog.store} where prefix = any($1::text[])`,
    [prefixes],
  )
  const months = monthsBetween(span.rows[0]?.first ?? '', span.rows[0]?.last ?? '', timeZone)
  const { rows } = await pool.query<{ bucket: number | null; count: number; searchable: number }>(
    `select width_bucket(s.updated_at, $2::timestamptz[]) as bucket, count(*)::int as count,
            count(*) filter (where exists (
              select from ${catalog.vectors} v
               where v.prefix = s.prefix and v.key = s.key and v.embedding is not null))::int as searchable
       from ${catalog.store} s where s.prefix = any($1::text[])
      group by 1`,
    [prefixes, months.length === 0 ? ['-infinity'] : months.map(({ begins }) => begins)],
  )
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    total: sum((row) => row.count),
    searchable: sum((row) => row.searchable),
    months: months
      .map(({ month }, at) => ({ month, count: rows.find(({ bucket }) => bucket === at + 1)?.count ?? 0 }))
      .filter(({ count }) => count > 0)
      .reverse(),
  }
}

async function countAbove({ store: { pool, catalog } }: Scope, prefixes: string[], place: Place): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from ${catalog.store} s
      where s.prefix = any($1::text[]) and (s.updated_at, s.prefix, s.key) > ($2::timestamptz, $3, $4)`,
    [prefixes, place.updatedAt, place.prefix, place.key],
  )
  return rows[0]?.count ?? 0
}

function cursor({ root }: Scope, { updatedAt, prefix, key }: Place): string {
  return Buffer.from(JSON.stringify([updatedAt, prefix.slice(root.length), key])).toString('base64url')
}

function readCursor({ root }: Scope, text: string | undefined): Place | null {
  if (text === undefined) return null
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (
      Array.isArray(parts) &&
      parts.length === 3 &&
      parts.every((part) => typeof part === 'string' && !part.includes('\u0000'))
    ) {
      const [updatedAt, below, key] = parts as [string, string, string]
      if (
        /^\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/.test(updatedAt) &&
        (below === '' || below.startsWith('.'))
      )
        return { updatedAt, prefix: root + below, key }
    }
  } catch {
    // not one of ours: said below
  }
  throw noSuchPage()
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

function noSuchPage(): Expected {
  return new Expected('invalid', 'This page of the list no longer exists. Start again from the newest.')
}
