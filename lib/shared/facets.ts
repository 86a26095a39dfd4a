// What a list could be narrowed to, with numbers: what the index and the filter menus show.
import type { FilterPart, ValueType } from './filter'

export type Option = { name: string; count: number }

/** A whole key, or with `isStart` a beginning that several keys share (`trip_`, shown as `trip_*`). */
export type KeyOption = Option & { isStart: boolean }

/**
 * Counts of what the filter would let through if its part in question were this option alone, all other parts staying as
 * they are. An option that would leave nothing counts 0, and is there.
 */
export type Facets = {
  /** Memories without the filter, and with it. */
  all: number
  total: number
  /** How many more there would be without this part of the filter; only of parts in force. */
  hides: Partial<Record<FilterPart, number>>
  /** By month of the last change in the reader's zone, newest first; months as `2026-11`, empty ones left out. */
  months: { month: string; count: number }[]
  by: { me: number; agent: number }
  searchable: { yes: number; no: number }
  ends: { expiring: number; expired: number }
  types: { name: ValueType; count: number }[]
  /** The most frequent by name, and whatever is chosen; `all`: how many there are. */
  keys: { options: KeyOption[]; all: number }
  /** The most frequent first. */
  fields: { options: Option[]; all: number }
}

/** Part of a name: only options that contain it, whatever their case, are wanted. */
export type OptionSearch = { in: 'keys' | 'fields'; text: string }

/** At most so many keys and fields are named; of more, a search in their names finds the rest. */
export const OPTION_LIMIT = 200
