// Pairs of memories that say nearly the same, as the browser knows them.
import type { Memory } from './memory'

/** `same`: nearly the same words. `contradict`: may contradict each other, a hint. `kept`: the person has decided to keep both. */
export const PAIR_KINDS = ['all', 'contradict', 'same', 'kept'] as const
export type PairKind = (typeof PAIR_KINDS)[number]

/** In what two memories differ that otherwise say the same. */
export type Contradiction = { by: 'number' | 'weekday' | 'date' | 'opposite' | 'no'; left: string; right: string }

export type MemoryPair = {
  /** The one that was learned first. */
  left: Memory
  right: Memory
  kind: 'same' | 'contradict'
  contradiction: Contradiction | null
  /** How much of their telling words they share, 0 to 1. */
  alike: number
  /** Cosine similarity of their closest search entries; null where one has none. */
  similarity: number | null
  /** Whether one can be made of them here: both can be edited. */
  canMerge: boolean
}

export type PairPage =
  /** Still looking: how many memories have been compared so far. */
  | { state: 'looking'; looked: number; of: number }
  | {
      state: 'ready'
      /** Something changed since these were found; they are looked for anew, and what is shown here is still true. */
      isRenewing: boolean
      /** How many memories were compared, the newest, and how many there are. */
      compared: number
      total: number
      /** True where more pairs may exist than are counted. */
      isAtLeast: boolean
      counts: Record<PairKind, number>
      pairs: MemoryPair[]
      /** Position of the first pair of this page, from 1; 0 without one. */
      from: number
      next: number | null
      previous: number | null
    }
