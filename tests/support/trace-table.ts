// A Databricks workspace as far as traces ask it: sign-in of a service principal, and OpenTelemetry into a table of Unity Catalog. Refuses whatever the real one would not take.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'

export const TABLE = 'main.traces.memory_otel_spans'
export const PRINCIPAL = { clientId: '11111111-2222-4333-8444-555555555555', clientSecret: 'dose-of-secrecy' }

export type ReceivedSpan = {
  name: string
  traceId: string
  spanId: string
  parentId: string | null
  /** 1: OK, 2: error. */
  status: number
  attributes: Record<string, string>
}

export type TraceTable = {
  url: string
  /** In the order in which they ended. */
  spans: ReceivedSpan[]
  /** All bodies that arrived, as bytes. */
  bytes: () => Buffer
  /** Why calls were refused that a client of the real service would never make. */
  wrong: string[]
  /** Bearers of the calls with traces. */
  bearers: string[]
  /** `hang`: never answers; a number: answers with this status. */
  behave: (fault: 'hang' | number | undefined) => void
  /** The tokens handed out so far no longer count. */
  revoke: () => void
  /** Calls that wait for an answer. */
  hanging: () => number
  close: () => Promise<void>
}

/** @param path where traces are taken; an MLflow server of one's own takes them at `/v1/traces` */
export async function startTraceTable(path = '/api/2.0/otel/v1/traces'): Promise<TraceTable> {
  const [spans, wrong, bearers, bodies]: [ReceivedSpan[], string[], string[], Buffer[]] = [[], [], [], []]
  const waiting = new Set<ServerResponse>()
  let fault: 'hang' | number | undefined
  let [minted, revoked] = [0, 0]

  const take = (headers: IncomingHttpHeaders, body: Buffer): number => {
    const refuse = (why: string) => {
      wrong.push(why)
      return 400
    }
    if (headers['content-type'] !== 'application/x-protobuf') return refuse(`content type ${headers['content-type']}`)
    if (path.startsWith('/api/')) {
      const bearer = /^Bearer token-(\d+)$/.exec(headers.authorization ?? '')?.[1]
      bearers.push(headers.authorization ?? '')
      if (bearer === undefined) return refuse('no bearer token')
      if (Number(bearer) <= revoked) return 401
      if (headers['x-databricks-uc-table-name'] !== TABLE) return refuse('another table')
    } else if (headers['x-mlflow-experiment-id'] === undefined) return refuse('no experiment')
    bodies.push(body)
    if (typeof fault === 'number') return fault
    try {
      spans.push(...spansOf(body))
    } catch (error) {
      return refuse(`not an export of traces: ${String(error)}`)
    }
    return 200
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const { method, url, headers } = request
    if (method === 'POST' && url === '/oidc/v1/token') {
      const { clientId, clientSecret } = PRINCIPAL
      const isKnown = headers.authorization === `Basic ${btoa(`${clientId}:${clientSecret}`)}`
      if (!isKnown) wrong.push('unknown principal')
      const token = { access_token: `token-${++minted}`, token_type: 'Bearer', expires_in: 3_600 }
      return response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(token))
    }
    if (fault === 'hang') return waiting.add(response)
    if (method !== 'POST' || url !== path) wrong.push(`nothing takes ${method} ${url}`)
    const status = method === 'POST' && url === path ? take(headers, body) : 404
    // what a careless service answers quotes what it was sent
    response.writeHead(status, { 'content-type': 'application/x-protobuf' }).end(status === 200 ? '' : body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  return {
    url: `http://127.0.0.1:${address.port}`,
    spans,
    bytes: () => Buffer.concat(bodies),
    wrong,
    bearers,
    behave: (given) => {
      fault = given
    },
    revoke: () => {
      revoked = minted
    },
    hanging: () => waiting.size,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** Spans of an ExportTraceServiceRequest. Source: opentelemetry-proto, trace/v1/trace.proto; every number below is a field of it. */
function spansOf(body: Buffer): ReceivedSpan[] {
  const found: ReceivedSpan[] = []
  for (const resource of messages(body, 1))
    for (const scope of messages(resource, 2))
      for (const span of messages(scope, 2)) {
        const [traceId = Buffer.of(), spanId = Buffer.of()] = [messages(span, 1)[0], messages(span, 2)[0]]
        if (traceId.length !== 16 || spanId.length !== 8) throw new Error('ids of another length')
        const parent = messages(span, 4)[0]
        const status = fields(messages(span, 15)[0] ?? Buffer.of()).get(3)?.[0]
        found.push({
          name: String(messages(span, 5)[0]),
          traceId: traceId.toString('hex'),
          spanId: spanId.toString('hex'),
          parentId: parent === undefined || parent.length === 0 ? null : parent.toString('hex'),
          status: Number(status ?? 0),
          attributes: Object.fromEntries(
            messages(span, 9).map((pair) => [
              String(messages(pair, 1)[0]),
              String(messages(messages(pair, 2)[0] ?? Buffer.of(), 1)[0]),
            ]),
          ),
        })
      }
  if (found.length === 0) throw new Error('no spans')
  return found
}

function messages(message: Buffer, field: number): Buffer[] {
  return (fields(message).get(field) ?? []).filter((value) => Buffer.isBuffer(value))
}

/** Protobuf's wire format: numbers of variable or fixed length, and pieces of bytes. */
function fields(message: Buffer): Map<number, (Buffer | bigint)[]> {
  const found = new Map<number, (Buffer | bigint)[]>()
  let at = 0
  const number = (): bigint => {
    for (let [value, shift] = [0n, 0n]; ; shift += 7n) {
      const byte = message[at++]
      if (byte === undefined) throw new Error('ends within a number')
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  const bytes = (length: number): Buffer => {
    if (at + length > message.length) throw new Error('ends within a field')
    at += length
    return message.subarray(at - length, at)
  }
  while (at < message.length) {
    const tag = Number(number())
    const [field, kind] = [tag >> 3, tag & 7]
    const value =
      kind === 0
        ? number()
        : kind === 1
          ? bytes(8)
          : kind === 2
            ? bytes(Number(number()))
            : kind === 5
              ? bytes(4)
              : null
    if (value === null) throw new Error(`a field of kind ${kind}`)
    found.set(field, [...(found.get(field) ?? []), value])
  }
  return found
}
