// The story of a memory as the browser knows it. Timestamps are Postgres text, values are JSON text.

/** Who wrote a version, as far as this dashboard can know. `isTheirs`: it is an administrator who asks about somebody else's. */
export type Author =
  /** The person who is asking. */
  | { kind: 'you' }
  /** Another person, in this dashboard. */
  | { kind: 'somebody' }
  /** Whoever else writes into the agent's tables: mostly the agent itself. */
  | { kind: 'outside' }
  /** It was kept before authors were. */
  | { kind: 'unrecorded' }
  /** An agent through the library of this dashboard, and what it calls itself; null: nothing, or it was kept before names were. */
  | { kind: 'agent'; name: string | null }
  /** Whoever held a personal token, and what the token was called then. */
  | { kind: 'token'; name: string; isTheirs?: true }
  /** An administrator on the person's behalf, and why; null: that was not kept. */
  | { kind: 'admin'; name: string; reason: string | null; isTheirs?: true }
  /** Asked by an administrator: the person whose memories these are. */
  | { kind: 'owner' }

/** Whether a person's hand wrote it, here. */
export function isHand({ kind }: Author): boolean {
  return kind === 'you' || kind === 'somebody' || kind === 'owner' || kind === 'admin'
}

/** One state of a memory that is known. */
export type Version = {
  /** Address of the kept copy; null for the version that is stored now. */
  id: string | null
  /** Place in the story, 1 being the oldest that is known. */
  number: number
  /** The value as stored, or null when it is larger than PREVIEW_BYTES. */
  json: string | null
  bytes: number
  /** When it was written. */
  at: string
  by: Author
  /** What made it: the first writing, an edit, a restore …; `unknown`: it happened outside this dashboard. */
  how: 'created' | 'edit' | 'import' | 'restore' | 'expiry' | 'rename' | 'unknown'
  /**
   * The text it replaced: `kept` is the version before it in the list, `none` there was none, `lost` it was changed outside
   * this dashboard and the earlier text was not recorded.
   */
  earlier: 'kept' | 'none' | 'lost'
  /** Of a restore: when the version that came back had been written. */
  restoredAt: string | null
  /** Of a renaming: the key until then. */
  formerKey: string | null
  /** The agent's time to live at that moment. */
  kept: Kept
}

export type Kept = {
  /** Postgres text; null: no end date. */
  until: string | null
  /** Days, hours … after each use, in minutes; null: the end date is fixed. */
  minutes: number | null
}

export type MemoryHistory = {
  /** Newest first. */
  versions: Version[]
  /** All that are known, the present one included. */
  total: number
  /** The version before the last of `versions`, to compare with; null where that is the oldest. */
  before: Version | null
  /** Until when it is kept now. */
  kept: Kept
  /** When it was first written, and by whom. */
  learned: { at: string; by: Author }
}
