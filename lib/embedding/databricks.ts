// Embeddings from a Databricks serving endpoint, asked the way the agent's store asks.
import { callWorkspace } from '../databricks/workspace-call'
import { workspaceOrigin } from '../databricks/workspace-host'
import type { WorkspaceToken } from '../databricks/workspace-token'
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
  const workspace = { host: workspaceOrigin(host), token }
  const path = `/serving-endpoints/${encodeURIComponent(endpoint)}/invocations`
  return batchedEmbedder({
    name: `${endpoint} on Databricks`,
    who,
    dims,
    timeoutMs,
    async ask(texts, deadline) {
      const call = embeddingCall({ who, body: JSON.stringify({ input: texts }) })
      return embeddingsOf(await callWorkspace(workspace, { ...call, path }, deadline), who)
    },
  })
}
