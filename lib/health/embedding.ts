// Does the embedding endpoint answer?
import { configuredEmbedder } from '@/lib/embedding/configured'
import type { Embedder } from '@/lib/embedding/embedder'
import type { Environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { sentence } from '@/lib/shared/text'
import { type About, type Finding, fine, wrong } from './finding'

const ABOUT: About = { check: 'embedding', name: sentence('Embedding endpoint') }

type Settings = Pick<Environment, 'embedding' | 'databricks'>

/** Nobody's words. */
const PROBE = 'The quick brown fox jumps over the lazy dog.'

export type ExaminedEmbedder = {
  findings: Finding[]
  /** As configured; null when the settings give none. */
  embedder: Embedder | null
  answers: boolean
}

/** @param make the embedder of the settings; the server's own where there is one */
export async function examineEmbedding(
  settings: Settings,
  make: (settings: Settings) => Embedder = configuredEmbedder,
): Promise<ExaminedEmbedder> {
  let embedder: Embedder | null = null
  try {
    embedder = make(settings)
    await embedder.embed([PROBE])
    const said = sentence('{embedder} answers with {dims} numbers.', { embedder: embedder.name, dims: embedder.dims })
    return { findings: [fine(ABOUT, said)], embedder, answers: true }
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    const cure = embedder === null ? undefined : cureOf(settings)
    return { findings: [wrong(ABOUT, error, cure)], embedder, answers: false }
  }
}

/** The names of what to look at. */
function cureOf({ embedding: { databricksEndpoint, baseUrl }, databricks }: Settings) {
  if (databricksEndpoint !== undefined)
    return databricks.token === undefined
      ? sentence(
          'Check DATABRICKS_HOST, DATABRICKS_CLIENT_ID, DATABRICKS_CLIENT_SECRET and DATABRICKS_EMBEDDING_ENDPOINT, and that the service principal has CAN_QUERY on the endpoint.',
        )
      : sentence(
          'Check DATABRICKS_HOST, DATABRICKS_TOKEN and DATABRICKS_EMBEDDING_ENDPOINT, and that the token’s owner has CAN_QUERY on the endpoint.',
        )
  if (baseUrl !== undefined) return sentence('Check EMBEDDINGS_BASE_URL, EMBEDDINGS_MODEL and EMBEDDINGS_API_KEY.')
  return undefined
}
