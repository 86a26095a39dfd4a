// The encoder that comes with the dashboard: Universal Sentence Encoder lite, English, 512 numbers, in a worker thread, no network.
import { Worker } from 'node:worker_threads'
import type { Deadline } from '../http/deadline'
import { sentence } from '../shared/text'
import { batchedEmbedder } from './batches'
import { type Embedder, unavailable } from './embedder'
import { plainWords } from './plain-words'

export const BUILT_IN_DIMS = 512

const WHO = sentence('The built-in sentence encoder')

/**
 * Reads the first 128 tokens (some 500 characters) of each text, JSON as {@link plainWords}. Unit vectors. The same
 * text gives the same numbers, whatever it is asked with. The first call loads the model.
 */
export function builtInEmbedder({ timeoutMs }: { timeoutMs: number }): Embedder {
  return batchedEmbedder({
    name: 'built-in English sentence encoder (USE-lite)',
    who: WHO,
    dims: BUILT_IN_DIMS,
    timeoutMs,
    ask: (texts, deadline) => encode(texts.map(plainWords), deadline),
  })
}

type Waiting = { resolve: (vectors: unknown) => void; reject: (error: Error) => void }
type Encoder = { worker: Worker; waiting: Map<number, Waiting>; next: number; answers: number }

// Next bundles this module more than once; the thread exists once
const KEY = Symbol.for('memory-dashboard.built-in-encoder')
const holder = globalThis as typeof globalThis & { [KEY]?: Encoder }

async function encode(texts: string[], deadline: Deadline): Promise<unknown> {
  holder[KEY] ??= startEncoder()
  const encoder = holder[KEY]
  const id = encoder.next++
  const before = encoder.answers
  const answer = new Promise<unknown>((resolve, reject) => encoder.waiting.set(id, { resolve, reject }))
  encoder.worker.ref()
  encoder.worker.postMessage({ id, texts })
  try {
    return await deadline.waitFor(answer)
  } finally {
    encoder.waiting.delete(id)
    if (encoder.waiting.size === 0) encoder.worker.unref()
    const isStuck = deadline.timedOut() && before > 0 && encoder.answers === before // not just busy or still loading
    if (isStuck) {
      if (holder[KEY] === encoder) holder[KEY] = undefined
      void encoder.worker.terminate()
    }
  }
}

function startEncoder(): Encoder {
  const worker = new Worker(new URL('./built-in-worker.mjs', import.meta.url))
  const encoder: Encoder = { worker, waiting: new Map(), next: 1, answers: 0 }
  const end = () => {
    if (holder[KEY] === encoder) holder[KEY] = undefined
    for (const { reject } of encoder.waiting.values())
      reject(unavailable(sentence('{who} stopped. Try again.', { who: WHO }), new Error('worker ended')))
    encoder.waiting.clear()
  }
  worker.on('message', ({ id, vectors }: { id: number; vectors?: unknown }) => {
    encoder.answers++
    const waiting = encoder.waiting.get(id)
    if (vectors) waiting?.resolve(vectors)
    else waiting?.reject(unavailable(sentence('{who} failed. Try again.', { who: WHO }), new Error('worker failed')))
  })
  worker.on('error', end)
  worker.on('exit', end)
  return encoder
}
