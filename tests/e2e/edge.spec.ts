// The edge: what every answer carries, and what no request can talk the server into. Plain HTTP, no browser.
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { expect, test } from '@playwright/test'
import { type Dashboard, startDashboard } from '../support/browser'
import { type Answer, type Ask, actionId, ask, callAction, DIST, ownPage, PREFETCH, RSC } from '../support/http'
import { ADA, BEN, EMPTY_SITE, signInByHttp } from '../support/people'

const CANARY = 'heron seven lantern'

let dashboard: Dashboard
let url: string
let cookie: string
/** A memory of Ada's that holds the canary. */
let id: string

test.beforeAll(async () => {
  dashboard = await startDashboard(EMPTY_SITE)
  url = dashboard.server.url
  cookie = await signInByHttp(url, ADA)
  const made = await callAction(url, 'saveNew', [newMemory('edge_canary', CANARY)], { cookie })
  id = (made.value as { value: { id: string } }).value.id
})
test.afterAll(() => dashboard?.stop())

const newMemory = (key: string, text: string) => ({ key, json: JSON.stringify({ text }), operation: randomUUID() })
const chunk = () => `/_next/static/chunks/${readdirSync(`${DIST}/static/chunks`).find((name) => name.endsWith('.js'))}`
const port = () => new URL(url).port

/** One request of every kind, by name. */
function everyKind(): [string, string, Ask][] {
  const pages = ['/', '/memories', '/memories?q=lantern', `/memories?open=${id}`, `/memories/${id}`]
  pages.push(
    `/memories/${id}/edit`,
    '/memories/new',
    '/memories/transfer',
    '/memories/AG5vbmU',
    '/sign-in',
    '/unclear',
    '/nope',
  )
  const routes = ['/api/memories', '/api/memories?after=garbage', `/api/memories/${id}`, '/api/undoable', '/api/nope']
  routes.push('/api/export?format=jsonl', '/api/export?format=csv', '/api/export')
  routes.push('/api/auth/csrf', '/api/auth/session', '/api/auth/callback/local', '/icon.svg', '/_next/nope', chunk())
  const action = (next: string, body: string, origin = url): Ask => ({
    method: 'POST',
    headers: { ...ownPage(url), origin, 'next-action': next, 'content-type': 'text/plain;charset=UTF-8' },
    body,
  })
  const kinds: [string, string, Ask][] = []
  for (const page of pages) {
    kinds.push([`page ${page}`, page, {}])
    kinds.push([`navigation ${page}`, page, { headers: RSC }])
    kinds.push([`prefetch ${page}`, page, { headers: PREFETCH }])
  }
  for (const route of routes) kinds.push([`GET ${route}`, route, {}], [`DELETE ${route}`, route, { method: 'DELETE' }])
  kinds.push(['missing static file', '/_next/static/nope.js', {}])
  kinds.push(['API, asked by another site', '/api/memories', { headers: { 'sec-fetch-site': 'cross-site' } }])
  kinds.push(['sign-in without a token', '/api/auth/callback/local', { method: 'POST', headers: ownPage(url) }])
  kinds.push(['sign-in from elsewhere', '/api/auth/callback/local', { method: 'POST' }])
  kinds.push(['action, refused', '/memories', action(actionId('undo'), '[{}]')])
  kinds.push(['action from elsewhere', '/memories', action(actionId('undo'), '[{}]', 'https://evil.example')])
  kinds.push(['action that is not there', '/memories', action('00'.repeat(21), '[]')])
  kinds.push(['action with a broken body', '/memories', action(actionId('undo'), '{')])
  return kinds
}

/** Asks; a client navigation is answered only under the address that Next sends it to, so that is followed once. */
async function get(path: string, options: Ask = {}): Promise<Answer> {
  const answer = await ask(url, path, options)
  const to = answer.headers.location ?? ''
  return answer.status === 307 && to.includes('_rsc') ? ask(url, to, options) : answer
}

