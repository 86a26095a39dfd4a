// The orders a list can have, as SQL: each is total, so that a page can go on after any row of it.
import type { ListSort } from '@/lib/shared/memory'
import type { Place } from './cursor'
import type { SqlPart } from './filter-sql'

/** SQL expressions that name a place in a list. */
type PlaceSql = { updatedAt: string; prefix: string; key: string }

/** What is compared, from left to right, and in which direction all of it goes. */
const ORDERS: Record<ListSort, { parts: (place: PlaceSql) => string[]; isDescending: boolean }> = {
  newest: { parts: ({ updatedAt, prefix, key }) => [updatedAt, prefix, key], isDescending: true },
  oldest: { parts: ({ updatedAt, prefix, key }) => [updatedAt, prefix, key], isDescending: false },
  key: { parts: ({ prefix, key }) => [inPeoplesOrder(key), key, prefix], isDescending: false },
}

/** Up to so many digits are compared as a number. */
const DIGITS = 20

/**
 * `trip_9` before `trip_10`, capitals beside small letters: numbers are filled up with zeros for the comparison. Piece by
 * piece: one pattern that counts to twenty takes three times as long.
 */
function inPeoplesOrder(key: string): string {
  const filled = `case when piece[2] = '' then '' else right('${'0'.repeat(DIGITS - 1)}' || piece[2], ${DIGITS}) end`
  return `(select string_agg(piece[1] || ${filled}, '')
             from regexp_matches(lower(${key}), '(\\D*)(\\d*)', 'g') as piece) collate "C"`
}

/** `order by` for the agent's table as `row`; `upwards`: the same list from its end. */
export function orderBy(sort: ListSort, row: string, upwards = false): string {
  const direction = ORDERS[sort].isDescending === upwards ? 'asc' : 'desc'
  return ORDERS[sort]
    .parts(placeIn(row))
    .map((part) => `${part} ${direction}`)
    .join(', ')
}

/**
 * Whether `row` lies beyond `place` on the way down, or upwards; with `inclusive` the place itself too. A row comparison,
 * not `a < x or (a = x and …)`: only this form can use an index.
 * @param from number of the first placeholder that is free
 */
export function isBeyond(
  sort: ListSort,
  row: string,
  place: Place,
  from: number,
  { upwards, inclusive = false }: { upwards: boolean; inclusive?: boolean },
): SqlPart {
  const { parts, isDescending } = ORDERS[sort]
  const comparison = `${isDescending === upwards ? '>' : '<'}${inclusive ? '=' : ''}`
  const given = { prefix: `$${from}::text`, key: `$${from + 1}::text`, updatedAt: `$${from + 2}::timestamptz` }
  return {
    sql: `(${parts(placeIn(row)).join(', ')}) ${comparison} (${parts(given).join(', ')})`,
    // Postgres refuses a value that nothing asks for
    values: [place.prefix, place.key, ...(sort === 'key' ? [] : [place.updatedAt])],
  }
}

function placeIn(row: string): PlaceSql {
  return { updatedAt: `${row}.updated_at`, prefix: `${row}.prefix`, key: `${row}.key` }
}
