// Which entries of the audit are wanted, in the address: words of this code, days, and pseudonyms; never an id or a name.
import type { Route } from 'next'
import { AUDIT_GROUPS, type AuditGroup, OUTCOMES, ROLES, SURFACES } from './audit-words'
import { isDay } from './time'

export type AuditFilter = {
  /** Days (`2026-11-03`) in the reader's time zone, both included. */
  from: string | null
  to: string | null
  what: AuditGroup | null
  outcome: string | null
  role: string | null
  through: string | null
  /** Pseudonyms: who acted, about whom, about which memory. */
  actor: string | null
  subject: string | null
  memory: string | null
}

/** Where a page of the list begins: below an id or above one, else at the newest. */
export type AuditPlace = { below?: string; above?: string }

export const NO_FILTER: AuditFilter = {
  ...{ from: null, to: null, what: null, outcome: null, role: null, through: null },
  ...{ actor: null, subject: null, memory: null },
}

/** Names in the address. */
const NAMES = {
  ...{ from: 'from', to: 'to', what: 'what', outcome: 'outcome', role: 'role', through: 'through' },
  ...{ actor: 'who', subject: 'about', memory: 'memory' },
} as const satisfies Record<keyof AuditFilter, string>

export const AUDIT_PATH = '/admin/audit'

/** The audit narrowed to what was done by somebody, about somebody, or with one memory; all of these are pseudonyms. */
export function auditHref(
  filter: Partial<AuditFilter> = {},
  { below, above, entry }: AuditPlace & { entry?: string } = {},
): Route {
  const search = queryOf({ ...NO_FILTER, ...filter })
  for (const [name, value] of Object.entries({ below, above, entry })) if (value !== undefined) search.set(name, value)
  return (search.size === 0 ? AUDIT_PATH : `${AUDIT_PATH}?${search}`) as Route
}

/** The filter as an address says it. */
export function queryOf(filter: AuditFilter): URLSearchParams {
  const search = new URLSearchParams()
  for (const [part, name] of Object.entries(NAMES)) {
    const value = filter[part as keyof AuditFilter]
    if (value !== null) search.set(name, value)
  }
  return search
}

/** Reads an address; what it cannot mean is left out. */
export function readAuditFilter(get: (name: string) => string | string[] | null | undefined): AuditFilter {
  const one = (part: keyof AuditFilter, isMeant: (value: string) => boolean) => {
    const value = get(NAMES[part])
    return typeof value === 'string' && isMeant(value) ? value : null
  }
  const among = (words: readonly string[]) => (value: string) => words.includes(value)
  return {
    from: one('from', isOurDay),
    to: one('to', isOurDay),
    what: one('what', among(AUDIT_GROUPS)) as AuditGroup | null,
    outcome: one('outcome', among(OUTCOMES)),
    role: one('role', among(ROLES)),
    through: one('through', among(SURFACES)),
    actor: one('actor', isPseudonym),
    subject: one('subject', isPseudonym),
    memory: one('memory', isPseudonym),
  }
}

/** Whether anything is left out. */
export function isNarrowed(filter: AuditFilter): boolean {
  return Object.values(filter).some((value) => value !== null)
}

/** A chart from the year 1000 on would have more days than anybody can draw. */
function isOurDay(text: string): boolean {
  return /^(19|20)/.test(text) && isDay(text)
}

/** As `pseudonym` makes them; others stand in the audit for nobody. */
function isPseudonym(text: string): boolean {
  return /^[\w-]{43}$/.test(text)
}
