// Requests to forget, as the browser sees them: what can be asked for, where a request stands, what it deleted, and how long there is.
import type { CameBy } from './forget-queue'

export const FORGET_SCOPES = ['one', 'selection', 'period', 'topic', 'everything'] as const
export type ForgetScope = (typeof FORGET_SCOPES)[number]

/** `overdue` and `due soon` are computed, see {@link urgencyOf}. */
export const FORGET_STATES = [
  'submitted',
  'identity_confirmed',
  'awaiting_approval',
  'scheduled',
  'executing',
  'executed',
  'verified',
  'completed',
  'backups_expired',
  'cancelled',
  'rejected',
  'on_hold',
  'failed',
] as const
export type ForgetState = (typeof FORGET_STATES)[number]

export const FORGET_ROLES = ['user', 'auditor', 'admin', 'agent', 'worker', 'verifier'] as const
export type ForgetRole = (typeof FORGET_ROLES)[number]

/** As the pages may ask for it; what a request can become is decided by the database (dashboard.forget_transition). */
export type ForgetWish = {
  /** Made by the page, a UUID: sent twice, it is one request. */
  operation: string
  /** Beside it nothing is remembered any more, until the person says otherwise. */
  stopRemembering?: boolean
} & (
  | {
      scope: Exclude<ForgetScope, 'everything'>
      /** A frozen selection (lib/store/selection.ts): exactly these memories at these versions. */
      selection: string
    }
  | { scope: 'everything' }
)

/** More than this is typed for, and needs a second person where somebody else asks. */
export const LARGE_FORGET = 20

/** The word that is typed before a large scope; the same in every language. */
export const FORGET_WORD = 'FORGET'

/** What there is of what, in tables that a person knows by these names. */
export const FORGET_HOLDINGS = [
  'memories',
  'search-entries',
  'versions',
  'undo',
  'reads',
  'work',
  'decisions',
  'traces-of-use',
  'identity',
  'requests',
  'conversations',
] as const
export type ForgetHolding = (typeof FORGET_HOLDINGS)[number]

/** What would go and what would stay, counted now. */
export type ForgetPreview = {
  /** Memories that would be deleted. */
  memories: number
  /** Of the chosen ones those that changed, or are gone, since they were chosen: they are not deleted. */
  changed: number
  gone: number
  /** Rows by what they are, what is empty left out. */
  goes: { what: ForgetHolding; rows: number }[]
  /** Memories of the person that stay. */
  remaining: number
  /** Somebody else must say yes; `until`: nobody else can, and it is done after so many hours. */
  approval: 'none' | 'person' | 'time'
  /** Days that backups are kept; null: not configured. */
  backupDays: number | null
  /** An active request for the same. */
  activeReference: string | null
}

/** What was looked for after the deletion. `found` is residue where `isResidue`, else only told. */
export type ForgetCheck = { name: string; looked: number; found: number; isResidue: boolean }

/** Rows per table: what there was, what was deleted, what was left. `after` is null until it was checked. */
export type ForgetTableCount = { table: string; before: number; deleted: number; after: number | null }

/** One step of the way. `by` is a pseudonym, `worker` or `verifier`. */
export type ForgetEvent = {
  at: string
  from: ForgetState | null
  to: ForgetState
  role: ForgetRole
  by: string
  reason: string | null
}

export type ForgetRequest = {
  reference: string
  scope: ForgetScope
  state: ForgetState
  /** Of memories in the set; of everything as many as there were. */
  count: number
  stopRemembering: boolean
  approval: 'self' | 'admin'
  /** Somebody else must say yes before it is carried out. */
  needsApproval: boolean
  channel: 'self' | 'behalf'
  identity: 'confirmed' | 'unconfirmed'
  /** Postgres text in UTC. */
  receivedAt: string
  dueAt: string
  /** Days until it is due, by the database’s clock, the one that has begun counted: 1 is the last; -1: overdue since less than a day. */
  daysLeft: number
  /** Nobody else could say yes: it is done without from then on. */
  notBefore: string | null
  total: number | null
  done: number
  gone: number
  drifted: number
  /** Why it was rejected, or is on hold. */
  reason: string | null
  /** Why it failed, in a word: see lib/store/forgetting/failures.ts. */
  failedWhy: string | null
  checks: ForgetCheck[]
  executedAt: string | null
  verifiedAt: string | null
  completedAt: string | null
  backupsUntil: string | null
  endedAt: string | null
}

/** As those who run or audit the dashboard see it: never what was said. */
export type StaffForgetRequest = ForgetRequest & {
  /** Pseudonyms; names where they are still known. */
  subject: string
  subjectName: string | null
  /** The part of a namespace that stands for the person, while the request is open. */
  label: string | null
  askedBy: string
  askedByName: string | null
  evidence: string | null
  cameBy: CameBy | null
  /** Of what exactly is approved: {@link approveForget} takes it. */
  hash: string
  /** Whether whoever looks may approve it. */
  mayApprove: boolean
  attempts: number
}

export type Urgency = 'overdue' | 'soon' | 'in-time' | 'ended'

/** Yellow a week before it is due, red from then on. */
export function urgencyOf({ endedAt, daysLeft }: Pick<ForgetRequest, 'endedAt' | 'daysLeft'>): Urgency {
  if (endedAt !== null) return 'ended'
  if (daysLeft < 1) return 'overdue'
  return daysLeft <= 7 ? 'soon' : 'in-time'
}

/** Whether the person, or who asked for them, may still take it back. */
export function isCancellable({ state }: Pick<ForgetRequest, 'state'>): boolean {
  return ['submitted', 'identity_confirmed', 'awaiting_approval', 'scheduled', 'on_hold'].includes(state)
}

/** Letters and digits that are not mistaken for each other. */
const REFERENCE = /^F-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/

/** A reference as it was typed or spoken; null where it is none. */
export function readReference(given: string): string | null {
  const tidy = given.trim().toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return REFERENCE.test(tidy) ? tidy : null
}
