// How two legs become one order: closeness in standard deviations of this question, and words by the share of it that they cover. Tuned on evaluation/ (docs/evaluation.md).
import { LEAST_DEVIATION } from './reading'

/** So many standard deviations of closeness the words of the whole question are worth. */
const WHOLE = 8

/** Half of the question is worth less than half of that: other words may be meant, as in a paraphrase. */
const POWER = 1.5

/** Closeness counts no further than that: among many memories all alike everything else lies tens of deviations off. */
const FARTHEST = 3.5

/** Closeness as SQL over a `distance`, null where there is no entry, and `mean`, `deviation`, `farthest` of the distances. */
export const CLOSENESS = `case when deviation > ${LEAST_DEVIATION}
  then least(${FARTHEST}, greatest(-${FARTHEST}, (mean - coalesce(distance, farthest)) / deviation)) else 0 end`

/** What words are worth that cover a share of the question's weight, in standard deviations of closeness. */
export const worthOf = (coverage: number): number => WHOLE * coverage ** POWER

/** {@link worthOf} as SQL over `coverage`, null where no word is found. */
export const WORTH = `${WHOLE} * power(coalesce(coverage, 0)::float8, ${POWER})`

/** From this share of the question's weight on its words count for much: it is told so. */
export const COUNTS = 0.3

/** And to make it a match by themselves, in orders that leave out what hardly matches. */
export const ENOUGH = 0.5

/** So much of its weight keeps a word like "the", "does" or "who" (a stop word of Postgres' English): in few memories even it is rare. */
export const FUNCTION_WORD = 0.25
