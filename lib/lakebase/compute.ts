// What the workspace knows about a Lakebase database: its host, whether it runs, who we are there, and a password for an hour.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Issued } from '../databricks/kept-secret'
import type { Workspace } from '../databricks/workspace'
import { callWorkspace, type WorkspaceCall } from '../databricks/workspace-call'
import { Expected } from '../errors'
import { startDeadline } from '../http/deadline'
import { notWanted } from '../http/json-call'
import { type Sentence, sentence } from '../shared/text'
import type { Compute, LakebasePlace } from './place'

/** What credentials are asked for, and where it answers. */
export type Found =
  | { kind: 'endpoint'; endpoint: string; host: string | null }
  | { kind: 'instance'; instance: string; host: string | null }

const TIMEOUT_MS = 15_000
const WHO = sentence('The Lakebase service')

const endpointAnswer = z.object({
  name: z.string().min(1),
  status: z.object({
    endpoint_type: z.string().optional(),
    disabled: z.boolean().optional(),
    hosts: z.object({ host: z.string().min(1).optional() }).optional(),
  }),
})
const endpointsAnswer = z.object({
  endpoints: z.array(endpointAnswer).default([]),
  next_page_token: z.string().optional(),
})
const instanceAnswer = z.object({
  name: z.string().min(1),
  state: z.string().optional(),
  read_write_dns: z.string().min(1).optional(),
  read_only_dns: z.string().min(1).optional(),
})
const instancesAnswer = z.object({
  database_instances: z.array(instanceAnswer).default([]),
  next_page_token: z.string().optional(),
})

/**
 * Looks the compute up in the workspace. Source of the addresses and fields: databricks-sdk-py, service/postgres.py and database.py.
 * @throws Expected `database-unavailable` when it is not there, not ours to see, stopped or disabled
 */
export async function findCompute(workspace: Workspace, compute: Compute): Promise<Found> {
  switch (compute.kind) {
    case 'endpoint':
      return foundEndpoint(await ask(workspace, endpointAnswer, inProject(compute.endpoint)))
    case 'branch': {
      const all = await askAll(`/api/2.0/postgres/${encoded(compute.branch)}/endpoints`, async (path) => {
        const page = await ask(workspace, endpointsAnswer, inProject(compute.branch, path))
        return { items: page.endpoints, next: page.next_page_token }
      })
      const writable = all.find(({ status }) => status.endpoint_type?.includes('READ_WRITE'))
      if (writable) return foundEndpoint(writable)
      throw unavailable(
        sentence(
          'The Lakebase branch {branch} has no endpoint that can be written to. Add one, or set LAKEBASE_ENDPOINT.',
          {
            branch: compute.branch,
          },
        ),
      )
    }
    case 'instance': {
      const path = `/api/2.0/database/instances/${encodeURIComponent(compute.instance)}`
      return foundInstance(await ask(workspace, instanceAnswer, ofInstance(compute.instance, path)))
    }
    case 'instance-host': {
      const all = await askAll('/api/2.0/database/instances', async (path) => {
        const page = await ask(workspace, instancesAnswer, ofInstance(compute.instanceHost, path))
        return { items: page.database_instances, next: page.next_page_token }
      })
      const has = (dns: string | undefined) => dns?.toLowerCase() === compute.instanceHost.toLowerCase()
      const named = all.find((one) => has(one.read_write_dns) || has(one.read_only_dns))
      if (named) return foundInstance(named)
      throw unavailable(
        sentence(
          'No Lakebase instance that the dashboard may see has the host name of the settings. Set LAKEBASE_INSTANCE_NAME to its name, or LAKEBASE_ENDPOINT to the path of an endpoint.',
        ),
      )
    }
  }
}

/**
 * A password for the database. Always asked of the compute itself: the workspace token opens no autoscaling database.
 * @throws Expected `database-unavailable`
 */
export async function mintCredential(workspace: Workspace, found: Found): Promise<Issued> {
  const wanted = sentence('a database credential')
  if (found.kind === 'endpoint') {
    const body = JSON.stringify({ endpoint: found.endpoint })
    const call = { ...inProject(found.endpoint, '/api/2.0/postgres/credentials'), wanted, body }
    const { token, expire_time } = await ask(
      workspace,
      z.object({ token: z.string().min(1), expire_time: z.string() }),
      call,
    )
    return { secret: token, lifeMs: lifeMs(expire_time) }
  }
  const body = JSON.stringify({ request_id: randomUUID(), instance_names: [found.instance] })
  const call = { ...ofInstance(found.instance, '/api/2.0/database/credentials'), wanted, body }
  const { token, expiration_time } = await ask(
    workspace,
    z.object({ token: z.string().min(1), expiration_time: z.string() }),
    call,
  )
  return { secret: token, lifeMs: lifeMs(expiration_time) }
}

