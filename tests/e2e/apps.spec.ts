// In Databricks Apps: who is asking is what the proxy forwards, and only as far as the forwarded token proves it.
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { type Ask, ask, callAction, RSC } from '../support/http'
import { type Scim, startScim } from '../support/scim'
import { type RunningServer, startServer } from '../support/server'

const PUBLIC = 'memory-1234.apps.example.com'
const SETTINGS = {
  AUTH_MODE: 'databricks-apps',
  DATABRICKS_APP_NAME: 'memory',
  LISTEN_HOST: '0.0.0.0',
  NEXTAUTH_SECRET: 'sixty-four random characters stand here in life, thirty-two do',
  MEMORY_ID_PATTERN: '[a-z]+@example\\.com',
  // an embedding endpoint is not what this is about: DATABRICKS_HOST alone does not make one
}

type Headers = Record<string, string | string[] | undefined>

/** As the proxy sends a person's request on; `over` replaces single headers. */
const forwarded = (name: string, over: Headers = {}): Headers => ({
  'x-forwarded-host': PUBLIC,
  'x-forwarded-proto': 'https',
  'x-forwarded-user': `${ID[name]}@7474`,
  'x-forwarded-email': `${name}@example.com`,
  'x-forwarded-preferred-username': name,
  'x-forwarded-access-token': `token of ${name}`,
  ...over,
})
const ID: Record<string, string> = { ada: '1001', ben: '1002', dora: '1003', kim: '1004', zoe: '1005' }
const personOf = (name: string) => ({
  id: ID[name] ?? '',
  userName: `${name}@example.com`,
  displayName: `${name[0]?.toUpperCase()}${name.slice(1)} of the workspace`,
  emails: [{ value: `${name}@example.com` }],
})
const newMemory = (key: string) => ({ key, json: '{"text": "heron seven"}', operation: randomUUID() })

