// A real HTTP server that answers as a Databricks serving endpoint, an OpenAI-compatible service and a workspace's sign-in do. It refuses whatever they would not accept, and misbehaves on demand.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Adds 1.0 to component `ord(ch) mod dims` for every code point: the function behind tests/golden. */
export function codePointVector(text: string, dims: number): number[] {
  const vector = new Array<number>(dims).fill(0)
  for (const character of text) {
    const at = (character.codePointAt(0) ?? 0) % dims
    vector[at] = (vector[at] ?? 0) + 1
  }
  return vector
}

/** How a well-formed request is answered instead. With `times`, that often, then properly again. */
export type Fault =
  /** Default status 500. The body quotes the request, as careless services do. */
  | { kind: 'refuse'; status?: number; retryAfter?: string; times?: number }
  /** Answers so many calls, and refuses the ones after them: 500. */
  | { kind: 'refuse-after'; calls: number }
  /** Refuses a call with a text of more characters: 400. */
  | { kind: 'refuse-longer'; than: number }
  /** Refuses the token that was sent, and no other. */
  | { kind: 'unauthorised'; times?: number }
  | { kind: 'slow'; ms: number }
  | { kind: 'held'; until: Promise<void> }
  | { kind: 'wrong-dims'; dims: number }
  /** Default: to `/elsewhere` on this server, which records the request and answers 400. */
  | { kind: 'redirect'; to?: string; status?: number }
  /** Closes the connection without an answer. */
  | { kind: 'hang-up'; times?: number }
  /** `garbage`: HTML. `truncated`: half of the JSON. `cut-off`: the connection breaks within the body. */
  | { kind: 'garbage' | 'truncated' | 'cut-off' | 'null' }
  /** Default 65. */
  | { kind: 'huge'; megabytes?: number }
  /** `nan`: the text "NaN" for each number. `bare-nan`: NaN, as Python writes it, which is no JSON. */
  | { kind: 'shuffled' | 'fewer' | 'same-index' | 'nan' | 'bare-nan' | 'not-finite' }
  | { kind: 'never' }

export type RecordedRequest = {
  method: string
  path: string
  headers: IncomingHttpHeaders
  /** Parsed JSON, or the raw text of anything else. */
  body: unknown
  /** Status that was sent, once it was. */
  status?: number
}

export type EmbeddingEndpoint = {
  /** Use as it is for a workspace, with `/v1` for an OpenAI base URL. */
  url: string
  /** Everything that arrived, oldest first, whatever became of it. */
  requests: RecordedRequest[]
  /** Sets the fault of the embedding routes, or of the sign-in; undefined heals. */
  behave: (fault: Fault | undefined, where?: 'embeddings' | 'token') => void
  close: () => Promise<void>
}

export type EndpointOptions = {
  dims: number
  /** Default {@link codePointVector}. */
  vector?: (text: string, dims: number) => number[]
  /** The one bearer token accepted (others: 401); null: none may be sent. Default: any. */
  bearer?: string | null
  /** Default `client-id` and `client-secret`. The tokens sold are `oauth-1`, `oauth-2`, … */
  client?: { id: string; secret: string }
  /** `expires_in` of the tokens, in seconds. Default 3600. */
  tokenLifetime?: number
}