/**
 * The role that credentials are for: the setting, else the service principal, else the user of the personal token.
 * @throws Expected `database-unavailable`
 */
export async function roleOf({ user }: LakebasePlace, workspace: Workspace): Promise<string> {
  if (user !== undefined) return user
  if (workspace.clientId !== undefined) return workspace.clientId
  const me = await ask(workspace, z.object({ userName: z.string().min(1) }), {
    who: sentence('The Databricks workspace'),
    wanted: sentence('a user'),
    path: '/api/2.0/preview/scim/v2/Me',
    sayStatus: tokenRefused,
  })
  return me.userName
}

/** Milliseconds until `time`. A clock that is wrong here makes it wrong, but never for longer than a credential lives (an hour). */
function lifeMs(time: string): number {
  const left = Date.parse(time) - Date.now()
  return Number.isNaN(left) ? 0 : Math.min(Math.max(left, 0), 3_600_000)
}

function foundEndpoint({ name, status }: z.infer<typeof endpointAnswer>): Found {
  if (status.disabled)
    throw unavailable(
      sentence(
        'The Lakebase endpoint {endpoint} is disabled, and no connection wakes it. Enable it in the workspace.',
        {
          endpoint: name,
        },
      ),
    )
  return { kind: 'endpoint', endpoint: name, host: status.hosts?.host ?? null }
}

function foundInstance(found: z.infer<typeof instanceAnswer>): Found {
  const { name, state } = found
  if (state === 'STOPPED' || state === 'DELETING')
    throw unavailable(
      sentence('The Lakebase instance {instance} is stopped ({state}). Start it in the workspace.', {
        instance: name,
        state,
      }),
    )
  return { kind: 'instance', instance: name, host: found.read_write_dns ?? found.read_only_dns ?? null }
}

type Asked = Omit<WorkspaceCall, 'wanted'> & { wanted?: Sentence }

/** A call about `name`, an endpoint or a branch. */
function inProject(name: string, path = `/api/2.0/postgres/${encoded(name)}`): Asked {
  return {
    who: WHO,
    path,
    sayStatus: (status) => {
      const values = { name, status: String(status) }
      if (status === 403)
        return sentence(
          'The dashboard may not use {name} in Lakebase (HTTP {status}). Give its user or service principal the permission CAN USE on the project.',
          values,
        )
      if (status === 404)
        return sentence(
          'There is no {name} in Lakebase that the dashboard may see (HTTP {status}). LAKEBASE_ENDPOINT, or project and branch, and DATABRICKS_HOST must be checked.',
          values,
        )
      return tokenRefused(status)
    },
  }
}

function ofInstance(name: string, path: string): Asked {
  return {
    who: WHO,
    path,
    sayStatus: (status) => {
      const values = { name, status: String(status) }
      if (status === 403)
        return sentence(
          'The dashboard may not use the Lakebase instance {name} (HTTP {status}). Give its user or service principal the permission CAN USE on it.',
          values,
        )
      if (status === 404)
        return sentence(
          'There is no Lakebase instance {name} that the dashboard may see (HTTP {status}). LAKEBASE_INSTANCE_NAME and DATABRICKS_HOST must be checked.',
          values,
        )
      return tokenRefused(status)
    },
  }
}

function tokenRefused(status: number): Sentence | undefined {
  return status === 401
    ? sentence(
        'The Databricks workspace refused the token (HTTP {status}). It has ended, or belongs to another workspace: DATABRICKS_TOKEN or the service principal, and DATABRICKS_HOST, must be checked.',
        { status: String(status) },
      )
    : undefined
}

async function ask<T>(workspace: Workspace, shape: z.ZodType<T>, asked: Asked): Promise<T> {
  const call = { wanted: sentence('what its API promises'), ...asked }
  const deadline = startDeadline({ who: call.who, code: 'database-unavailable', timeoutMs: TIMEOUT_MS })
  const { success, data } = shape.safeParse(await callWorkspace(workspace, call, deadline))
  if (!success) throw deadline.failed(notWanted(call), new Error('unusable answer'))
  return data
}

const MOST_PAGES = 100

/** Every item of a list that comes in pages. */
async function askAll<T>(path: string, page: (path: string) => Promise<{ items: T[]; next?: string }>): Promise<T[]> {
  const all: T[] = []
  let next: string | undefined
  for (let at = 0; at < MOST_PAGES; at++) {
    const got = await page(next ? `${path}?page_token=${encodeURIComponent(next)}` : path)
    all.push(...got.items)
    next = got.next
    if (!next) break
  }
  return all
}

/** A resource path with each segment safe to stand in an address. */
const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

const unavailable = (said: Sentence): Expected => new Expected('database-unavailable', said)
