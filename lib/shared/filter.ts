// What a list is narrowed to, defined once: address ⇄ filter. SQL is lib/store/list/filter-sql.ts, chips and menus are the list's.

/** JSON types, as Postgres' `jsonb_typeof` names them. */
export const VALUE_TYPES = ['string', 'number', 'boolean', 'null', 'array', 'object'] as const
export type ValueType = (typeof VALUE_TYPES)[number]

/** Conditions that all hold together; the members of a list are alternatives, `keys` and `starts` being one list. */
export type MemoryFilter = {
  /** First and last day on which the memory changed, `2026-01-31` in the reader's time zone, both included. */
  since: string | null
  until: string | null
  /** Whole keys. */
  keys: string[]
  /** Beginnings of keys, letter by letter: `trip_` (shown as `trip_*`). */
  starts: string[]
  /** Members of the value, outermost level, of which one is there. */
  fields: string[]
  /** JSON types of which one occurs among `fields`, or among all members where no field is chosen. */
  types: ValueType[]
  /** `expiring`: has an end date that has not come; `expired`: it has come, and the agent has not swept the row yet. */
  ends: 'expiring' | 'expired' | null
  /** `no`: without a search entry. */
  searchable: 'yes' | 'no' | null
  /** Who made the last change: the reader here, or the agent (anything outside this dashboard). */
  by: 'me' | 'agent' | null
}

export const NO_FILTER: MemoryFilter = {
  since: null,
  until: null,
  keys: [],
  starts: [],
  fields: [],
  types: [],
  ends: null,
  searchable: null,
  by: null,
}

/** What a person thinks of as one filter, and takes away as one. */
export const FILTER_PARTS = {
  time: ['since', 'until'],
  key: ['keys', 'starts'],
  field: ['fields'],
  type: ['types'],
  ends: ['ends'],
  searchable: ['searchable'],
  by: ['by'],
} as const satisfies Record<string, readonly (keyof MemoryFilter)[]>
export type FilterPart = keyof typeof FILTER_PARTS

/** So many keys, beginnings and fields at most. */
export const LIST_LIMIT = 50

/** Reads an address; what it cannot mean is left out. */
export function readFilter(params: URLSearchParams): MemoryFilter {
  // no key and no name can hold a NUL; a beginning of nothing would let everything through
  const list = (name: string) => [...new Set(params.getAll(name))].filter(isStorable).slice(0, LIST_LIMIT)
  return {
    since: day(params.get('since')),
    until: day(params.get('until')),
    keys: list('key'),
    starts: list('starts').filter((start) => start !== ''),
    fields: list('field'),
    types: list('type').filter(isValueType),
    ends: oneOf(params.get('ends'), ['expiring', 'expired']),
    searchable: oneOf(params.get('searchable'), ['yes', 'no']),
    by: oneOf(params.get('from'), ['me', 'agent']),
  }
}

/** Inverse of {@link readFilter}: the names and values for an address, in an order that is always the same. */
export function filterParams(filter: MemoryFilter): [string, string][] {
  const one = (name: string, value: string | null): [string, string][] => (value === null ? [] : [[name, value]])
  const many = (name: string, values: readonly string[]): [string, string][] => values.map((value) => [name, value])
  return [
    ...one('since', filter.since),
    ...one('until', filter.until),
    ...many('key', filter.keys),
    ...many('starts', filter.starts),
    ...many('field', filter.fields),
    ...many('type', filter.types),
    ...one('ends', filter.ends),
    ...one('searchable', filter.searchable),
    ...one('from', filter.by),
  ]
}

/** Whether the filter lets everything through. */
export function isUnfiltered(filter: MemoryFilter): boolean {
  return filterParams(filter).length === 0
}

/** The parts in force, in the order of {@link FILTER_PARTS}. */
export function partsOf(filter: MemoryFilter): FilterPart[] {
  return (Object.keys(FILTER_PARTS) as FilterPart[]).filter((part) => !isUnfiltered(only(filter, part)))
}

/** `filter` without one part. */
export function without(filter: MemoryFilter, part: FilterPart): MemoryFilter {
  const nothing = Object.fromEntries(FILTER_PARTS[part].map((name) => [name, NO_FILTER[name]]))
  return { ...filter, ...nothing }
}

/** One part of `filter` alone. */
export function only(filter: MemoryFilter, part: FilterPart): MemoryFilter {
  const kept = Object.fromEntries(FILTER_PARTS[part].map((name) => [name, filter[name]]))
  return { ...NO_FILTER, ...kept }
}

function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed()
}

function day(text: string | null): string | null {
  if (text === null || !/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return null
  const date = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? null : text
}

function oneOf<T extends string>(text: string | null, allowed: readonly T[]): T | null {
  return allowed.find((one) => one === text) ?? null
}

function isValueType(text: string): text is ValueType {
  return VALUE_TYPES.some((type) => type === text)
}
