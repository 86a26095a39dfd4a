// Two legs of a search across everybody become one order: reciprocal rank fusion, as in lib/store/search/search-sql.ts. Pure.
import { COUNTS, RRF } from '../search/fusion'

/** So many of each leg are looked at. */
export const LEG = 60

export type Candidate = {
  prefix: string
  key: string
  /** Cosine similarity; null: not compared. */
  score: number | null
  /** How many of the question's words it holds. */
  words: number
  /** When it was written last. Postgres text. */
  at: string
}

/**
 * @param near closest first
 * @param worded best first
 * @param coverage of each of `worded`, by {@link addressOf}: the share of the question's weight
 */
export function fused(
  near: readonly Candidate[],
  worded: readonly Candidate[],
  coverage: ReadonlyMap<string, number>,
): Candidate[] {
  const all = new Map<string, Candidate & { fused: number }>()
  const add = (one: Candidate, gain: number) => {
    const before = all.get(addressOf(one))
    all.set(addressOf(one), {
      ...one,
      score: one.score ?? before?.score ?? null,
      words: Math.max(one.words, before?.words ?? 0),
      fused: (before?.fused ?? 0) + gain,
    })
  }
  for (const [at, one] of near.entries()) add(one, 1 / (RRF + at + 1))
  for (const [at, one] of worded.entries()) {
    const covered = coverage.get(addressOf(one)) ?? 0
    const counts = near.length === 0 || covered >= COUNTS
    if (counts || all.has(addressOf(one))) add(one, counts ? covered / (RRF + at + 1) : 0)
  }
  return [...all.values()]
    .sort((a, b) => b.fused - a.fused || (b.score ?? -2) - (a.score ?? -2) || (addressOf(a) < addressOf(b) ? -1 : 1))
    .map(({ fused: _, ...one }) => one)
}

export function addressOf({ prefix, key }: Pick<Candidate, 'prefix' | 'key'>): string {
  return `${prefix}\u0000${key}`
}
