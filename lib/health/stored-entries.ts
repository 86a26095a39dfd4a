// Were the stored vectors made by the configured encoder, from the configured fields? A few are made again and compared.
import type { Embedder } from '@/lib/embedding/embedder'
import { Expected } from '@/lib/errors'
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { parseJson } from '@/lib/shared/json-text'
import { sentence } from '@/lib/shared/text'
import type { StoredEntry } from '@/lib/store/health/samples'
import { type About, type Finding, fine, unknown, wrong } from './finding'

export const STORED_ENTRIES: About = { check: 'stored-entries', name: sentence('Stored vectors') }

/** Entries compared. Single ones can be unreproducible (an older text, another client): the majority decides. */
export const COMPARED = 5

/** Cosine from which two vectors count as made by one encoder: services round, and batch, differently. */
const ALIKE = 0.99

export async function examineStoredEntries(
  entries: readonly StoredEntry[],
  embedder: Embedder,
  fields: readonly string[],
): Promise<Finding> {
  if (entries.length === 0)
    return unknown(STORED_ENTRIES, sentence('No vector is stored yet, so there is nothing to compare.'))
  const texts = entries.map(({ json, field }) => textOf(json, field, fields))
  const made = entries.flatMap(({ embedding }, at) => {
    const text = texts[at]
    return text === undefined ? [] : [{ text, embedding }]
  })
  const compared = entries.length
  if (made.length * 2 <= compared)
    return wrong(
      STORED_ENTRIES,
      sentence('{others} of {compared} stored vectors belong to fields that EMBEDDING_FIELDS does not name.', {
        others: compared - made.length,
        compared,
      }),
      sentence('Set EMBEDDING_FIELDS to the agent’s embedding_fields (its store’s index configuration).'),
    )
  let vectors: number[][]
  try {
    vectors = await embedder.embed(made.map(({ text }) => text))
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    return wrong(STORED_ENTRIES, error)
  }
  const alike = made.filter(({ embedding }, at) => cosine(embedding, vectors[at] ?? []) >= ALIKE).length
  const values = { alike, compared: made.length, embedder: embedder.name }
  if (alike * 2 > made.length)
    return fine(
      STORED_ENTRIES,
      sentence('{alike} of {compared} stored vectors come out the same from {embedder}.', values),
    )
  return wrong(
    STORED_ENTRIES,
    sentence(
      'Only {alike} of {compared} stored vectors come out the same from {embedder}: another model made them.',
      values,
    ),
    sentence(
      'Set DATABRICKS_EMBEDDING_ENDPOINT (or EMBEDDINGS_BASE_URL and EMBEDDINGS_MODEL) to the model that the agent uses.',
    ),
  )
}

/** The text that the agent embeds for an entry of this name; undefined where these fields give none. */
function textOf(json: string, field: string, fields: readonly string[]): string | undefined {
  return embeddedTexts(parseJson(json), fields).find((one) => one.field === field)?.text
}

/** NaN where one of them is zero, which is like nothing. */
function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}
