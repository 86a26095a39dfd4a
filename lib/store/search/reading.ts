// How close is close? No absolute threshold separates hits from misses, so a score is read against the person's own memories.
import type { Reading } from '@/lib/shared/memory'

/** How this question's similarities lie over all of the person's memories. */
export type Spread = { count: number; mean: number; deviation: number }

/** Below this many memories a distribution says nothing; then the score itself is read, coarsely. */
const ENOUGH = 12

/** Smaller is the noise of rounding. */
export const LEAST_DEVIATION = 1e-6

/** So far above the mean, in standard deviations, a score is no longer read as `hardly`. */
const LOOSE = 1.5
/** And from here on it is read as `close`. */
const CLOSE = 2.5

/**
 * Reads a cosine similarity in words. With enough memories, by standard deviations above this question's mean.
 */
export function readScore(score: number, spread: Spread): Reading {
  const above = deviationsAbove(score, spread)
  if (above >= 3.5) return 'very close'
  if (above >= CLOSE) return 'close'
  return above >= LOOSE ? 'loose' : 'hardly'
}

/** As it is read where nothing stands out: what comes closest of what does not answer is not close. */
export function atMostLoose(reading: Reading): Reading {
  return reading === 'hardly' ? 'hardly' : 'loose'
}

/** {@link readScore} is more than `hardly`, as SQL over a `distance` and a row `spread` of `scored`, `mean`, `deviation` of distances. */
export const ABOVE_HARDLY = `case when spread.scored >= ${ENOUGH} and spread.deviation > ${LEAST_DEVIATION}
  then (spread.mean - distance) / spread.deviation else (1 - distance - 0.2) * 6 end >= ${LOOSE}`

/** From which similarity on a score is read as `close`, and as `loose`; as SQL over the same `spread`. */
export const [CLOSE_FROM, LOOSE_FROM] = [CLOSE, LOOSE].map(
  (above) => `case when spread.scored >= ${ENOUGH} and spread.deviation > ${LEAST_DEVIATION}
  then 1 - spread.mean + ${above} * spread.deviation else ${0.2 + above / 6} end`,
) as [string, string]

/** So far above the mean the nearest neighbour of a memory is very similar to it. */
const VERY_SIMILAR = 2.75

/** Whether the closest to a memory lies closer than the rest of the person's memories do. */
export function isVerySimilar(best: number | null, spread: Spread): boolean {
  return best !== null && deviationsAbove(best, spread) >= VERY_SIMILAR
}

function deviationsAbove(score: number, { count, mean, deviation }: Spread): number {
  return count >= ENOUGH && deviation > LEAST_DEVIATION ? (score - mean) / deviation : (score - 0.2) * 6
}
