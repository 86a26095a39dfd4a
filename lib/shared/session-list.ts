// Living sessions as pages show them. Times are Postgres text in UTC; a reference names a session and opens nothing.

export type ListedSession = {
  ref: string
  /** The browser in words; null: it did not say. */
  browser: string | null
  since: string
  lastSeenAt: string
  /** At the latest. */
  endsAt: string
  /** Whether the page was asked from it. */
  isThis: boolean
}

/** Somebody who is signed in now. */
export type SignedIn = { userId: string; name: string; sessions: ListedSession[] }
