// Workspace tokens: one that was given, or one that a service principal's id and secret buy for an hour.
import { z } from 'zod'
import { startDeadline } from '../http/deadline'
import { callForJson, type JsonCall } from '../http/json-call'
import { sentence } from '../shared/text'
import { workspaceOrigin } from './workspace-host'

/**
 * The token to send now. Called with a token that was refused, it drops that one and gets another where it can.
 * @throws Expected `workspace-unavailable`
 */
export type WorkspaceToken = (refused?: string) => Promise<string>

/** A personal access token: always the same. */
export function personalToken(token: string): WorkspaceToken {
  return async () => token
}

export type ServicePrincipal = { host: string; clientId: string; clientSecret: string; timeoutMs: number }

const EARLY_MS = 5 * 60_000
const WHO = sentence('The Databricks sign-in')

/**
 * OAuth machine to machine: `POST {host}/oidc/v1/token`. Kept until five minutes before it ends, asked for once however many wait.
 * Source: databricks-sdk-py, `oauth_service_principal`.
 */
export function servicePrincipalToken(principal: ServicePrincipal): WorkspaceToken {
  let kept: Issued | undefined
  let onTheWay: Promise<Issued> | undefined

  return async (refused) => {
    if (kept?.token === refused) kept = undefined
    if (kept && kept.endsAt - performance.now() >= EARLY_MS) return kept.token
    onTheWay ??= issue(principal).finally(() => {
      onTheWay = undefined
    })
    try {
      kept = await onTheWay
    } catch (error) {
      if (!kept || kept.endsAt <= performance.now()) throw error // else the old one still opens the door
    }
    return kept.token
  }
}

/** `endsAt` on the clock of `performance.now()`, in milliseconds. */
type Issued = { token: string; endsAt: number }

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number() })

async function issue({ host, clientId, clientSecret, timeoutMs }: ServicePrincipal): Promise<Issued> {
  const asked = performance.now()
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
  }
  const { success, data } = tokenAnswer.safeParse(await callForJson(call, deadline))
  if (!success)
    throw deadline.failed(
      sentence('{who} answered something that is not a token. DATABRICKS_HOST must be checked.', { who: WHO }),
      new Error('unusable answer'),
    )
  return { token: data.access_token, endsAt: asked + data.expires_in * 1000 }
}
