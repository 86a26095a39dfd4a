// Does the Databricks workspace know the token of the settings?
import { configuredWorkspace } from '@/lib/databricks/workspace'
import { callWorkspace } from '@/lib/databricks/workspace-call'
import type { Environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { startDeadline } from '@/lib/http/deadline'
import { sentence } from '@/lib/shared/text'
import { type About, type Finding, fine, wrong } from './finding'

const ABOUT: About = { check: 'workspace', name: sentence('Workspace token') }
const WHO = sentence('The Databricks workspace')
const TIMEOUT_MS = 10_000

/** No finding where no workspace is set. Asks who the token belongs to, which everybody may, and does not say it. */
export async function examineWorkspace(environment: Pick<Environment, 'databricks'>): Promise<Finding[]> {
  const isPersonal = environment.databricks.token !== undefined
  try {
    const workspace = configuredWorkspace(environment)
    if (workspace === null) return []
    await callWorkspace(
      workspace,
      { who: WHO, wanted: sentence('a user'), path: '/api/2.0/preview/scim/v2/Me' },
      startDeadline({ who: WHO, code: 'workspace-unavailable', timeoutMs: TIMEOUT_MS }),
    )
    const { host } = new URL(workspace.host)
    return [
      isPersonal
        ? fine(ABOUT, sentence('{host} knows the personal access token.', { host }))
        : fine(ABOUT, sentence('{host} gives the service principal tokens, and knows them.', { host })),
    ]
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    // what is misconfigured says itself what to set
    const cure =
      error.code === 'misconfigured'
        ? undefined
        : isPersonal
          ? sentence('Check DATABRICKS_HOST and DATABRICKS_TOKEN.')
          : sentence('Check DATABRICKS_HOST, DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET.')
    return [wrong(ABOUT, error, cure)]
  }
}