async function everyAnswer(): Promise<[string, Answer][]> {
  const answers: [string, Answer][] = []
  for (const [name, path, options] of everyKind())
    for (const who of [undefined, cookie])
      answers.push([
        `${name}, ${who === undefined ? 'signed out' : 'signed in'}`,
        await get(path, { ...options, headers: { ...options.headers, cookie: who } }),
      ])
  return answers
}

const isStatic = (name: string) => name.includes('/_next/static/') || name.includes('static file')
const isDocument = ({ headers }: Answer) => headers['content-type']?.startsWith('text/html') === true
const nonceOf = ({ headers }: Answer) => /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? ''

test.describe('every answer', () => {
  let answers: [string, Answer][]
  test.beforeAll(async () => {
    answers = await everyAnswer()
  })

  test('covers pages, navigations, redirects, refusals and errors', () => {
    const seen = new Set(answers.map(([, { status }]) => status))
    expect([...seen].sort()).toEqual(expect.arrayContaining([200, 307, 400, 401, 403, 404, 405, 409, 500]))
    expect(new Set(answers.map(([, { headers }]) => headers['content-type']))).toContain('text/x-component')
  })

  test('carries the security headers, whatever was asked and whatever came of it', () => {
    for (const [name, { headers }] of answers)
      expect(headers, name).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      })
  })

  test('carries a policy that names one nonce and allows nothing unsafe; static files need none', () => {
    for (const [name, answer] of answers.filter(([name]) => !isStatic(name))) {
      const nonce = nonceOf(answer)
      expect(Buffer.from(nonce, 'base64'), name).toHaveLength(16)
      expect(answer.headers['content-security-policy'], name).toBe(
        `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'self' 'nonce-${nonce}'; ` +
          "img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; " +
          "object-src 'none'; frame-ancestors 'none'",
      )
    }
  })

  test('has a nonce that no other answer had', () => {
    const nonces = answers.filter(([name]) => !isStatic(name)).map(([, answer]) => nonceOf(answer))
    expect(new Set(nonces).size).toBe(nonces.length)
  })

  test('marks every script of a document with its nonce', () => {
    const documents = answers.filter(([, answer]) => isDocument(answer))
    expect(documents.length).toBeGreaterThan(10)
    for (const [name, answer] of documents) {
      const scripts = answer.body.match(/<script\b[^>]*>/g) ?? []
      expect(scripts.length, name).toBeGreaterThan(0)
      for (const script of scripts) expect(script, name).toContain(`nonce="${nonceOf(answer)}"`)
    }
  })

  test('is stored nowhere, unless it is the same for everybody', () => {
    for (const [name, { headers, body }] of answers) {
      if (isStatic(name) || name.includes('icon.svg') || body === '') continue
      expect(headers['cache-control'], name).toContain('no-store')
    }
  })

  test('of the API is stored nowhere, even when it is empty', () => {
    for (const [name, { headers }] of answers.filter(([name]) => / \/api\//.test(name)))
      expect(headers['cache-control'], name).toContain('no-store')
  })

  test('says its content type, and says nothing of the software', () => {
    for (const [name, { headers, body }] of answers) {
      if (body !== '') expect(headers['content-type'] ?? name, name).toMatch(/^(text|application|image)\/|GET|DELETE/)
      expect(headers['x-powered-by'], name).toBeUndefined()
      expect(headers.server, name).toBeUndefined()
    }
  })

  test('holds a memory only for the person who is signed in', () => {
    const holding = answers.filter(([, { body }]) => body.includes(CANARY)).map(([name]) => name)
    expect(holding.filter((name) => name.endsWith('signed out'))).toEqual([])
    expect(holding).toEqual(
      expect.arrayContaining([
        'GET /api/memories, signed in',
        'page /memories, signed in',
        'navigation /memories, signed in',
      ]),
    )
  })

  test('lets no other origin read it', async () => {
    for (const origin of ['https://evil.example', 'null', url])
      for (const path of ['/api/memories', '/memories', '/api/auth/csrf'])
        for (const method of ['GET', 'OPTIONS']) {
          const { headers } = await ask(url, path, { method, headers: { cookie, origin } })
          const named = Object.keys(headers).filter((name) => name.startsWith('access-control-'))
          expect(named, `${method} ${path} from ${origin}`).toEqual([])
        }
  })
})

