// A list of people narrowed down and sorted, as SQL over `dashboard.person_count` as `p`.
import type { NamespaceStyle } from '@/lib/langgraph/namespace'
import { sanitizeUserId } from '@/lib/langgraph/namespace'
import type { PeopleFilter, PeopleSort, PeopleWarning } from '@/lib/shared/people'
import { dayEdge } from '@/lib/shared/time'
import { labelIn } from '../identities/facts'
import type { SqlPart } from '../list/filter-sql'

export type PeopleAsked = {
  filter: PeopleFilter
  timeZone: string
  style: NamespaceStyle
  /** Part of the name of agents that are looked for; empty: all. */
  agents?: string
}

/** What each warning means. */
export const WARNING_SQL: Record<PeopleWarning, string> = {
  several: `p.owner = 'several'`,
  none: `p.owner = 'none'`,
  unsearchable: 'p.unsearchable > 0',
  stale: 'p.stale > 0',
  similar: 'p.similar_to is not null',
}

export const ANY_WARNING = `(${Object.values(WARNING_SQL).join(' or ')})`

/** What is left out of the filter, for counting the choices of one part. */
export type Part = 'warning' | 'agent'

/**
 * The conditions of a filter, joined; `true` where there are none.
 * @param from number of the first placeholder that is free
 */
export function peopleSql({ filter, timeZone, style }: PeopleAsked, from: number, without?: Part): SqlPart {
  const values: unknown[] = []
  const place = (value: unknown) => `$${from + values.push(value) - 1}`
  const { q, since, agent, warning, month, began, ends } = filter
  const conditions = [
    q === '' ? null : isNamed(place(q), place(sanitizeUserId(q, style)), style),
    since === null ? null : `p.last_at >= ${place(dayEdge(since, 'begin', timeZone).toISOString())}::timestamptz`,
    agent === null || without === 'agent' ? null : has(place(agent)),
    warning === null || without === 'warning' ? null : warning === 'any' ? ANY_WARNING : WARNING_SQL[warning],
    month === null ? null : `p.months ? ${place(month)}`,
    began === null ? null : `to_char(p.first_at, 'YYYY-MM') = ${place(began)}`,
    ends === null ? null : 'p.expired > 0',
  ].filter((condition) => condition !== null)
  return { sql: conditions.length === 0 ? 'true' : `(${conditions.join(' and ')})`, values }
}

const has = (code: string) => `(p.writers ? ${code} or p.readers ? ${code})`

/** Part of the id as the agent writes it or as the person knows it, letter by letter; or of the name, whatever its case. */
function isNamed(q: string, asLabel: string, style: NamespaceStyle): string {
  return `(position(${q} in p.label) > 0 or position(${asLabel} in p.label) > 0 or p.label in (
    select ${labelIn(style, 'n.user_id')}
      from dashboard.person_name n
     where position(lower(${q}) in lower(n.name)) > 0))`
}

/** Where a page goes on: of a sort, its value and the place that breaks ties. */
export type PeoplePlace = { value: string; place: string }

const LAST = `coalesce(p.last_at, '-infinity')`

const ORDERS: Record<PeopleSort, { value: string; type: string | null; isDescending: boolean }> = {
  changed: { value: LAST, type: 'timestamptz', isDescending: true },
  memories: { value: 'p.memories', type: 'integer', isDescending: true },
  id: { value: `''`, type: null, isDescending: false },
}

/** The column `value` of {@link PeoplePlace}. */
export const placeValue = (sort: PeopleSort) => `${ORDERS[sort].value}::text as value`

export function peopleOrder(sort: PeopleSort, upwards = false): string {
  const { value, type, isDescending } = ORDERS[sort]
  const direction = isDescending === upwards ? 'asc' : 'desc'
  return type === null ? `p.place ${direction}` : `${value} ${direction}, p.place ${direction}`
}

/** Whether `p` lies beyond a place on the way down, or upwards. */
export function beyondPlace(
  sort: PeopleSort,
  { value, place }: PeoplePlace,
  from: number,
  { upwards }: { upwards: boolean },
): SqlPart {
  const { value: column, type, isDescending } = ORDERS[sort]
  const comparison = isDescending === upwards ? '>' : '<'
  if (type === null) return { sql: `p.place ${comparison} $${from}`, values: [place] }
  return { sql: `(${column}, p.place) ${comparison} ($${from}::${type}, $${from + 1})`, values: [value, place] }
}
