// Embeddings from any service that speaks OpenAI's protocol.
import { Expected } from '../errors'
import { callForJson } from '../http/json-call'
import { sentence } from '../shared/text'
import { batchedEmbedder } from './batches'
import type { Embedder } from './embedder'
import { embeddingCall, embeddingsOf } from './http-answer'

export type OpenAiCompatibleOptions = {
  /** What stands before `/embeddings`, such as `https://api.openai.com/v1`. */
  baseUrl: string
  model: string
  /** Undefined for a service that asks for none. */
  apiKey?: string
  dims: number
  timeoutMs: number
}

/**
 * `POST {baseUrl}/embeddings` with `{"model", "input"}`.
 * @throws Expected `misconfigured` when `baseUrl` is not an http(s) address or holds a password
 * Source: https://platform.openai.com/docs/api-reference/embeddings/create
 */
export function openAiCompatibleEmbedder(options: OpenAiCompatibleOptions): Embedder {
  const { model, apiKey, dims, timeoutMs } = options
  const url = embeddingsUrl(options.baseUrl)
  const who = sentence('The embedding service at {host}', { host: url.host })
  return batchedEmbedder({
    name: `${model} at ${url.host}`,
    who,
    dims,
    timeoutMs,
    async ask(texts, deadline) {
      const headers = {
        'content-type': 'application/json',
        ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      }
      const body = JSON.stringify({ model, input: texts })
      return embeddingsOf(await callForJson({ ...embeddingCall({ who, body }), url: url.href, headers }, deadline), who)
    },
  })
}

function embeddingsUrl(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new Expected(
      'misconfigured',
      'Cannot start: EMBEDDINGS_BASE_URL must be an address such as https://api.openai.com/v1.',
    )
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/embeddings`
  return url
}
