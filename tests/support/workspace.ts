// A Databricks workspace as far as a dashboard and Databricks' own SDK ask it: sign-in, SCIM, Lakebase of both kinds, serving endpoints. Refuses whatever the real one would not take, and mints passwords that a real Postgres then demands.
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type pg from 'pg'

export const PROJECT = 'projects/memories'
export const BRANCH = `${PROJECT}/branches/production`
export const ENDPOINT = `${BRANCH}/endpoints/primary`
export const INSTANCE = 'agent-memories'
/** The service principal: its id is its role in Postgres. */
export const CLIENT = { id: '11111111-2222-4333-8444-555555555555', secret: 'dose-of-secrecy' }
/** Whose personal token `dapi-ada` is. */
export const PERSON = 'ada@example.com'
export const PERSONAL_TOKEN = 'dapi-ada'

export type Call = { method: string; path: string; status: number }

export type WorkspaceStandIn = {
  url: string
  /** Everything that was asked, oldest first. */
  calls: Call[]
  /** Why calls were refused that a client of the real service would never make. */
  wrong: string[]
  /** Passwords and tokens that were handed out. */
  secrets: string[]
  /** How many database credentials were minted. */
  minted: () => number
  /** What is true of the workspace; change it at will. */
  state: State
  close: () => Promise<void>
}

type State = {
  /** Hangs up on every call. */
  isDown: boolean
  /** Answers calls of these addresses with this status instead; matched by their beginning. */
  refuses: { path: string; status: number } | null
  /** What the API says about a credential, and Postgres about the password. */
  credentialSeconds: number
  tokenSeconds: number
  /** Tokens of the sign-in that no longer count. */
  revoked: Set<string>
  /** Where the database answers, as both APIs say. */
  host: string | undefined
  instanceState: string
  isDisabled: boolean
}

/**
 * @param admin of the Postgres behind it. Only the newest credential of a role opens it, where Lakebase takes each until it ends.
 * @param serving address of what answers calls of its serving endpoints (embedding-endpoint.ts); none: there are none
 */
