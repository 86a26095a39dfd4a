// Workspace tokens: one that was given, or one that a service principal's id and secret buy for an hour.
import { z } from 'zod'
import { startDeadline } from '../http/deadline'
import { callForJson, type JsonCall } from '../http/json-call'
import { sentence } from '../shared/text'
import { type Issued, type KeptSecret, keptSecret } from './kept-secret'
import { workspaceOrigin } from './workspace-host'

/**
 * The token to send now. Called with a token that was refused, it drops that one and gets another where it can.
 * @throws Expected `workspace-unavailable`
 */
export type WorkspaceToken = KeptSecret

/** A personal access token: always the same. */
export function personalToken(token: string): WorkspaceToken {
  return async () => token
}

export type ServicePrincipal = { host: string; clientId: string; clientSecret: string; timeoutMs: number }

const WHO = sentence('The Databricks sign-in')

/**
 * OAuth machine to machine: `POST {host}/oidc/v1/token`. Kept until shortly before it ends, asked for once however many wait.
 * Source: databricks-sdk-py, `oauth_service_principal`.
 */
export function servicePrincipalToken(principal: ServicePrincipal): WorkspaceToken {
  return keptSecret(sentence('The workspace token could not be renewed'), () => issue(principal))
}

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number() })

async function issue({ host, clientId, clientSecret, timeoutMs }: ServicePrincipal): Promise<Issued> {
  const deadline = startDeadline({ who: WHO, code: 'workspace-unavailable', timeoutMs })
  const call: JsonCall = {
    who: WHO,
    wanted: sentence('a token'),
    url: `${workspaceOrigin(host)}/oidc/v1/token`,
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials&scope=all-apis',
    sayStatus: (status) =>
      status === 400 || status === 401 || status === 403
        ? sentence(
            '{who} refused DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET (HTTP {status}). They must be a service principal of this workspace and a secret of it that has not ended.',
            { who: WHO, status: String(status) },
          )
        : undefined,
  }
  const { success, data } = tokenAnswer.safeParse(await callForJson(call, deadline))
  if (!success)
    throw deadline.failed(
      sentence('{who} answered something that is not a token. DATABRICKS_HOST must be checked.', { who: WHO }),
      new Error('unusable answer'),
    )
  return { secret: data.access_token, lifeMs: data.expires_in * 1000 }
}
