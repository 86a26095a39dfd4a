// Pages of one person's memories by time alone, newest first: an address that continues one says an instant and a number, and never a key.
import type { MonthCount } from '@/lib/shared/masked'
import { monthsBetween } from '@/lib/shared/time'
import type { ScopeFacts } from '../memory-store'

/**
 * Everything up to `at`, without the first `skip` that were written at that very instant. The agent's column may hold `infinity`, and
 * none at all: null, which comes last.
 */
export type TimePlace = { at: string | null; skip: number }

export type TimePage = { limit: number; place: TimePlace | null; timeZone: string }

/** The part of an address that continues a list. */
export function writePlace({ at, skip }: TimePlace): string {
  if (at === null) return `${NEVER}~${skip}`
  return `${at.replace(' ', 'T').replace('+00', 'Z')}~${skip}`
}

/** What {@link writePlace} wrote; null: the first page, as for whatever it never writes. */
export function readPlace(text: unknown): TimePlace | null {
  const parts = typeof text === 'string' ? PLACE.exec(text) : null
  if (parts === null) return null
  const [, day, time, skip, endless, skipOfEndless] = parts
  if (endless !== undefined) return { at: endless === NEVER ? null : endless, skip: Number(skipOfEndless) }
  return Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? null : { at: `${day} ${time}+00`, skip: Number(skip) }
}

const NEVER = 'never'
const PLACE =
  /^(?:(\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01]))T((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?)Z~(\d{1,6})|(-?infinity|never)~(\d{1,6}))$/

/** The row source `s` of a page: the agent's rows of the namespaces $1. `from`: the first placeholder that is free; three are used. */
export function timePageSql(store: string, from: number): string {
  return `(select s.*, s.xmin from ${store} s
            where s.prefix = any($1::text[]) and (s.updated_at <= $${from}::timestamptz or s.updated_at is null)
            order by s.updated_at desc nulls last, s.prefix desc, s.key desc offset $${from + 1} limit $${from + 2}) s`
}

/** The values of {@link timePageSql}; one row more than the page has tells whether there is another. */
export function timePageValues({ place, limit }: TimePage): unknown[] {
  return [place === null ? 'infinity' : place.at, place?.skip ?? 0, limit + 1]
}

/** Where the page after `shown` begins. */
export function placeAfter(shown: readonly { updatedAt: string | null }[], place: TimePlace | null): TimePlace | null {
  const at = shown.at(-1)?.updatedAt
  if (at === undefined) return null
  const same = shown.filter(({ updatedAt }) => updatedAt === at).length
  return { at, skip: same + (place?.at === at ? place.skip : 0) }
}

/** How many memories there are, by month of their last change, the newest first. */
export async function countMonths(
  { pool, catalog }: ScopeFacts['store'],
  prefixes: readonly string[],
  timeZone: string,
): Promise<MonthCount[]> {
  const span = await pool.query<{ first: string | null; last: string | null }>(
    `select min(updated_at)::text as first, max(updated_at)::text as last from ${catalog.store} s where prefix = any($1::text[])`,
    [prefixes],
  )
  const months = monthsBetween(span.rows[0]?.first ?? '', span.rows[0]?.last ?? '', timeZone)
  const { rows } = await pool.query<{ bucket: number | null; count: number }>(
    `select width_bucket(s.updated_at, $2::timestamptz[]) as bucket, count(*)::int as count
       from ${catalog.store} s where s.prefix = any($1::text[]) group by 1`,
    [prefixes, months.length === 0 ? ['-infinity'] : months.map(({ begins }) => begins)],
  )
  return months
    .map(({ month }, at) => ({ month, count: rows.find(({ bucket }) => bucket === at + 1)?.count ?? 0 }))
    .filter(({ count }) => count > 0)
    .reverse()
}
