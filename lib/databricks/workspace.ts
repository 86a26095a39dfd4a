// The Databricks workspace of the settings, and the way in: one for embeddings, database credentials and whatever else asks it.
import type { Environment } from '../env'
import { Expected } from '../errors'
import { workspaceOrigin } from './workspace-host'
import { personalToken, servicePrincipalToken, type WorkspaceToken } from './workspace-token'

export type Workspace = {
  /** Its origin, such as `https://my-workspace.cloud.databricks.com`. */
  host: string
  token: WorkspaceToken
  /** The service principal whose token it is; undefined for a personal token. */
  clientId?: string
}

const TOKEN_TIMEOUT_MS = 20_000

// Next bundles this module more than once; the same settings give the same workspace, so its token is bought once for all
const KEY = Symbol.for('memory-dashboard.workspaces')
const holder = globalThis as typeof globalThis & { [KEY]?: Map<string, Workspace> }

/**
 * The workspace that `DATABRICKS_HOST` names; null where it names none. Makes no call.
 * @throws Expected `misconfigured` when the host is not an address, or there is no way in
 */
export function configuredWorkspace({ databricks }: Pick<Environment, 'databricks'>): Workspace | null {
  const { host } = databricks
  if (host === undefined) return null
  holder[KEY] ??= new Map()
  const key = JSON.stringify(databricks)
  const known = holder[KEY].get(key)
  if (known) return known
  const workspace = {
    host: workspaceOrigin(host),
    token: tokenOf(databricks, host),
    clientId: databricks.token ? undefined : databricks.clientId,
  }
  holder[KEY].set(key, workspace)
  return workspace
}

/** A personal token comes first. */
function tokenOf({ token, clientId, clientSecret }: Environment['databricks'], host: string): WorkspaceToken {
  if (token) return personalToken(token)
  if (clientId && clientSecret)
    return servicePrincipalToken({ host, clientId, clientSecret, timeoutMs: TOKEN_TIMEOUT_MS })
  throw new Expected(
    'misconfigured',
    'Cannot start: DATABRICKS_HOST needs DATABRICKS_TOKEN, or DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET.',
  )
}
