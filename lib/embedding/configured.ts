// Which embedder the settings ask for. Half a configuration is refused: falling back would fill the store with another model's vectors.
import { configuredWorkspace } from '../databricks/workspace'
import { type Environment, environment } from '../env'
import { Expected } from '../errors'
import { BUILT_IN_DIMS, builtInEmbedder } from './built-in'
import { databricksEmbedder } from './databricks'
import type { Embedder } from './embedder'
import { openAiCompatibleEmbedder } from './openai-compatible'

type Settings = Pick<Environment, 'embedding' | 'databricks'>

/** Numbers per vector of databricks-gte-large-en and databricks-bge-large-en. */
const DATABRICKS_DIMS = 1024

/**
 * Databricks when an endpoint is set, an OpenAI-compatible service when an address is set, else the built-in encoder. Makes no call.
 * @throws Expected `misconfigured` that names the settings to change
 */
export function configuredEmbedder(settings: Settings): Embedder {
  const { databricksEndpoint: endpoint, baseUrl, model, apiKey, dims, timeoutMs } = settings.embedding
  if (endpoint && baseUrl)
    throw misconfigured(
      'both DATABRICKS_EMBEDDING_ENDPOINT and EMBEDDINGS_BASE_URL are set. Keep the one that the agent uses.',
    )
  if (endpoint) {
    const workspace = configuredWorkspace(settings)
    if (!workspace) throw misconfigured('DATABRICKS_EMBEDDING_ENDPOINT needs DATABRICKS_HOST.')
    return databricksEmbedder({ ...workspace, endpoint, dims: dims ?? DATABRICKS_DIMS, timeoutMs })
  }
  if (baseUrl) {
    if (!model || !dims) throw misconfigured('EMBEDDINGS_BASE_URL needs EMBEDDINGS_MODEL and EMBEDDING_DIMS.')
    return openAiCompatibleEmbedder({ baseUrl, model, apiKey, dims, timeoutMs })
  }
  if (dims !== undefined && dims !== BUILT_IN_DIMS)
    throw misconfigured(
      `EMBEDDING_DIMS is ${dims}, but the built-in encoder gives ${BUILT_IN_DIMS}. Set DATABRICKS_EMBEDDING_ENDPOINT or EMBEDDINGS_BASE_URL, or remove EMBEDDING_DIMS.`,
    )
  return builtInEmbedder({ timeoutMs })
}

const misconfigured = (what: string) => new Expected('misconfigured', 'Cannot start: {what}', { values: { what } })

const KEY = Symbol.for('memory-dashboard.embedder')
const holder = globalThis as typeof globalThis & { [KEY]?: Embedder }

/**
 * The embedder of this process.
 * @throws Expected `misconfigured`
 */
export function embedder(): Embedder {
  holder[KEY] ??= configuredEmbedder(environment())
  return holder[KEY]
}