/** Starts the server on a free loopback port. */
export async function startEmbeddingEndpoint(options: EndpointOptions): Promise<EmbeddingEndpoint> {
  const { dims, vector = codePointVector, client = { id: 'client-id', secret: 'client-secret' } } = options
  const requests: RecordedRequest[] = []
  const faults = new Map<string, { fault: Fault; left: number }>()
  let sold = 0

  const nextFault = (where: string): Fault | undefined => {
    const set = faults.get(where)
    return set && set.left-- > 0 ? set.fault : undefined
  }

  const server = createServer(async (request, response) => {
    const text = await readAll(request)
    const record: RecordedRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: jsonOr(text),
    }
    requests.push(record)
    if (record.path === '/api/2.0/preview/scim/v2/Me') {
      const refused = wrongAsker(record, options.bearer)
      return send(record, response, refused?.status ?? 200, { userName: 'canary-operator@example.com', active: true })
    }
    const where = record.path === '/oidc/v1/token' ? 'token' : 'embeddings'
    const wrong = where === 'token' ? wrongSignIn(record, client) : wrongCall(record, options.bearer)
    if (wrong) return send(record, response, wrong.status, { error: wrong.reason })

    const fault = nextFault(where)
    if (fault && (await misbehave(fault, record, response, text))) return
    if (where === 'token')
      return send(record, response, 200, {
        access_token: `oauth-${++sold}`,
        token_type: 'Bearer',
        expires_in: options.tokenLifetime ?? 3600,
      })
    const width = fault?.kind === 'wrong-dims' ? fault.dims : dims
    const rows: Row[] = inputOf(record.body).map((input, index) => ({
      object: 'embedding',
      index,
      embedding: vector(input, width),
    }))
    send(record, response, 200, { object: 'list', model: 'test', data: spoil(rows, fault), usage: {} }, fault)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    behave(fault, where = 'embeddings') {
      const times = fault && 'times' in fault ? fault.times : undefined
      if (fault) faults.set(where, { fault, left: times ?? Number.POSITIVE_INFINITY })
      else faults.delete(where)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Row = { object: string; index: number; embedding: unknown[] }
type Wrong = { status: number; reason: string } | undefined

function wrongCall({ method, path, headers, body }: RecordedRequest, bearer: string | null | undefined): Wrong {
  const keys = /^\/serving-endpoints\/[^/?]+\/invocations$/.test(path)
    ? ['input']
    : path === '/v1/embeddings'
      ? ['input', 'model']
      : undefined
  if (!keys) return bad(`no such path: ${path}`)
  if (method !== 'POST') return bad(`not a POST: ${method}`)
  if (headers['content-type'] !== 'application/json') return bad(`content type ${headers['content-type']}`)
  const sent = headers.authorization
  if (bearer === null ? sent !== undefined : !/^Bearer \S+$/.test(sent ?? '')) return bad('wrong kind of authorization')
  if (typeof bearer === 'string' && sent !== `Bearer ${bearer}`) return { status: 401, reason: 'wrong token' }
  if (typeof body !== 'object' || body === null || Object.keys(body).sort().join() !== keys.join())
    return bad(`keys must be ${keys.join()}`)
  if ('model' in body && typeof body.model !== 'string') return bad('model is not a text')
  const input = 'input' in body ? body.input : undefined
  if (
    !Array.isArray(input) ||
    input.length < 1 ||
    input.length > 20 ||
    !input.every((text) => typeof text === 'string')
  )
    return bad('input must be 1 to 20 texts')
}

/** Everybody may ask who they are, with a token. */
function wrongAsker({ method, headers }: RecordedRequest, bearer: string | null | undefined): Wrong {
  if (method !== 'GET') return bad(`not a GET: ${method}`)
  const sent = headers.authorization
  if (!/^Bearer \S+$/.test(sent ?? '') || (typeof bearer === 'string' && sent !== `Bearer ${bearer}`))
    return { status: 401, reason: 'wrong token' }
}

function wrongSignIn({ method, headers, body }: RecordedRequest, client: { id: string; secret: string }): Wrong {
  if (method !== 'POST') return bad(`not a POST: ${method}`)
  if (headers['content-type'] !== 'application/x-www-form-urlencoded') return bad('not a form')
  if (body !== 'grant_type=client_credentials&scope=all-apis') return bad('wrong form')
  if (!headers.authorization?.startsWith('Basic ')) return bad('wrong kind of authorization')
  const given = Buffer.from(headers.authorization.slice('Basic '.length), 'base64').toString()
  if (given !== `${client.id}:${client.secret}`) return { status: 401, reason: 'invalid_client' }
}

const bad = (reason: string): Wrong => ({ status: 400, reason })

/** True when `fault` has answered, or never will. */
async function misbehave(
  fault: Fault,
  record: RecordedRequest,
  response: ServerResponse,
  text: string,
): Promise<boolean> {
  switch (fault.kind) {
    case 'refuse':
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter)
      send(record, response, fault.status ?? 500, { error: `cannot do ${text} for ${record.headers.authorization}` })
      return true
    case 'refuse-after':
      if (fault.calls-- > 0) return false
      send(record, response, 500, { error: 'no more' })
      return true
    case 'refuse-longer':
      if (!inputOf(record.body).some((one) => one.length > fault.than)) return false
      send(record, response, 400, { error: 'too long' })
      return true
    case 'unauthorised':
      send(record, response, 401, { error: `bad token ${record.headers.authorization}` })
      return true
    case 'redirect':
      response.setHeader('location', fault.to ?? '/elsewhere')
      send(record, response, fault.status ?? 307, {})
      return true
    case 'garbage':
      send(record, response, 200, `<html>${text} ${record.headers.authorization}</html>`)
      return true
    case 'null':
      send(record, response, 200, null)
      return true
    case 'huge':
      response.writeHead(200, { 'content-type': 'application/json' })
      await pipeline(Readable.from(spaces(fault.megabytes ?? 65)), response).catch(() => {}) // the caller hangs up
      return true
    case 'hang-up':
      response.destroy()
      return true
    case 'never':
      return true
    case 'held':
      await fault.until
      return false
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms))
      return false
    default:
      return false
  }
}

/** The rows with what `fault` does to them. */
function spoil(rows: Row[], fault: Fault | undefined): Row[] {
  if (fault?.kind === 'shuffled') return rows.toReversed()
  if (fault?.kind === 'fewer') return rows.slice(0, -1)
  if (fault?.kind === 'same-index') return rows.map((row) => ({ ...row, index: 0 }))
  if (fault?.kind === 'nan') return rows.map((row) => ({ ...row, embedding: row.embedding.map(() => 'NaN') }))
  if (fault?.kind === 'not-finite') return rows.map((row) => ({ ...row, embedding: row.embedding.map(() => 1e39) }))
  return rows
}

function send(record: RecordedRequest, response: ServerResponse, status: number, body: unknown, fault?: Fault) {
  record.status = status
  const json = typeof body === 'string' ? body : JSON.stringify(body)
  const text = fault?.kind === 'bare-nan' ? json.replace(/"embedding":\[[^,\]]+/g, '"embedding":[NaN') : json
  const half = text.slice(0, text.length / 2)
  const type = typeof body === 'string' ? 'text/html' : 'application/json'
  response.writeHead(status, {
    'content-type': type,
    ...(fault?.kind === 'cut-off' ? { 'content-length': text.length } : {}),
  })
  if (fault?.kind === 'cut-off') response.write(half, () => response.destroy())
  else response.end(fault?.kind === 'truncated' ? half : text)
}

function* spaces(megabytes: number): Generator<string> {
  for (let mb = 0; mb < megabytes; mb++) yield ' '.repeat(1024 * 1024)
  yield '{"data":[]}'
}

const inputOf = (body: unknown): string[] => (body as { input: string[] }).input

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
