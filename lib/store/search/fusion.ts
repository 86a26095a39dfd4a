// How two legs become one order: reciprocal rank fusion, in which words count by the share of the question that they cover. Tuned on evaluation/ (docs/evaluation.md).

/** The constant of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009). */
export const RRF = 60

/** The share of the question's weight that a memory's words must cover to count for the order at all. */
export const COUNTS = 0.3

/** And to make it a match by themselves, in orders that leave out what hardly matches. */
export const ENOUGH = 0.5

/** So much of its weight keeps a word like "the", "does" or "who" (a stop word of Postgres' English): in few memories even it is rare. */
export const FUNCTION_WORD = 0.25
