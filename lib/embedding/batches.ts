// Texts go out in batches, one after the other, each with its own deadline; every answer is checked.
import { type Deadline, startDeadline } from '../http/deadline'
import type { Sentence } from '../shared/text'
import { checkVectors, type Embedder } from './embedder'

/** Texts per call: what the agent's own client sends (databricks_langchain/embeddings.py 0.20.0). */
export const BATCH = 20

/** How one provider answers one batch. */
export type Provider = {
  name: string
  /** Begins the sentences about its failures, such as "The built-in sentence encoder". */
  who: Sentence
  dims: number
  /** Longest wait for one batch, in milliseconds. */
  timeoutMs: number
  /** Asks for the vectors of 1 to {@link BATCH} texts, in their order. What comes back is checked by the caller. */
  ask: (texts: string[], deadline: Deadline) => Promise<unknown>
}

/** An embedder that asks `provider` for one batch after the other and checks every answer. */
export function batchedEmbedder({ name, who, dims, timeoutMs, ask }: Provider): Embedder {
  return {
    name,
    dims,
    async embed(texts, signal) {
      const vectors: number[][] = []
      for (let from = 0; from < texts.length; from += BATCH) {
        const batch = texts.slice(from, from + BATCH)
        const answer = await ask(batch, startDeadline({ who, code: 'embedding-unavailable', timeoutMs, signal }))
        vectors.push(...checkVectors(answer, { who, dims, count: batch.length }))
      }
      return vectors
    },
  }
}