test.describe('a request cannot put words into an answer', () => {
  const FORGED = 'Rm9yZ2VkRm9yZ2VkRm9yZw=='

  test('a policy or a nonce that a client sends is neither used nor repeated', async () => {
    const headers = {
      cookie,
      'content-security-policy': `script-src 'nonce-${FORGED}'`,
      'content-security-policy-report-only': `script-src 'nonce-${FORGED}'`,
      'x-nonce': FORGED,
    }
    for (const path of ['/memories', '/sign-in', '/nope', '/api/memories']) {
      for (const extra of [{}, RSC, PREFETCH]) {
        const answer = await get(path, { headers: { ...headers, ...extra } })
        expect(answer.body, path).not.toContain(FORGED)
        expect(JSON.stringify(answer.headers), path).not.toContain(FORGED)
      }
    }
  })

  test('where to go after signing in is the address that was asked, not one that a header names', async () => {
    const asked = await ask(url, `/memories/${id}?q=a&b=%26`, {
      headers: { 'x-memory-path': ['//evil.example/', '/memories/other'] },
    })
    expect(asked.status).toBe(307)
    expect(asked.headers.location).toBe(`/sign-in?from=${encodeURIComponent(`/memories/${id}?q=a&b=%26`)}`)
  })

  test('an address with line breaks adds no header', async () => {
    for (const path of ['/memories/%0d%0aset-cookie:%20a=b', '/sign-in?from=%0d%0aset-cookie:%20a=b', '/%0d%0aa:b']) {
      const answer = await ask(url, path)
      expect(answer.cookies, path).toEqual([])
      expect(answer.headers.a, path).toBeUndefined()
    }
  })
})

