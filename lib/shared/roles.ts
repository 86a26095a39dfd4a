// Roles as the page about them shows them. Times are Postgres text in UTC.

export type GivenRole = 'auditor' | 'admin'

/** Somebody by id and, where they have signed in lately, by name. */
export type Named = { id: string; name: string | null }

export type ListedGrant = {
  id: string
  who: Named
  role: GivenRole
  /** A person; or whoever was on the server, by their name there. */
  by: Named & { isPerson: boolean }
  confirmedBy: Named | null
  reason: string | null
  since: string
  until: string | null
  /** Null: it counts now, until its end. */
  endedAt: string | null
}

export type ListedOut = { who: Named; by: Named & { isPerson: boolean }; reason: string | null; since: string }

export type RoleList = {
  grants: ListedGrant[]
  /** The latest that count no longer. */
  ended: ListedGrant[]
  out: ListedOut[]
  /** Who runs the dashboard by its settings: ids, and addresses that nobody has come with yet. */
  bySettings: Named[]
}
