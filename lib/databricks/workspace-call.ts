// One call of the workspace's REST API, with its token.
import { Expected } from '../errors'
import type { Deadline } from '../http/deadline'
import { callForJson, type JsonCall, statusOf } from '../http/json-call'
import type { Workspace } from './workspace'

export type WorkspaceCall = Omit<JsonCall, 'url' | 'headers'> & {
  /** Such as `/api/2.0/preview/scim/v2/Me`. */
  path: string
}

/**
 * The parsed answer. A refused token (401) is replaced once.
 * @throws Expected with the deadline's code, for a token that could not be had as well
 */
export async function callWorkspace(
  { host, token }: Pick<Workspace, 'host' | 'token'>,
  { path, ...call }: WorkspaceCall,
  deadline: Deadline,
): Promise<unknown> {
  const bearer = (refused?: string) =>
    deadline.waitFor(token(refused)).catch((error: unknown) => {
      throw error instanceof Expected ? deadline.failed(error, causeOf(error)) : error
    })
  const send = (secret: string) => {
    const headers = {
      authorization: `Bearer ${secret}`,
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    return callForJson({ ...call, url: `${host}${path}`, headers }, deadline)
  }
  const first = await bearer()
  return send(first).catch(async (error: unknown) => {
    if (statusOf(error) !== 401) throw error
    return send(await bearer(first))
  })
}

const causeOf = ({ cause, code }: Expected): Error => (cause instanceof Error ? cause : new Error(code))
