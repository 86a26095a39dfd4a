// An OpenID provider that answers whatever a test wants: tokens that are forged, stale, for somebody else, or signed by nobody.
import { createHmac, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { ask } from './http'

type Claims = Record<string, unknown>

/** What it does otherwise than an honest provider; everything unset is as it should be. */
export type Lies = {
  /** Put over the honest claims; undefined takes one away. */
  claims?: Claims
  alg?: 'RS256' | 'HS256' | 'none'
  /** Signs with a key that is not the published one. */
  strangersKey?: boolean
  /** Signs by a shared secret that everybody knows: the published key. */
  publishedSecret?: boolean
  /** Put over the discovery document. */
  discovery?: Claims
  userinfo?: Claims
  /** Instead of the state that was sent. */
  state?: string
  /** `iss` in the answer (RFC 9207). */
  responseIssuer?: string
  /** An error instead of a code. */
  error?: string
  /** No ID token at all. */
  withoutIdToken?: boolean
}

export type HostileProvider = {
  issuer: string
  settings: Record<string, string>
  lies: Lies
  /** The last authorization request and the last token request. */
  asked: { authorization?: URLSearchParams; token?: URLSearchParams; basic?: string }
  /** Publishes another key, and signs with it from now on. */
  rotate: () => void
  close: () => Promise<void>
}

const CLIENT = { id: 'dashboard', secret: 'a secret between the two' }

export async function startHostileProvider(dashboard: string): Promise<HostileProvider> {
  const newKeys = (kid: string) => ({ kid, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) })
  let keys = newKeys('one')
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = () => ({ ...keys.publicKey.export({ format: 'jwk' }), kid: keys.kid, use: 'sig', alg: 'RS256' })
  const nonces = new Map<string, string | null>()
  const rotate = () => {
    keys = newKeys('two')
  }
  const provider: HostileProvider = { issuer: '', settings: {}, lies: {}, asked: {}, rotate, close: async () => {} }

  const idToken = (nonce: string | null) => {
    const { lies, issuer } = provider
    const now = Math.floor(Date.now() / 1_000)
    const honest = { iss: issuer, sub: 's-1', aud: CLIENT.id, iat: now, exp: now + 300, nonce, ...ADA_CLAIMS }
    const alg = lies.alg ?? 'RS256'
    const published = String(keys.publicKey.export({ type: 'spki', format: 'pem' }))
    const secret = lies.publishedSecret === true ? published : CLIENT.secret
    return sign({ alg, kid: keys.kid }, { ...honest, ...lies.claims }, alg === 'RS256' ? privateKey() : secret)
  }
  const privateKey = () => (provider.lies.strangersKey === true ? stranger : keys).privateKey

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', provider.issuer)
    const json = (body: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    const { lies, asked, issuer } = provider
    if (url.pathname === '/.well-known/openid-configuration')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        userinfo_endpoint: `${issuer}/userinfo`,
        ...lies.discovery,
      })
    if (url.pathname === '/jwks') return json({ keys: [jwk()] })
    if (url.pathname === '/userinfo') return json({ sub: 's-1', ...lies.userinfo })
    if (url.pathname === '/authorize') {
      asked.authorization = url.searchParams
      const code = randomBytes(8).toString('hex')
      nonces.set(code, url.searchParams.get('nonce'))
      const back = new URL(url.searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('state', lies.state ?? url.searchParams.get('state') ?? '')
      if (lies.error === undefined) back.searchParams.set('code', code)
      else back.searchParams.set('error', lies.error)
      if (lies.responseIssuer !== undefined) back.searchParams.set('iss', lies.responseIssuer)
      return response.writeHead(302, { location: back.href }).end()
    }
    if (url.pathname === '/token') {
      asked.token = new URLSearchParams(await bodyOf(request))
      asked.basic = request.headers.authorization
      // never tells a code that was used before: what holds then is the dashboard's own state
      const nonce = nonces.get(asked.token.get('code') ?? '') ?? null
      const token = lies.withoutIdToken === true ? {} : { id_token: idToken(nonce) }
      return json({ access_token: 'at', token_type: 'Bearer', expires_in: 300, ...token })
    }
    response.writeHead(404).end()
  })
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  provider.issuer = `http://localhost:${port}`
  provider.settings = {
    AUTH_MODE: 'oidc',
    NEXTAUTH_URL: dashboard,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_NAME: 'Corp login',
  }
  provider.close = () =>
    new Promise((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  return provider
}

/** Whom it vouches for while it does not lie. */
export const ADA_CLAIMS = { email: 'ada@example.com', email_verified: true, name: 'Ada' }

function sign(header: { alg: string; kid: string }, claims: Claims, key: KeyObject | string): string {
  const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  if (header.alg === 'none') return `${text}.`
  if (typeof key === 'string') return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key).toString('base64url')}`
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** Cookies of a browser without a browser. */
export class Jar {
  readonly cookies = new Map<string, string>()

  keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = ''] = line.split(';')
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }

  header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }
}

type Headers = Record<string, string | undefined>

/** Where the dashboard sends a browser to sign in. `asPublic`: how the browser sees the dashboard, behind a proxy. */
export async function beginSignIn(
  url: string,
  jar: Jar,
  {
    origin = url,
    headers = {},
    callbackUrl = '/memories',
  }: { origin?: string; headers?: Headers; callbackUrl?: string } = {},
): Promise<string> {
  const token = await ask(url, '/api/auth/csrf', { headers: { ...headers, cookie: jar.header() } })
  jar.keep(token.cookies)
  const { csrfToken } = JSON.parse(token.body) as { csrfToken: string }
  const begun = await ask(url, '/api/auth/signin/oidc', {
    method: 'POST',
    headers: {
      ...headers,
      cookie: jar.header(),
      origin,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ csrfToken, callbackUrl, json: 'true' }).toString(),
  })
  jar.keep(begun.cookies)
  return (JSON.parse(begun.body) as { url: string }).url
}

/** Where the provider sends the browser back to. */
export async function answerOf(authorization: string): Promise<URL> {
  const answer = await fetch(authorization, { redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? '')
}

/** The dashboard's answer to the provider's: where it leads, and whether somebody is signed in by it. */
export async function endSignIn(url: string, jar: Jar, back: URL, headers: Headers = {}) {
  const answer = await ask(url, back.pathname + back.search, { headers: { ...headers, cookie: jar.header() } })
  jar.keep(answer.cookies)
  const isIn = answer.cookies.some((line) => /^(__Host-)?memory-session=[^;]/.test(line))
  return { to: answer.headers.location ?? String(answer.status), isIn, cookies: answer.cookies }
}

/** The whole handshake. */
export async function signInByProvider(url: string, jar = new Jar()) {
  const ended = await endSignIn(url, jar, await answerOf(await beginSignIn(url, jar)))
  return { ...ended, jar }
}
