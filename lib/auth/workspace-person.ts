// Whose token the proxy of Databricks Apps forwarded, as the workspace says. Asked once per token and minute.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { workspaceOrigin } from '@/lib/databricks/workspace-host'
import { Expected } from '@/lib/errors'
import { startDeadline } from '@/lib/http/deadline'
import { callForJson, notWanted, statusOf } from '@/lib/http/json-call'
import { sentence } from '@/lib/shared/text'

const me = z.object({
  id: z.string().min(1),
  userName: z.string().optional(),
  active: z.boolean().optional(),
  displayName: z.string().optional(),
  emails: z.array(z.object({ value: z.string() })).optional(),
  groups: z.array(z.object({ display: z.string().optional() })).optional(),
})

/** SCIM 2.0 `Me`; what is used of it. */
export type WorkspacePerson = z.infer<typeof me>

const WHO = sentence('The Databricks workspace')
const WANTED = sentence('a description of the person')
const TIMEOUT_MS = 10_000
/** So long somebody who was disabled in the workspace, or left a group, is not noticed. */
const KEPT_MS = 60_000
const MOST_KEPT = 10_000

type Kept = { until: number; person: Promise<WorkspacePerson | null> }

// Next bundles this module more than once: pages and routes know the same tokens
const KEY = Symbol.for('memory-dashboard.workspace-people')
const holder = globalThis as typeof globalThis & { [KEY]?: Map<string, Kept> }
holder[KEY] ??= new Map()
const kept = holder[KEY]

/**
 * The person behind a forwarded token; null when the workspace does not accept it (any more).
 * Source: https://docs.databricks.com/api/workspace/currentuser/me (`GET /api/2.0/preview/scim/v2/Me`)
 * @throws Expected `identity-unavailable` when the workspace does not answer: nobody is taken for somebody else meanwhile
 */
export function workspacePerson(host: string, token: string): Promise<WorkspacePerson | null> {
  const key = createHash('sha256').update(`${host} ${token}`).digest('base64url')
  const now = performance.now()
  const known = kept.get(key)
  if (known !== undefined && known.until > now) return known.person
  const person = ask(host, token)
  if (kept.size >= MOST_KEPT) for (const [old, { until }] of kept) if (until <= now) kept.delete(old)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, { until: now + KEPT_MS, person })
  person.catch(() => kept.delete(key)) // a failure is not remembered
  return person
}

async function ask(host: string, token: string): Promise<WorkspacePerson | null> {
  const call = { who: WHO, wanted: WANTED, url: `${workspaceOrigin(host)}/api/2.0/preview/scim/v2/Me` }
  const deadline = startDeadline({ who: WHO, code: 'identity-unavailable', timeoutMs: TIMEOUT_MS })
  try {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
    const { success, data } = me.safeParse(await callForJson({ ...call, headers }, deadline))
    if (success) return data
  } catch (error) {
    const status = statusOf(error)
    if (status === 401 || status === 403) return null
    throw error
  }
  throw new Expected('identity-unavailable', notWanted(call))
}
