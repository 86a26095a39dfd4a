// Embeddings from a Databricks serving endpoint, asked the way the agent's store asks.
import { workspaceOrigin } from '../databricks/workspace-host'
import type { WorkspaceToken } from '../databricks/workspace-token'
import { Expected } from '../errors'
import type { Deadline } from '../http/deadline'
import { callForJson, statusOf } from '../http/json-call'
import { sentence } from '../shared/text'
import { batchedEmbedder } from './batches'
import type { Embedder } from './embedder'
import { embeddingCall, embeddingsOf } from './http-answer'

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

  const post = (body: string, bearer: string, deadline: Deadline) => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }
    return callForJson(embeddingCall({ who, url, headers, body }), deadline)
  }
  const bearer = (deadline: Deadline, refused?: string) =>
    deadline.waitFor(token(refused)).catch((error: unknown) => {
      throw error instanceof Expected ? new Expected('embedding-unavailable', error, { cause: error.cause }) : error
    })

  return batchedEmbedder({
    name: `${endpoint} on Databricks`,
    who,
    dims,
    timeoutMs,
    async ask(texts, deadline) {
      const body = JSON.stringify({ input: texts })
      const first = await bearer(deadline)
      const answer = await post(body, first, deadline).catch(async (error: unknown) => {
        if (statusOf(error) !== 401) throw error
        return post(body, await bearer(deadline, first), deadline)
      })
      return embeddingsOf(answer, who)
    },
  })
}