test.describe('names of this machine', () => {
  const FOREIGN = ['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '127.0.0.1@evil.example', 'localhost.']
  FOREIGN.push('localhost.evil.example', 'notlocalhost', '0.0.0.0', '127.0.0.2', '2130706433', '[::1].evil.example')
  FOREIGN.push('127.0.0.1:80:80', '127.0.0.1, evil.example', '192.168.1.10', 'xn--lcalhost-54a', '[::ffff:127.0.0.1]')

  test('a request for any other name gets the same short refusal and nothing else, cookie or not', async () => {
    const paths = [
      '/',
      '/memories',
      `/memories/${id}`,
      '/sign-in',
      '/nope',
      '/api/memories',
      '/api/auth/csrf',
      '/icon.svg',
    ]
    for (const host of FOREIGN)
      for (const path of paths) {
        const answer = await ask(url, path, { headers: { host, cookie } })
        expect(answer.status, `${path} of ${host}`).toBe(421)
        expect(answer.body).toBe(
          'This dashboard answers on this machine only. Open it as http://127.0.0.1 or http://localhost.\n',
        )
        expect(answer.cookies).toEqual([])
        expect(answer.headers['cache-control']).toBe('no-store')
        expect(answer.headers['x-content-type-options']).toBe('nosniff')
      }
  })

  test('a foreign name reads nothing by a navigation, an action, a rewrite header or a path trick either', async () => {
    const host = 'evil.example'
    const forwarded = { 'x-forwarded-host': `127.0.0.1:${port()}`, forwarded: 'host=127.0.0.1' }
    const asks: [string, Ask][] = [
      ['/memories', { headers: { host, cookie, ...RSC } }],
      ['/memories', { headers: { host, cookie, ...forwarded } }],
      ['/_next/static/../../memories', { headers: { host, cookie } }],
      ['/_next/static/%2e%2e/%2e%2e/api/memories', { headers: { host, cookie } }],
      ['/_next/static/..%2f..%2fapi/memories', { headers: { host, cookie } }],
      [
        '/memories',
        {
          method: 'POST',
          headers: { host, cookie, origin: `http://${host}`, 'next-action': actionId('undo') },
          body: '[{}]',
        },
      ],
    ]
    for (const [path, options] of asks) {
      const answer = await ask(url, path, options)
      expect([404, 421], path).toContain(answer.status)
      expect(answer.body, path).not.toContain(CANARY)
    }
  })

  test('an absolute address, a second Host and a missing Host read nothing', async () => {
    const lines = [
      `GET http://evil.example/api/memories HTTP/1.1\r\nHost: 127.0.0.1:${port()}`,
      `GET http://evil.example/api/memories HTTP/1.1\r\nHost: evil.example`,
      `GET /api/memories HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1:${port()}`,
      'GET /api/memories HTTP/1.1\r\nHost:',
      'GET /api/memories HTTP/1.1\r\nX-Nothing: 1',
      'GET /api/memories HTTP/1.0\r\nX-Nothing: 1',
    ]
    for (const line of lines) {
      const said = await raw(`${line}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`)
      expect(said, line).toMatch(/^HTTP\/1\.1 (308|400|421) /)
      expect(said, line).not.toContain(CANARY)
    }
  })

  test('every name of this machine is answered, in any case and with any port', async () => {
    for (const host of [`127.0.0.1:${port()}`, `localhost:${port()}`, 'LocalHost', '[::1]:3000', '127.0.0.1'])
      expect((await ask(url, '/sign-in', { headers: { host } })).status, host).toBe(200)
  })
})

test.describe('what a proxy could say', () => {
  const HEADERS: Record<string, string> = {
    'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy',
    'x-middleware-subrequest-id': '1',
    'x-middleware-invoke': '1',
    'x-middleware-prefetch': '1',
    'x-middleware-next': '1',
    'x-middleware-rewrite': '/memories',
    'x-middleware-override-headers': 'host,cookie',
    'x-middleware-request-host': 'evil.example',
    'x-middleware-set-cookie': 'a=b',
    'x-invoke-path': '/memories',
    'x-invoke-query': '%7B%7D',
    'x-invoke-output': '/memories',
    'x-invoke-status': '200',
    'x-invoke-error': '{}',
    'x-matched-path': '/api/memories',
    'x-now-route-matches': '1=memories',
    'x-nextjs-data': '1',
    'x-nextjs-matched-path': '/memories',
    'x-nextjs-rewrite': '/memories',
    'x-action-forwarded': '1',
    'x-prerender-revalidate': 'x',
    'x-original-url': '/api/memories',
    'x-rewrite-url': '/api/memories',
    'x-http-method-override': 'DELETE',
    'next-resume': '1',
    'next-url': '/memories',
    forwarded: 'for=127.0.0.1;host=evil.example;proto=https',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '443',
    'x-forwarded-for': '127.0.0.1',
    'x-real-ip': '127.0.0.1',
    'x-forwarded-user': BEN,
    'x-forwarded-email': BEN,
    'x-forwarded-preferred-username': BEN,
    'x-forwarded-access-token': 'token',
    'x-user-id': BEN,
    'remote-user': BEN,
    authorization: `Basic ${Buffer.from(`${BEN}:`).toString('base64')}`,
  }

  test('lets nobody in who is not signed in', async () => {
    for (const [name, value] of Object.entries(HEADERS))
      for (const path of ['/memories', `/memories/${id}`, '/api/memories', `/api/memories/${id}`]) {
        const answer = await ask(url, path, { headers: { [name]: value } })
        // this one asks Next whether there is such a page, and is answered with an empty object
        const refusal = name === 'x-middleware-prefetch' ? 200 : path.startsWith('/api') ? 401 : 307
        expect(answer.status, `${name} at ${path}`).toBe(refusal)
        if (refusal === 200) expect(answer.body).toBe('{}')
        expect(answer.headers.location ?? '/', name).toMatch(/^\/(?![/\\])/)
        expect(answer.body, name).not.toContain(CANARY)
        expect(answer.headers['content-security-policy'], name).toContain("default-src 'none'")
        expect(answer.cookies, name).toEqual([])
      }
  })

  test('makes nobody somebody else', async () => {
    const own = (await ask(url, '/api/memories', { headers: { cookie } })).body
    expect(own).toContain(CANARY)
    for (const [name, value] of Object.entries(HEADERS)) {
      const answer = await ask(url, '/api/memories', { headers: { cookie, [name]: value } })
      expect([own, '{}'], name).toContain(answer.body)
    }
    const all = await ask(url, '/api/memories', { headers: { cookie, ...HEADERS, 'x-middleware-prefetch': undefined } })
    expect(all.body).toBe(own)
  })

  test('changes neither where the sign-in leads nor what its cookies say', async () => {
    for (const proto of ['http', 'https', undefined])
      for (const callbackUrl of ['https://evil.example/', 'http://evil.example/x', '/memories'])
        for (const json of ['true', 'false']) {
          const said = { ...HEADERS, 'x-forwarded-proto': proto, 'x-middleware-prefetch': undefined }
          const token = await ask(url, '/api/auth/csrf', { headers: said })
          const { csrfToken } = JSON.parse(token.body) as { csrfToken: string }
          const jar = token.cookies.map((line) => line.split(';')[0]).join('; ')
          const answer = await ask(url, '/api/auth/callback/local', {
            method: 'POST',
            headers: { ...said, ...ownPage(url, jar), 'content-type': 'application/x-www-form-urlencoded' },
            body: new URLSearchParams({ csrfToken, id: ADA, callbackUrl, json }).toString(),
          })
          const all = [answer.body, answer.headers.location, ...token.cookies, ...answer.cookies].join('\n')
          expect(all, `${proto} ${callbackUrl}`).not.toMatch(/evil|Secure|Domain/)
          expect(all, `${proto} ${callbackUrl}`).toMatch(/^memory-session=[^;]/m)
        }
  })
})

test('no spelling of an address reaches a memory without a session', async () => {
  const spellings = ['//memories', '/memories/', '/memories//', '/./memories', '/nope/../memories', '/%6demories']
  spellings.push('/MEMORIES', '/memories%2f', '/memories;x', '/memories%00', '/memories.rsc', '/memories/index.rsc')
  spellings.push('/memories.json', '/memories.segments/_tree.segment.rsc', '/_next/data/development/memories.json')
  spellings.push('/index/memories', '/_next/../memories', '/_next/static/../../memories', '/memories/%2e%2e/memories')
  spellings.push(
    '/_next/static/%2e%2e/%2e%2e/api/memories',
    '/api//memories',
    '/api/memories/',
    '/api/auth/../memories',
  )
  spellings.push(
    '/api/auth/csrf/../../memories',
    '/api/auth%2f..%2fmemories',
    '/_next/image?url=%2Fapi%2Fmemories&w=64&q=75',
  )
  spellings.push(`/memories/${id}.rsc`, `/memories/${id}/index.rsc`, `/memories/%2e/${id}`, `/(user)/memories/${id}`)
  spellings.push(
    '/memories?__nextDataReq=1',
    '/memories?nxtPid=x',
    `/memories/x?nxtPid=${id}`,
    `/api/memories/x?nxtPid=${id}`,
  )
  spellings.push('/memories?_rsc=1', '/?__nextLocale=x', '/_next/postponed/resume/memories')
  for (const path of spellings)
    for (const headers of [{}, RSC, PREFETCH, { ...PREFETCH, 'next-router-segment-prefetch': '/_tree' }]) {
      const answer = await get(path, { headers })
      expect(answer.body, path).not.toContain(CANARY)
      expect(answer.headers.location ?? '/', path).toMatch(/^\/(?![/\\])/)
    }
})

test('files of the installation are not served', async () => {
  const paths = [
    '/.env',
    '/.data/secret',
    '/package.json',
    '/.next/BUILD_ID',
    '/_next/server/server-reference-manifest.json',
  ]
  paths.push(
    '/_next/static/../server/server-reference-manifest.json',
    '/_next/static/..%2fserver/app-paths-manifest.json',
  )
  paths.push('/_next/static/%2e%2e/BUILD_ID', '/_next/static/..%5cserver', '/../package.json', '/%2e%2e/package.json')
  paths.push(`${chunk()}.map`, '/_next/image?url=%2Ficon.svg&w=64&q=75', '/tests/golden/agent_store_fields.json')
  for (const path of paths) expect((await ask(url, path)).status, path).toBe(404)
})

test.describe('methods', () => {
  test('TRACE repeats nothing of a request', async () => {
    for (const path of ['/memories', '/api/memories', '/icon.svg']) {
      const answer = await ask(url, path, { method: 'TRACE', headers: { cookie, 'x-said': 'repeat me' } })
      expect(answer.status, path).toBeGreaterThanOrEqual(400)
      expect(answer.body + JSON.stringify(answer.headers), path).not.toMatch(/repeat me|memory-session|heron/)
    }
  })

  test('none but an action’s POST changes anything', async () => {
    const before = (await ask(url, '/api/memories', { headers: { cookie } })).body
    const body = JSON.stringify([{ id, version: '', json: '{"text":"changed"}', operation: randomUUID() }])
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'SEARCH', 'LINK', 'TRACE', 'COPY'])
      for (const path of [
        '/memories',
        `/memories/${id}`,
        `/memories/${id}/edit`,
        '/api/memories',
        `/api/memories/${id}`,
        '/api/undoable',
        '/api/export?format=jsonl',
      ]) {
        const answer = await ask(url, path, {
          method,
          headers: { ...ownPage(url, cookie), 'content-type': 'application/json' },
          body,
        })
        if (path.startsWith('/api')) expect(answer.body, `${method} ${path}`).not.toContain(CANARY)
      }
    expect((await ask(url, '/api/memories', { headers: { cookie } })).body).toBe(before)
  })

  test('an action runs by POST alone', async () => {
    const key = 'edge_by_get'
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])
      await ask(url, '/memories/new', {
        method,
        headers: {
          ...ownPage(url, cookie),
          'next-action': actionId('saveNew'),
          'content-type': 'text/plain;charset=UTF-8',
        },
        body: JSON.stringify([newMemory(key, 'by another method')]),
      })
    expect((await ask(url, '/api/memories', { headers: { cookie } })).body).not.toContain(key)
  })

  test('HEAD says the same as GET, without the words', async () => {
    for (const path of ['/memories', '/api/memories', `/api/memories/${id}`]) {
      const answer = await ask(url, path, { method: 'HEAD', headers: { cookie } })
      expect(answer.status, path).toBe(200)
      expect(answer.body, path).toBe('')
    }
  })
})

