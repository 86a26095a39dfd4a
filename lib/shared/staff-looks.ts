// Who of those that run or audit the dashboard looked at a person's memories, as that person is told it. Timestamps are Postgres text.

type Staff = {
  /** Null: it is not known any more. */
  name: string | null
  role: 'auditor' | 'admin'
  /** Why, in their own words; null where none is asked for. */
  reason: string | null
}

/** One thing that was done. */
export type StaffLook = Staff & {
  /** Continues a list below it. */
  id: string
  at: string
  what: StaffAct
  /** Memories that were read, or that a search found. */
  count: number
  /** Of those the first that are still there. */
  memories: { id: string; key: string }[]
}

export type StaffAct =
  | 'counts'
  | 'reveal'
  | 'read'
  | 'search'
  | 'change'
  | 'delete'
  | 'undo'
  | 'hide'
  | 'identity'
  | 'bind'
  | 'lock'
  | 'other'

export type StaffLooks = {
  /** Newest first. */
  looks: StaffLook[]
  total: number
}

/** All that one of them did for one reason. */
export type StaffSummary = Staff & {
  /** The last time. */
  at: string
  reveals: number
  /** Different memories. */
  read: number
  changed: number
  deleted: number
  /** Deletions that were taken back. */
  undone: number
  /** How often the namespace was bound to this person, and how often a binding of it was ended. */
  bound: number
  locked: number
  searches: number
}
