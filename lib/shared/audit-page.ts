// What the page of the audit shows beside the entries: counts that filter, and a chart of the time.
import type { AuditGroup } from './audit-words'

export type Counted<Name extends string = string> = { name: Name; count: number }

/** Counts of what each choice would leave; those of one part ignore what is chosen in it. */
export type AuditFacets = {
  what: Counted<AuditGroup>[]
  roles: Counted[]
  /** Pseudonyms: of staff, and where one person's entries are shown of everybody; most first. */
  actors: (Counted & { role: string })[]
  through: Counted[]
  outcome: Counted[]
}

export type Bar = {
  /** Days, both included. */
  from: string
  to: string
  count: number
  /** Whether it lies in the period that is chosen. */
  isChosen: boolean
}

export type AuditChart = { unit: 'day' | 'week' | 'month'; bars: Bar[] }
