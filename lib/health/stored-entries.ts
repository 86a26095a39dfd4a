// Were the stored vectors made by the configured encoder, from the configured fields? A few are made again and compared.
import type { Embedder } from '@/lib/embedding/embedder'
import { Expected } from '@/lib/errors'
import { statusOf } from '@/lib/http/json-call'
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { JsonSyntaxError, parseJson } from '@/lib/shared/json-text'
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
  const vectors = await embedEach(
    embedder,
    made.map(({ text }) => text),
  )
  const failed = vectors.find((one) => one instanceof Expected)
  if (failed !== undefined && vectors.every((one) => one instanceof Expected)) return wrong(STORED_ENTRIES, failed)
  const alike = made.filter(({ embedding }, at) => {
    const vector = vectors[at]
    return Array.isArray(vector) && cosine(embedding, vector) >= ALIKE
  }).length
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

/** All at once; where one text makes the endpoint refuse them all, each on its own. */
async function embedEach(embedder: Embedder, texts: string[]): Promise<(number[] | Expected)[]> {
  const together = await orExpected(embedder.embed(texts))
  if (!(together instanceof Expected)) return together
  if (!isRefusal(together)) return texts.map(() => together)
  const each: (number[] | Expected)[] = []
  for (const text of texts) {
    const alone = await orExpected(embedder.embed([text]))
    each.push(alone instanceof Expected ? alone : (alone[0] ?? []))
  }
  return each
}

/** The text itself may be the reason: it can be longer than the model takes today. */
function isRefusal(error: Expected): boolean {
  return [400, 413, 422].includes(statusOf(error) ?? 0)
}

async function orExpected<T>(work: Promise<T>): Promise<T | Expected> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Expected) return error
    throw error
  }
}

/** The text that the agent embeds for an entry of this name; undefined where these fields give none, or the value is nested too deeply. */
function textOf(json: string, field: string, fields: readonly string[]): string | undefined {
  try {
    return embeddedTexts(parseJson(json), fields).find((one) => one.field === field)?.text
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined
    throw error
  }
}

/** NaN where one of them is zero, which is like nothing. */
function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}
