// How many memories each choice of a filter would leave: one statement over the person's memories, whatever their number.
import type { Facets, KeyOption, Option, OptionSearch } from '@/lib/shared/facets'
import { type FilterPart, type MemoryFilter, partsOf, VALUE_TYPES } from '@/lib/shared/filter'
import { monthsBetween } from '@/lib/shared/time'
import { FACETS } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import type { Scope } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import { type Question, rankingOf } from '../search/ranking'
import { rankedSql } from '../search/search-sql'
import { type FacetRow, facetsSql } from './facets-sql'

export type FacetRequest = {
  filter: MemoryFilter
  /** IANA name of the reader's zone. */
  timeZone: string
  /** Only what a search for it compares, or with `isMatching` what it shows in another order than by closeness. */
  among?: { question: Question; isMatching: boolean } | undefined
  find?: OptionSearch | undefined
}

/**
 * Counts for the index and the menus.
 * @throws Expected `database-unavailable`, and `embedding-unavailable` for a question by meaning alone
 */
export const countFacets = traced(FACETS, facetsOf)

async function facetsOf(scope: Scope, request: FacetRequest): Promise<Facets> {
  const { filter, timeZone, find, among } = request
  const ranking = among === undefined ? null : await rankingOf(scope, among.question)
  return asExpected(async () => {
    const { pool, catalog } = scope.store
    const prefixes = await personPrefixes(scope)
    const span = await pool.query<{ first: string | null; last: string | null }>(
      `select min(updated_at)::text as first, max(updated_at)::text as last from ${catalog.store} s where prefix = any($1::text[])`,
      [prefixes],
    )
    const months = monthsBetween(span.rows[0]?.first ?? '', span.rows[0]?.last ?? '', timeZone)
    const { sql, values } = facetsSql(scope, {
      prefixes,
      filter,
      timeZone,
      months: months.length === 0 ? ['-infinity'] : months.map((month) => month.begins),
      find,
      ranked: ranking === null ? undefined : rankedSql(scope, prefixes, ranking),
      isMatching: among?.isMatching === true,
    })
    const { rows } = await pool.query<FacetRow>(sql, values)
    return toFacets(rows, filter, months, find)
  })
}

function toFacets(rows: FacetRow[], filter: MemoryFilter, months: { month: string }[], find?: OptionSearch): Facets {
  const of = (facet: FacetRow['facet']): Option[] => rows.filter((row) => row.facet === facet)
  const counts = (facet: FacetRow['facet']) => {
    const found = new Map(of(facet).map(({ name, count }) => [name, count]))
    return (name: string) => found.get(name) ?? 0
  }
  const [sum, month, type] = [counts('sum'), counts('month'), counts('type')]
  const hides = Object.fromEntries(
    partsOf(filter).map((part: FilterPart) => [part, counts('without')(part) - sum('total')]),
  )
  const keys = [
    ...of('key').map((option): KeyOption => ({ ...pick(option), isStart: false })),
    ...of('start').map((option): KeyOption => ({ ...pick(option), isStart: true })),
  ]
  return {
    all: sum('all'),
    total: sum('total'),
    hides,
    months: months
      .map((one, at) => ({ month: one.month, count: month(String(at + 1)) }))
      .filter(({ count }) => count > 0)
      .reverse(),
    by: { me: sum('me'), agent: sum('agent') },
    searchable: { yes: sum('searchable'), no: sum('not searchable') },
    ends: { expiring: sum('expiring'), expired: sum('expired') },
    types: VALUE_TYPES.map((name) => ({ name, count: type(name) })),
    keys: {
      options: withChosen(
        keys,
        [
          ...filter.keys.map((name) => ({ name, isStart: false })),
          ...filter.starts.map((name) => ({ name, isStart: true })),
        ],
        find?.in === 'keys',
      ).sort(byName),
      all: sum('keys'),
    },
    fields: {
      options: withChosen(
        of('field').map(pick),
        filter.fields.map((name) => ({ name })),
        find?.in === 'fields',
      ).sort((a, b) => b.count - a.count || byName(a, b)),
      all: sum('fields'),
    },
  }
}

function pick({ name, count }: Option): Option {
  return { name, count }
}

/** What is chosen stays there to be given up, also when nothing has it any more. */
function withChosen<T extends Option>(options: T[], chosen: Omit<T, 'count'>[], isSearch: boolean): T[] {
  const isSame = (a: Omit<T, 'count'>, b: T) =>
    a.name === b.name && ('isStart' in a ? a.isStart : null) === ('isStart' in b ? b.isStart : null)
  const missing = isSearch ? [] : chosen.filter((one) => !options.some((option) => isSame(one, option)))
  return [...options, ...missing.map((one) => ({ ...one, count: 0 }) as T)]
}

function byName(a: Option, b: Option): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