test.describe('the API', () => {
  test('answers its own pages and a person’s own typing, and no other site', async () => {
    const asked = (site: string | undefined) =>
      ask(url, '/api/memories', { headers: { cookie, 'sec-fetch-site': site } })
    for (const site of ['same-origin', 'none', undefined]) expect((await asked(site)).status, site).toBe(200)
    for (const site of ['cross-site', 'same-site', 'CROSS-SITE', '', 'same-origin, cross-site', 'anything']) {
      const answer = await asked(site)
      expect(answer.status, site).toBe(403)
      expect(answer.body, site).not.toContain(CANARY)
    }
  })

  test('knows no other address', async () => {
    const unknown = [
      '',
      '/',
      '/memory',
      '/memories/a/b',
      `/memories/${id}/edit`,
      '/memories/..',
      '/undoable/x',
      '/search',
    ]
    unknown.push(
      '/export/x',
      '/health/x',
      '/authors',
      '/auth',
      '/auth/csrf/x',
      '/auth/callback/google',
      '/auth/_log',
      '/v1/memories',
    )
    for (const path of unknown) {
      const answer = await ask(url, `/api${path}`, { headers: { cookie } })
      expect([308, 404], path).toContain(answer.status)
      expect(answer.body, path).not.toContain(CANARY)
    }
  })

  test('gives an id that is not one the same answer as an id that is nobody’s', async () => {
    const nobody = await ask(url, '/api/memories/AG5vbmU', { headers: { cookie } })
    for (const odd of ['x', '%00', '%2e%2e%2fapi', 'A'.repeat(8_000), encodeURIComponent("' or 1=1 --"), 'AG5vbmU='])
      expect(await said(`/api/memories/${odd}`), odd.slice(0, 20)).toEqual({ status: nobody.status, body: nobody.body })
    async function said(path: string) {
      const { status, body } = await ask(url, path, { headers: { cookie } })
      return { status, body }
    }
  })

  test('answers a broken escape with an error that tells nothing', async () => {
    for (const path of ['/api/memories/%ff', '/memories/%ff', '/memories/%', '/%e0%a4%a/api', `/memories/${id}%ff`]) {
      const answer = await ask(url, path, { headers: { cookie } })
      expect(answer.status, path).toBeGreaterThanOrEqual(400)
      expect(answer.body, path).not.toMatch(/heron|node_modules|\bat .*:\d+:\d+/)
    }
  })

  test('refuses a place in the list that it did not make, in a sentence', async () => {
    for (const cursor of [
      'x',
      '',
      '%00',
      'W10',
      Buffer.from('["9999-99-99 00:00:00+00","","k"]').toString('base64url'),
    ]) {
      const answer = await ask(url, `/api/memories?after=${cursor}`, { headers: { cookie } })
      expect([200, 400], cursor).toContain(answer.status)
      expect(answer.body, cursor).not.toMatch(/SQL|syntax|at\s+\/|error:/)
    }
  })
})

