// Somebody's memories as whoever may not read them knows them: that they are there, and since when.

/** A memory without anything that it says: neither words nor key, nor how long or how many they are. */
export type Masked = {
  /** When it was written last. Postgres text, which may be `infinity`; empty where the agent’s row does not say. */
  updatedAt: string
}

/** Months as `2026-11`. */
export type MonthCount = { month: string; count: number }

export type MaskedPage = {
  rows: Masked[]
  months: MonthCount[]
  /** What continues the list in an address; null: it ends here. */
  next: string | null
}
