// Embeddings from a Databricks serving endpoint, asked the way the agent's store asks.
import { sentence } from '../shared/text'
import { batchedEmbedder } from './batches'
import { workspaceOrigin } from './databricks-host'
import type { WorkspaceToken } from './databricks-token'
import type { Deadline } from './deadline'
import type { Embedder } from './embedder'
import { embeddingsOf } from './http-answer'
import { HttpStatus, postForJson } from './http-call'

export type DatabricksOptions = {
  /** With or without https://. */
  host: string
  /** Name of the serving endpoint. */
  endpoint: string
  dims: number
  timeoutMs: number
  token: WorkspaceToken
}

/**
 * `POST {host}/serving-endpoints/{endpoint}/invocations` with `{"input": [...]}` and nothing else: queries too, because LangGraph's
 * store embeds them as documents (databricks_langchain 0.20.0, `embed_documents`). A refused token (401) is replaced once.
 * @throws Expected `misconfigured` when `host` is not an address
 */
export function databricksEmbedder({ host, endpoint, dims, timeoutMs, token }: DatabricksOptions): Embedder {
  const who = sentence('The Databricks endpoint {endpoint}', { endpoint })
  const url = `${workspaceOrigin(host)}/serving-endpoints/${encodeURIComponent(endpoint)}/invocations`

  const post = (body: string, bearer: string, deadline: Deadline) =>
    postForJson(
      {
        who,
        wants: 'an embedding',
        url,
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        body,
      },
      deadline,
    )

  return batchedEmbedder({
    name: `${endpoint} on Databricks`,
    who,
    dims,
    timeoutMs,
    async ask(texts, deadline) {
      const body = JSON.stringify({ input: texts })
      const first = await deadline.waitFor(token())
      const answer = await post(body, first, deadline).catch(async (error: unknown) => {
        if (!isUnauthorised(error)) throw error
        return post(body, await deadline.waitFor(token(first)), deadline)
      })
      return embeddingsOf(answer, who)
    },
  })
}

const isUnauthorised = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof HttpStatus && error.cause.status === 401