test.describe('cookies', () => {
  test('of the sign-in can be read by no script, go to no other site’s requests and bind to this host', async () => {
    const token = await ask(url, '/api/auth/csrf')
    const { csrfToken } = JSON.parse(token.body) as { csrfToken: string }
    const entered = await ask(url, '/api/auth/callback/local', {
      method: 'POST',
      headers: {
        ...ownPage(url, token.cookies.map((line) => line.split(';')[0]).join('; ')),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ csrfToken, id: ADA, callbackUrl: '/memories', json: 'true' }).toString(),
    })
    const lines = [...token.cookies, ...entered.cookies]
    expect(lines.map((line) => line.split('=')[0])).toEqual([
      'memory-csrf',
      'memory-callback',
      'memory-callback',
      'memory-session',
    ])
    for (const line of lines)
      expect(line).toMatch(/^memory-[a-z]+=[\w.%-]+; Path=\/; (Expires=[^;]+ GMT; )?HttpOnly; SameSite=Lax$/)
    const until = Date.parse(/Expires=([^;]+)/.exec(lines.at(-1) ?? '')?.[1] ?? '')
    expect(until - Date.now()).toBeLessThanOrEqual(12 * 3_600_000)
  })

  test('of a session name nobody: neither its text nor its parts hold an id, an address or a name', async () => {
    const value = /memory-session=([^;]+)/.exec(cookie)?.[1] ?? ''
    const parts = value.split('.')
    expect(parts).toHaveLength(5) // an encrypted token, not a signed one
    const decoded = parts.map((part) => Buffer.from(part, 'base64url').toString('latin1')).join(' ')
    expect(`${value} ${decoded}`).not.toMatch(/ada|example\.com|user_memories/i)
    expect(JSON.parse(Buffer.from(parts[0] ?? '', 'base64url').toString())).toEqual({ alg: 'dir', enc: 'A256GCM' })
  })

  test('are set by the sign-in and the sign-out, and by no page or read', async () => {
    for (const [name, path, options] of everyKind()) {
      if (name.includes('auth') || options.method !== undefined) continue
      const answer = await get(path, { ...options, headers: { ...options.headers, cookie } })
      expect(answer.cookies, name).toEqual([])
    }
  })
})

/** Sends bytes as they are and resolves to everything that came back. */
function raw(text: string): Promise<string> {
  return new Promise((done, failed) => {
    let said = ''
    const socket = connect(Number(port()), '127.0.0.1', () => socket.write(text))
    socket.on('data', (data) => {
      said += String(data)
    })
    socket.once('close', () => done(said))
    socket.once('error', failed)
  })
}
