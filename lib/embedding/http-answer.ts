// What embedding services are asked and answer over HTTP: { data: [{ index, embedding }] }.
import type { JsonCall } from '../http/json-call'
import { type Sentence, sentence } from '../shared/text'
import { notAnEmbedding } from './embedder'

type Asked = Pick<JsonCall, 'who' | 'wanted' | 'body' | 'sayStatus'>

/** What is asked when embeddings are, whose refusals are most likely about the text. */
export function embeddingCall({ who, body }: { who: Sentence; body: string }): Asked {
  return {
    who,
    body,
    wanted: sentence('an embedding'),
    sayStatus: (status) =>
      status === 400 || status === 413 || status === 422
        ? sentence('{who} refused the text (HTTP {status}). It may be too long for the model.', {
            who,
            status: String(status),
          })
        : undefined,
  }
}

/**
 * The embeddings of an answer, sorted by `index`; not yet checked.
 * @throws Expected `embedding-unavailable` when it has no such shape or the indexes are not 0, 1, 2 …
 * Source: https://docs.databricks.com/aws/machine-learning/model-serving/query-embedding-models
 */
export function embeddingsOf(answer: unknown, who: Sentence): unknown[] {
  if (!isRecord(answer) || !Array.isArray(answer.data) || !answer.data.every(isRow)) throw notAnEmbedding(who)
  const rows = answer.data.toSorted((a, b) => a.index - b.index)
  if (rows.some(({ index }, at) => index !== at)) throw notAnEmbedding(who)
  return rows.map(({ embedding }) => embedding)
}

type Row = { index: number; embedding: unknown }

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isRow = (row: unknown): row is Row => isRecord(row) && typeof row.index === 'number'