export async function startWorkspace(admin: pg.Pool, serving?: string): Promise<WorkspaceStandIn> {
  const calls: Call[] = []
  const wrong: string[] = []
  const secrets: string[] = []
  const tokens = new Map<string, { role: string; endsAt: number }>([
    [PERSONAL_TOKEN, { role: PERSON, endsAt: Number.POSITIVE_INFINITY }],
  ])
  const requestIds = new Set<string>()
  let minted = 0
  const state: State = {
    isDown: false,
    refuses: null,
    credentialSeconds: 3_600,
    tokenSeconds: 3_600,
    revoked: new Set(),
    host: 'localhost',
    instanceState: 'AVAILABLE',
    isDisabled: false,
  }

  /** As long as a real one: a signed token of some 1,200 characters. */
  const secret = (kind: string): string => {
    const made = `${kind}.${randomBytes(900).toString('base64url')}`
    secrets.push(made)
    return made
  }

  const mint = async (role: string): Promise<{ token: string; until: string }> => {
    const token = secret('credential')
    const until = new Date(Date.now() + state.credentialSeconds * 1000).toISOString()
    minted++
    await admin.query(`alter role "${role}" password '${token}' valid until '${until}'`).catch((error: unknown) => {
      // a credential without a role in the database is minted all the same, and opens nothing
      if (!(error instanceof Error && 'code' in error && error.code === '42704')) throw error
    })
    return { token, until }
  }

  const endpoint = () => ({
    name: ENDPOINT,
    uid: 'ep-1',
    status: {
      endpoint_type: 'ENDPOINT_TYPE_READ_WRITE',
      current_state: 'IDLE',
      disabled: state.isDisabled,
      hosts: { host: state.host, read_write_pooled_host: 'pooled.invalid' },
    },
  })
  const reader = {
    name: `${BRANCH}/endpoints/reader`,
    status: { endpoint_type: 'ENDPOINT_TYPE_READ_ONLY', hosts: { host: 'reader.invalid' } },
  }
  const instance = () => ({
    name: INSTANCE,
    state: state.instanceState,
    pg_version: 'PG_VERSION_17',
    read_write_dns: state.host,
    read_only_dns: 'reader.invalid',
  })
  const other = { name: 'other', state: 'AVAILABLE', read_write_dns: 'other.invalid' }

  /** What one call is answered; a text is why no client of the real service would make it. */
  const answer = async (
    request: IncomingMessage,
    body: string,
  ): Promise<[status: number, answer: unknown] | string> => {
    const { method = '', headers } = request
    const url = new URL(request.url ?? '', 'http://workspace')
    const path = url.pathname
    const isRead = method === 'GET'
    if (isRead && (body !== '' || headers['content-type'] !== undefined)) return 'a GET with a body'

    if (path === '/oidc/v1/token') {
      if (method !== 'POST') return 'the sign-in takes POST'
      if (headers['content-type'] !== 'application/x-www-form-urlencoded') return 'the sign-in takes a form'
      if (body !== 'grant_type=client_credentials&scope=all-apis') return 'the sign-in takes client credentials'
      if (headers.authorization !== `Basic ${btoa(`${CLIENT.id}:${CLIENT.secret}`)}`)
        return [401, { error: 'invalid_client' }]
      const token = secret('token')
      tokens.set(token, { role: CLIENT.id, endsAt: Date.now() + state.tokenSeconds * 1000 })
      return [200, { access_token: token, token_type: 'Bearer', expires_in: state.tokenSeconds }]
    }

    // newer SDKs look first whether the workspace describes itself, and go by their settings where it does not
    if (path === '/.well-known/databricks-config' && isRead) return [404, { error_code: 'NOT_FOUND' }]

    const bearer = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1]
    if (bearer === undefined) return 'no bearer token'
    const who = tokens.get(bearer)
    if (!who || who.endsAt <= Date.now() || state.revoked.has(bearer))
      return [401, { error_code: 'UNAUTHENTICATED', message: `bad token ${bearer}` }]
    if (state.refuses && path.startsWith(state.refuses.path))
      return [state.refuses.status, { error_code: 'NO', message: `not for ${bearer}` }]

    if (serving !== undefined && path.startsWith('/serving-endpoints/')) {
      const served = await fetch(`${serving}${path}`, {
        method,
        headers: { authorization: `Bearer ${bearer}`, 'content-type': headers['content-type'] ?? '' },
        body,
      })
      return served.ok ? [served.status, await served.json()] : `${path}: ${await served.text()}`
    }

    if (path === '/api/2.0/preview/scim/v2/Me' && isRead) return [200, { id: '7', userName: who.role, active: true }]

    if (path === '/api/2.0/postgres/credentials' || path === '/api/2.0/database/credentials') {
      if (method !== 'POST' || headers['content-type'] !== 'application/json') return `${path} takes a POST of JSON`
      const sent: unknown = JSON.parse(body)
      if (typeof sent !== 'object' || sent === null) return `${path} takes an object`
      const keys = Object.keys(sent).sort().join()
      if (path === '/api/2.0/postgres/credentials') {
        if (keys !== 'endpoint') return `a credential of an endpoint takes endpoint, not ${keys}`
        if (!('endpoint' in sent) || sent.endpoint !== ENDPOINT) return [404, { error_code: 'NOT_FOUND' }]
        const { token, until } = await mint(who.role)
        return [200, { token, expire_time: until }]
      }
      if (keys !== 'instance_names,request_id') return `a credential of an instance takes two fields, not ${keys}`
      const { request_id: id, instance_names: names } = sent as { request_id: unknown; instance_names: unknown }
      if (typeof id !== 'string' || !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))
        return 'request_id is no UUID'
      if (requestIds.has(id)) return 'request_id was used before'
      requestIds.add(id)
      if (!Array.isArray(names) || names.length !== 1) return 'instance_names holds one name'
      if (names[0] !== INSTANCE) return [404, { error_code: 'NOT_FOUND' }]
      const { token, until } = await mint(who.role)
      return [200, { token, expiration_time: until }]
    }

    if (!isRead) return `nothing takes ${method} ${path}`
    // lists come one a page: whoever reads only the first finds nothing
    const page = url.searchParams.get('page_token')
    if (path === `/api/2.0/postgres/${BRANCH}/endpoints`)
      return [200, page === null ? { endpoints: [reader], next_page_token: 'a+b' } : { endpoints: [endpoint()] }]
    if (path === '/api/2.0/database/instances')
      return [
        200,
        page === null ? { database_instances: [other], next_page_token: 'a+b' } : { database_instances: [instance()] },
      ]
    if (path === `/api/2.0/postgres/${ENDPOINT}`) return [200, endpoint()]
    if (path === `/api/2.0/database/instances/${INSTANCE}`) return [200, instance()]
    if (/^\/api\/2\.0\/(postgres\/projects|database\/instances)\//.test(path)) return [404, { error_code: 'NOT_FOUND' }]
    return `there is no ${path}`
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const call = { method: request.method ?? '', path: request.url ?? '', status: 0 }
    calls.push(call)
    if (state.isDown) return void response.destroy()
    const answered = await answer(request, Buffer.concat(chunks).toString()).catch((error: unknown) => String(error))
    if (typeof answered === 'string') wrong.push(answered)
    const [status, body] = typeof answered === 'string' ? [400, { message: answered }] : answered
    call.status = status
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    wrong,
    secrets,
    minted: () => minted,
    state,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