test.describe('with the token required', () => {
  let scim: Scim
  let server: RunningServer
  let url: string

  test.beforeAll(async () => {
    scim = await startScim()
    for (const name of ['ada', 'ben', 'kim']) scim.tokens.set(`token of ${name}`, personOf(name))
    scim.tokens.set('token of dora', { ...personOf('dora'), active: false })
    scim.tokens.set('stale token of ada', null)
    server = await startServer({ env: { ...SETTINGS, DATABRICKS_HOST: scim.url, DATABRICKS_TOKEN: 'app' } })
    url = server.url
  })
  test.afterAll(async () => {
    await server?.stop()
    await scim?.close()
  })

  const own = (headers: Headers) => ({ ...headers, origin: `https://${PUBLIC}`, 'sec-fetch-site': 'same-origin' })

  test('somebody whom the token proves reads and writes their own memories, by every way', async () => {
    const headers = forwarded('ada')
    const page = await ask(url, '/memories', { headers })
    expect(page.status).toBe(200)
    expect(page.body).toContain('Ada of the workspace')
    expect((await ask(url, '/memories', { headers: { ...headers, ...RSC } })).status).toBeLessThan(400)
    const saved = await callAction(url, 'saveNew', [newMemory('heron')], { headers: own(headers) })
    expect(saved.value).toMatchObject({ ok: true })
    expect((await ask(url, '/api/memories', { headers })).body).toContain('heron seven')
    expect((await ask(url, '/api/memories', { headers: forwarded('ben') })).body).not.toContain('heron')
  })

  test('agents cannot come in by a token, and nobody is offered one: the proxy wants its own where ours would stand', async () => {
    const headers = forwarded('ada')
    expect((await ask(url, '/api/mcp', { method: 'POST', headers, body: '{}' })).status).toBe(404)
    const page = (await ask(url, '/privacy', { headers })).body
    expect([page.includes('Your memories, your decision'), page.includes('Make a token')]).toEqual([true, false])
    const made = await callAction(url, 'makeToken', [{ name: 'x', scope: 'read', days: 7 }], { headers: own(headers) })
    expect(made.value).toMatchObject({ ok: false, code: 'refused' })
  })

  test('there is no cookie, no sign-in page, and no button that says it signs out', async ({ browser }) => {
    const context = await browser.newContext({ extraHTTPHeaders: forwarded('ada') as Record<string, string> })
    const page = await context.newPage()
    await page.goto(`${url}/memories`)
    await expect(page.getByRole('button', { name: /^Theme/ })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Sign out' })).toHaveCount(0)
    await page.goto(`${url}/sign-in`)
    await expect(page).toHaveURL(`${url}/memories`)
    expect((await context.cookies()).filter(({ name }) => name.includes('memory'))).toEqual([])
    await context.close()
    for (const path of ['csrf', 'callback/local', 'callback/oidc', 'signin/oidc', 'session'])
      for (const method of ['GET', 'POST'])
        expect((await ask(url, `/api/auth/${path}`, { method, headers: own(forwarded('ada')) })).status, path).toBe(404)
    expect((await callAction(url, 'signOut', [], { headers: own(forwarded('ada')) })).value).toBe(null)
  })

  const FORGED: [string, Headers, RegExp][] = [
    ['nothing', {}, /without the identity that Databricks Apps adds/],
    ['no token', forwarded('ada', { 'x-forwarded-access-token': undefined }), /did not forward your access token/],
    ['an empty token', forwarded('ada', { 'x-forwarded-access-token': '' }), /did not forward your access token/],
    ['another’s token', forwarded('ada', { 'x-forwarded-access-token': 'token of ben' }), /not of the same person/],
    ['a token that has expired', forwarded('ada', { 'x-forwarded-access-token': 'stale token of ada' }), /not accept/],
    ['a token that is none', forwarded('ada', { 'x-forwarded-access-token': 'x' }), /does not accept/],
    ['two tokens', forwarded('ada', { 'x-forwarded-access-token': ['x', 'token of ada'] }), /does not accept/],
    ['a token instead of an identity', { 'x-forwarded-access-token': 'token of ada' }, /without the identity/],
    ['no e-mail', forwarded('ada', { 'x-forwarded-email': undefined }), /without the identity/],
    ['no user', forwarded('ada', { 'x-forwarded-user': undefined }), /without the identity/],
    ['another’s e-mail', forwarded('ada', { 'x-forwarded-email': 'ben@example.com' }), /not of the same person/],
    ['another’s number', forwarded('ada', { 'x-forwarded-user': '1002@7474' }), /not of the same person/],
    ['two e-mails', forwarded('ada', { 'x-forwarded-email': ['ada@example.com', 'ben@example.com'] }), /without the/],
    ['an e-mail in other letters', forwarded('ada', { 'x-forwarded-email': 'ADA@example.com' }), /is not one that/],
    ['a disabled person', forwarded('dora'), /is not active/],
    ['a session’s cookie', { cookie: 'memory-session=x; __Host-memory-session=x' }, /without the identity/],
  ]
  for (const [name, headers, sentence] of FORGED)
    test(`${name}: 401 and a sentence, by every way`, async () => {
      const page = await ask(url, '/memories', { headers })
      expect(page.status).toBe(401)
      expect(page.body).toMatch(sentence)
      const route = await ask(url, '/api/memories', { headers })
      expect([route.status, (JSON.parse(route.body) as { code: string }).code]).toEqual([401, 'signed-out'])
      expect(route.body).toMatch(sentence)
      const origin = own({ 'x-forwarded-host': PUBLIC, ...headers })
      const saved = await callAction(url, 'saveNew', [newMemory('forged')], { headers: origin })
      expect(saved.value).toMatchObject({ ok: false, code: 'signed-out' })
      expect((await ask(url, '/sign-in', { headers })).status).toBe(401)
      expect(page.body + route.body).not.toMatch(/heron|token of/)
    })

  test('a request from another site changes nothing, whatever it says of itself', async () => {
    const headers: Ask['headers'][] = [
      { origin: 'https://evil.example' },
      { origin: 'https://evil.example', host: 'evil.example' },
      { origin: `http://${PUBLIC}` },
      { origin: undefined },
      { origin: 'null' },
      { origin: `https://${PUBLIC}`, 'sec-fetch-site': 'same-site' },
      { origin: `https://${PUBLIC}`, 'x-forwarded-host': [PUBLIC, 'evil.example'] },
    ]
    for (const over of headers) {
      const answer = await callAction(url, 'saveNew', [newMemory('evil')], {
        headers: { ...own(forwarded('ada')), ...over },
      })
      expect((answer.value as { code?: string } | undefined)?.code ?? 'refused', JSON.stringify(over)).toBe('refused')
    }
    expect((await ask(url, '/api/memories', { headers: forwarded('ada') })).body).not.toContain('evil')
  })

  test('the workspace is asked once per token and minute, however many requests wait for it', async () => {
    const before = scim.asked()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask(url, '/api/undoable', { headers: forwarded('kim') })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(scim.asked() - before).toBeLessThanOrEqual(1)
  })

  test('a workspace that does not answer is an outage: nobody becomes nobody, or somebody else', async () => {
    scim.state.down = 500
    scim.tokens.set('token of zoe', personOf('zoe'))
    const route = await ask(url, '/api/memories', { headers: forwarded('zoe') })
    expect([route.status, (JSON.parse(route.body) as { code: string }).code]).toEqual([503, 'identity-unavailable'])
    expect((await ask(url, '/memories', { headers: forwarded('zoe') })).status).toBe(500)
    scim.state.down = null
    expect((await ask(url, '/api/memories', { headers: forwarded('zoe') })).status).toBe(200)
  })

  test('no token and no address of anybody reaches the log', () => {
    expect(server.output()).not.toMatch(/token of|@example\.com|1001/)
  })
})
