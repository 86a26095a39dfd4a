// The only way in for an agent: a personal token, and the memory tools of its person over MCP's streamable HTTP. Cookies and forwarded identities count for nothing here.
import 'server-only'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { agentOf, memoryServer } from './agent/mcp-server'
import { tokenBearer } from './auth/agent-token'
import { askedOrigin } from './auth/public-address'
import { environment } from './env'
import { Expected } from './errors'
import { countAgentRequest } from './store/access/rate-limit'
import { memoryStore } from './store/configured'

/** A memory has 64 kB at most; as text in a text of JSON it may be several times longer. */
const LARGEST_BODY = 512 * 1_024

/** Codes of JSON-RPC that are the server's own to give. */
const REFUSED = -32_000

/**
 * Answers one POST. Stateless: a server of its own for each request, and no session that another instance would have to know.
 * Failures before a tool is called are HTTP's; what a tool says is the protocol's.
 */
export async function answerMcp(request: Request): Promise<Response> {
  if (!environment().mcp) return new Response(null, { status: 404 })
  try {
    if (!isOwnOrNoOrigin(request.headers)) return problem(403, 'This address does not answer pages of other sites.')
    const bearer = await tokenBearer(request.headers)
    if (bearer === null) return unknownToken()
    const store = await memoryStore()
    await countAgentRequest(agentOf(store, bearer))
    const server = memoryServer(store, bearer)
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: undefined,
      enableJsonResponse: true,
      maxRequestBodySize: LARGEST_BODY,
    })
    await server.connect(transport)
    try {
      return unkept(await transport.handleRequest(request))
    } finally {
      await server.close()
    }
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    if (error.code === 'too-many')
      return problem(429, error.sentence, { 'retry-after': String(error.retryAfter ?? 60) })
    return problem(503, error.sentence, { 'retry-after': '5' })
  }
}

/** There is no stream to open and no session to end. */
export function onlyPost(): Response {
  return environment().mcp
    ? problem(405, 'This address answers POST only.', { allow: 'POST' })
    : new Response(null, { status: 404 })
}

/** Agents send no Origin; a browser does, and then it must be our own (DNS rebinding; the Host is looked at in proxy.ts). */
function isOwnOrNoOrigin(headers: Headers): boolean {
  const origin = headers.get('origin')
  return origin === null || origin === askedOrigin(headers, environment())
}

/** One answer for none, wrong, expired and revoked: nobody learns whether a token ever existed. */
function unknownToken(): Response {
  return problem(
    401,
    'A token is needed that counts: Authorization: Bearer ltm_…. The person whose memories these are makes one on the privacy page of this dashboard.',
    { 'www-authenticate': 'Bearer realm="Long-term memory"' },
  )
}

function problem(status: number, message: string, headers: Record<string, string> = {}): Response {
  const body = { jsonrpc: '2.0', error: { code: REFUSED, message }, id: null }
  return unkept(Response.json(body, { status, headers }))
}

function unkept(response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  return response
}
