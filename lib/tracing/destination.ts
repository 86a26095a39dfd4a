// Where traces go: an MLflow server of one's own, or tables of Unity Catalog in a Databricks workspace. Both take OpenTelemetry's protobuf over HTTP.
import type { Workspace } from '@/lib/databricks/workspace'
import { type Sentence, sentence } from '@/lib/shared/text'

export type Destination = {
  /** Begins sentences about it. */
  who: Sentence
  /** For a person to read: host, and experiment or table. */
  place: Sentence
  url: string
  /** Asked for each batch, so that tokens are those of the moment. */
  headers: () => Promise<Record<string, string>>
  /** The token that was sent last is no longer taken. */
  refuseToken: () => void
}

export type MlflowServer = {
  /** Its address, with the path that it is served under. */
  uri: string
  experimentId: string
  /** A token, or name and password. */
  token?: string
  username?: string
  password?: string
}

/** An MLflow server, from 3.7 on, with a database behind it. Source: mlflow.server.otel_api. */
export function mlflowServer({ uri, experimentId, token, username, password }: MlflowServer): Destination {
  const basic = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  const authorization = token !== undefined ? `Bearer ${token}` : username !== undefined ? basic : undefined
  return {
    who: sentence('The MLflow server'),
    place: sentence('{host}, experiment {experiment}', { host: new URL(uri).host, experiment: experimentId }),
    url: `${uri.replace(/\/+$/, '')}/v1/traces`,
    headers: async () => ({ 'x-mlflow-experiment-id': experimentId, ...(authorization && { authorization }) }),
    refuseToken: () => {},
  }
}

/**
 * Tables of Unity Catalog, made beforehand as the trace location of an experiment.
 * @param table `catalog.schema.prefix_otel_spans`
 */
export function unityCatalog({ host, token }: Pick<Workspace, 'host' | 'token'>, table: string): Destination {
  let sent: string | undefined
  let refused: string | undefined
  return {
    who: sentence('The Databricks workspace'),
    place: sentence('{host}, table {table}', { host: new URL(host).host, table }),
    url: `${host}/api/2.0/otel/v1/traces`,
    async headers() {
      sent = await token(refused)
      refused = undefined
      return { authorization: `Bearer ${sent}`, 'x-databricks-uc-table-name': table }
    },
    refuseToken() {
      refused = sent
    },
  }
}
