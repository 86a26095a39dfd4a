// Sessions: what lets somebody in, what does not, what ends it, and what a database outage must not do to it.
import { hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import type { Memory } from '@/lib/shared/memory'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { type Ask, ask, callAction, ownPage, RSC } from '../support/http'
import { ADA, BEN, EMPTY_SITE, signInByHttp } from '../support/people'
import { type RunningServer, startServer } from '../support/server'

const SECRET = 'a secret of this test alone'
const SETTINGS = { ...EMPTY_SITE, NEXTAUTH_SECRET: SECRET }

/** How the server reads a cookie: only with the key that it derives from its secret. */
const keyOf = (secret: string) =>
  Buffer.from(hkdfSync('sha256', secret, '', 'memory-dashboard sessions', 32)).toString('hex')
const tokenOf = (cookie: string) => /memory-session=([^;]+)/.exec(cookie)?.[1] ?? ''
const newMemory = (key: string) => ({ key, json: '{"text": "heron seven"}', operation: randomUUID() })

/** What a request with these headers is taken for, by every way in: a page, a navigation, two routes and an action. */
async function ways(url: string, headers: Ask['headers']): Promise<string[]> {
  const says = (status: number, location = '') => `${status} ${location.replace(/\?.*/, '')}`.trim()
  const page = await ask(url, '/memories', { headers })
  const prepared = await ask(url, '/memories', { headers: { ...headers, ...RSC } })
  const navigation = await ask(url, prepared.headers.location ?? '/', { headers: { ...headers, ...RSC } })
  const action = await callAction(url, 'undo', [{ removal: randomUUID() }], { headers })
  return [
    says(page.status, page.headers.location),
    navigation.body.includes('NEXT_REDIRECT;replace;/sign-in;') ? 'to /sign-in' : 'shown',
    says((await ask(url, '/api/memories', { headers })).status),
    says((await ask(url, '/api/undoable', { headers })).status),
    (action.value as { code: string }).code,
  ]
}
const SIGNED_OUT = ['307 /sign-in', 'to /sign-in', '401', '401', 'signed-out']
const SIGNED_IN = ['200', 'shown', '200', '200', 'not-found']

test.describe('on one machine', () => {
  let server: RunningServer
  let url: string
  test.beforeAll(async () => {
    server = await startServer({ env: SETTINGS })
    url = server.url
  })
  test.afterAll(() => server?.stop())

  /** One try at signing in, each part of it as given. */
  async function enter(given: {
    csrf?: string
    jar?: string
    id?: string | null
    body?: Record<string, string>
    ask?: Ask
  }) {
    const token = await ask(url, '/api/auth/csrf')
    const { csrfToken } = JSON.parse(token.body) as { csrfToken: string }
    const body = new URLSearchParams({ callbackUrl: '/memories', json: 'true', ...given.body })
    if (given.id !== null) body.set('id', given.id ?? ADA)
    if (given.csrf !== '') body.set('csrfToken', given.csrf ?? csrfToken)
    return ask(url, '/api/auth/callback/local', {
      method: 'POST',
      ...given.ask,
      headers: {
        ...ownPage(url, given.jar ?? token.cookies.map((line) => line.split(';')[0]).join('; ')),
        'content-type': 'application/x-www-form-urlencoded',
        ...given.ask?.headers,
      },
      body: body.toString(),
    })
  }
  const isLetIn = (cookies: string[]) => cookies.some((line) => /^memory-session=[^;]/.test(line))

  test('signing in lets somebody in by every way', async () => {
    expect(await ways(url, { cookie: await signInByHttp(url, ADA) })).toEqual(SIGNED_IN)
    expect(await ways(url, {})).toEqual(SIGNED_OUT)
  })

  test('a cookie that was copied before the sign-out is nobody’s afterwards, by any way', async () => {
    const [copied, other] = [await signInByHttp(url, ADA), await signInByHttp(url, ADA)]
    const left = await callAction(url, 'signOut', [], { cookie: copied })
    expect(left.cookies).toEqual([expect.stringMatching(/^memory-session=; Path=\/; Expires=Thu, 01 Jan 1970/)])
    expect(await ways(url, { cookie: copied })).toEqual(SIGNED_OUT)
    expect(await ways(url, { cookie: other })).toEqual(SIGNED_IN)
  })

  test('T5: what was not made by this server lets nobody in', async () => {
    const token = tokenOf(await signInByHttp(url, ADA))
    const parts = token.split('.')
    const text = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = { sid: randomBytes(32).toString('base64url') }
    const flip = (part: string, at: number) => part.slice(0, at) + (part[at] === 'A' ? 'B' : 'A') + part.slice(at + 1)
    const tokens: Record<string, string> = {
      empty: '',
      'not a token': 'x',
      truncated: token.slice(0, -8),
      'without its last part': parts.slice(0, 4).join('.'),
      'with another last part': [...parts.slice(0, 4), flip(parts[4] ?? '', 3)].join('.'),
      'with other words': [...parts.slice(0, 3), flip(parts[3] ?? '', 10), parts[4]].join('.'),
      'with another start value': [...parts.slice(0, 2), flip(parts[2] ?? '', 2), ...parts.slice(3)].join('.'),
      'without encryption': `${text({ alg: 'none' })}.${text(claims)}.`,
      'unsigned, with five parts': `${text({ alg: 'none', enc: 'none' })}..${text({})}.${text(claims)}.`,
      'only signed': `${text({ alg: 'HS256', typ: 'JWT' })}.${text({ ...claims, sub: ADA, id: ADA })}.x`,
      'under another secret': await encode({ token: claims, secret: keyOf('another secret') }),
      'under the secret itself': await encode({ token: claims, secret: SECRET }),
      'under an empty secret': await encode({ token: claims, secret: keyOf('') }),
      'of a session that never was': await encode({ token: claims, secret: keyOf(SECRET) }),
      'of a person instead of a session': await encode({ token: { sub: ADA, email: ADA }, secret: keyOf(SECRET) }),
      'of no text': await encode({ token: { sid: 1 }, secret: keyOf(SECRET) }),
      'of a list': await encode({ token: { sid: [claims.sid] }, secret: keyOf(SECRET) }),
      'of a condition': await encode({ token: { sid: "' or true --" }, secret: keyOf(SECRET) }),
      'that has expired': await encode({ token: claims, secret: keyOf(SECRET), maxAge: -3_600 }),
      'very long': 'A'.repeat(8_000),
    }
    for (const [name, value] of Object.entries(tokens))
      expect(await ways(url, { cookie: `memory-session=${value}` }), name).toEqual(SIGNED_OUT)
    expect(await ways(url, { cookie: `memory-session=${token}` })).toEqual(SIGNED_IN)
  })

  test('only the cookie of that name counts: not a header, not an address, not next-auth’s own names', async () => {
    const token = tokenOf(await signInByHttp(url, ADA))
    const headers: Ask['headers'][] = [
      { authorization: `Bearer ${token}` },
      { authorization: `Bearer ${encodeURIComponent(token)}`, cookie: 'memory-session=x' },
      { 'x-session': token, 'x-auth-token': token },
      { 'x-forwarded-user': '1@2', 'x-forwarded-email': ADA, 'x-forwarded-access-token': token },
      { 'x-forwarded-preferred-username': ADA, 'x-forwarded-user': ADA, 'x-forwarded-email': ADA },
      { cookie: `next-auth.session-token=${token}; __Secure-next-auth.session-token=${token}` },
      { cookie: `__Host-memory-session=${token}; MEMORY-SESSION=${token}; memory-session.0=${token}` },
    ]
    for (const each of headers) expect(await ways(url, each), JSON.stringify(each).slice(0, 40)).toEqual(SIGNED_OUT)
    expect((await ask(url, `/api/memories?token=${token}&memory-session=${token}`)).status).toBe(401)
  })

  test('the handshake’s other addresses are not there', async () => {
    const cookie = await signInByHttp(url, ADA)
    const paths = [
      'session',
      '_log',
      'signin',
      'signin/local',
      'signout',
      'providers',
      'error',
      'verify-request',
      'callback',
    ]
    paths.push(
      'callback/credentials',
      'callback/google',
      'callback/local/x',
      'csrf/x',
      'CSRF',
      'session/x',
      'callback%2flocal',
    )
    for (const path of paths)
      for (const method of ['GET', 'POST']) {
        const answer = await ask(url, `/api/auth/${path}`, {
          method,
          headers: ownPage(url, cookie),
          body: '{"data":{"role":"admin"}}',
        })
        expect([400, 404], `${method} ${path}`).toContain(answer.status)
        expect(answer.cookies, `${method} ${path}`).toEqual([])
        expect(answer.body, `${method} ${path}`).not.toMatch(/ada|example|providers|role/i)
      }
    for (const path of ['callback/local', 'callback/local?csrfToken=x']) {
      const answer = await ask(url, `/api/auth/${path}`, { headers: ownPage(url) })
      expect(answer.status).toBe(404)
    }
    expect(await ways(url, { cookie })).toEqual(SIGNED_IN)
  })

  test('nobody is let in without the token of the very browser that asks', async () => {
    const elsewhere = await ask(url, '/api/auth/csrf')
    const { csrfToken } = JSON.parse(elsewhere.body) as { csrfToken: string }
    const jar = elsewhere.cookies.map((line) => line.split(';')[0]).join('; ')
    expect(isLetIn((await enter({})).cookies)).toBe(true)
    expect(isLetIn((await enter({ csrf: csrfToken, jar })).cookies)).toBe(true)
    expect(isLetIn((await enter({ csrf: '' })).cookies), 'none').toBe(false)
    expect(isLetIn((await enter({ csrf: 'x' })).cookies), 'made up').toBe(false)
    expect(isLetIn((await enter({ csrf: csrfToken })).cookies), 'of another browser').toBe(false)
    expect(isLetIn((await enter({ jar: '' })).cookies), 'without its cookie').toBe(false)
    const own = `x${'0'.repeat(63)}`
    expect(isLetIn((await enter({ csrf: own, jar: `memory-csrf=${own}%7C${own}` })).cookies), 'self-made').toBe(false)
  })

  test('nobody is let in from another site, or as somebody who is not on the list', async () => {
    const from: Ask['headers'][] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: undefined },
      { origin: `http://localhost:${new URL(url).port}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    ]
    for (const headers of from) {
      const answer = await enter({ ask: { headers } })
      expect(answer.status, JSON.stringify(headers)).toBe(403)
      expect(isLetIn(answer.cookies), JSON.stringify(headers)).toBe(false)
    }
    const ids = [
      '',
      'nobody@example.com',
      'Ada',
      `${ADA} `,
      ADA.toUpperCase(),
      `${ADA}\u0000`,
      `${ADA}\n`,
      '*',
      '%',
      '[object Object]',
    ]
    for (const id of [...ids, null]) {
      const answer = await enter({ id })
      expect(answer.status, String(id)).toBe(401)
      expect(isLetIn(answer.cookies), String(id)).toBe(false)
      expect(answer.body).not.toMatch(/nobody|ada@/i)
    }
    expect(isLetIn((await enter({ id: null, body: { 'id[]': ADA, user: ADA, email: ADA } })).cookies)).toBe(false)
  })

  test('signing in makes a new session: a cookie that was planted before is not taken over', async () => {
    const planted = tokenOf(await signInByHttp(url, BEN))
    const token = await ask(url, '/api/auth/csrf')
    const { csrfToken } = JSON.parse(token.body) as { csrfToken: string }
    const jar = `${token.cookies.map((line) => line.split(';')[0]).join('; ')}; memory-session=${planted}`
    const made = (await enter({ csrf: csrfToken, jar, body: { sid: planted } })).cookies.join('; ')
    expect(tokenOf(made)).not.toBe('')
    expect(tokenOf(made)).not.toBe(planted)
    await callAction(url, 'saveNew', [newMemory('after signing in')], { cookie: `memory-session=${tokenOf(made)}` })
    const asked = await ask(url, '/api/memories', { headers: { cookie: `memory-session=${planted}` } })
    expect(asked.body).not.toContain('after signing in')
  })

  const ELSEWHERE = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
  ]
  ELSEWHERE.push(
    '\\\\evil.example',
    'http:evil.example',
    '/\t\\evil.example',
    'javascript:alert(1)',
    '///evil.example',
    '/\r\\evil.example',
  )

  test('T5: no address to go on to leads away from this site, in the handshake', async () => {
    for (const callbackUrl of [...ELSEWHERE, `${url}.evil.example/`, `${url}@evil.example/`, 'http://127.0.0.1/'])
      for (const json of ['true', 'false']) {
        const answer = await enter({ body: { callbackUrl, json } })
        const to = json === 'true' ? (JSON.parse(answer.body) as { url: string }).url : (answer.headers.location ?? '')
        expect(new URL(to, url).origin, callbackUrl).toBe(url)
        const kept = answer.cookies.find((line) => line.startsWith('memory-callback=')) ?? ''
        expect(new URL(decodeURIComponent(/=([^;]*)/.exec(kept)?.[1] ?? ''), url).origin, callbackUrl).toBe(url)
      }
  })

  test('no link to the sign-in page leads away from this site, or round in circles', async ({ page }) => {
    const enterFrom = async (from: string) => {
      await page.context().clearCookies()
      await page.goto(`${url}/sign-in?from=${encodeURIComponent(from)}`)
      await page.getByRole('button', { name: 'Ada', exact: true }).click()
      await page.waitForURL((at) => at.pathname !== '/sign-in')
      return new URL(page.url())
    }
    await page.route(
      (at) => at.hostname.endsWith('evil.example'),
      (route) => route.abort(),
    )
    // each of them is asked of the server, below and above: here a browser follows where it is led
    for (const from of ['//evil.example', '/\t/evil.example', '/sign-in?from=/sign-in']) {
      const { origin, pathname } = await enterFrom(from)
      expect([origin, pathname], from).toEqual([url, '/memories'])
    }
    const { pathname, search } = await enterFrom('/memories/new?q=tea')
    expect(pathname + search).toBe('/memories/new?q=tea')
  })

  test('a person who is signed in and asks for the sign-in page goes to their own memories, whatever the link says', async () => {
    const cookie = await signInByHttp(url, ADA)
    for (const from of ELSEWHERE) {
      const answer = await ask(url, `/sign-in?from=${encodeURIComponent(from)}`, { headers: { cookie } })
      expect(answer.headers.location, from).toBe('/memories')
    }
  })
})

test.describe('of a server that was killed', () => {
  let first: RunningServer
  let cookie: string
  let ended: string

  test.beforeAll(async () => {
    first = await startServer({ env: SETTINGS })
    cookie = await signInByHttp(first.url, ADA)
    ended = await signInByHttp(first.url, ADA)
    await callAction(first.url, 'signOut', [], { cookie: ended })
    await first.kill()
  })
  test.afterAll(() => first?.stop())

  test('a session is there after the next start, and an ended one is not', async () => {
    const again = await startServer({ env: SETTINGS, dataDir: first.dataDir })
    expect(await ways(again.url, { cookie })).toEqual(SIGNED_IN)
    expect(await ways(again.url, { cookie: ended })).toEqual(SIGNED_OUT)
    await again.kill()
  })

  test('a session is not there with another secret', async () => {
    const other = await startServer({ env: { ...SETTINGS, NEXTAUTH_SECRET: 'another' }, dataDir: first.dataDir })
    expect(await ways(other.url, { cookie })).toEqual(SIGNED_OUT)
    await other.kill()
  })
})

test.describe('on a Postgres server', () => {
  let site: GoldenSite
  let url: string
  const id = Buffer.from('\u0000diet').toString('base64url')

  test.beforeAll(async () => {
    const started = await startGoldenSite()
    if ('skipped' in started) return test.skip(true, started.skipped)
    site = started
    url = site.server.url
  })
  test.afterAll(() => site?.stop())

  test('the database holds no session id that could be used', async () => {
    const token = tokenOf(await signInByHttp(url, 'bob'))
    const { rows } = await site.db.query<{ row: string; bytes: number }>(
      'select s::text as row, octet_length(id_hash) as bytes from dashboard.session s',
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { row, bytes } of rows) {
      expect(row).not.toContain(token.slice(-20))
      expect(bytes).toBe(32)
    }
  })

  test('T8: a session ends at its time, after half an hour without a request, and when its row is ended or gone', async () => {
    const ends = [
      "update dashboard.session set ends_at = now() where user_id = 'bobby'",
      "update dashboard.session set last_seen_at = now() - interval '31 minutes' where user_id = 'bobby'",
      "update dashboard.session set ended_at = now() where user_id = 'bobby'",
      "delete from dashboard.session where user_id = 'bobby'",
    ]
    for (const end of ends) {
      const cookie = await signInByHttp(url, 'bobby')
      expect(await ways(url, { cookie })).toEqual(SIGNED_IN)
      await site.db.query(end)
      expect(await ways(url, { cookie }), end).toEqual(SIGNED_OUT)
    }
  })

  test('being there keeps a session for half an hour more, up to twelve hours and no longer', async () => {
    const cookie = await signInByHttp(url, 'bobby')
    await site.db.query(
      "update dashboard.session set last_seen_at = now() - interval '29 minutes' where user_id = 'bobby'",
    )
    expect(await ways(url, { cookie })).toEqual(SIGNED_IN)
    const { rows } = await site.db.query<{ isFresh: boolean; hours: number }>(
      `select last_seen_at > now() - interval '1 minute' as "isFresh",
              round(extract(epoch from ends_at - created_at) / 3600)::int as hours
         from dashboard.session where user_id = 'bobby' and ended_at is null`,
    )
    expect(rows).toEqual([{ isFresh: true, hours: 12 }])
  })

  test('whoever is signed out while the encoder still works on what they save has not saved it', async () => {
    const mine = await signInByHttp(url, 'bob')
    const version = (JSON.parse((await ask(url, `/api/memories/${id}`, { headers: { cookie: mine } })).body) as Memory)
      .version
    const json = '{"text": "while the encoder worked"}'
    for (const [name, args] of [
      ['saveNew', { key: 'meanwhile', json, operation: randomUUID() }],
      ['saveEdit', { id, version, json, operation: randomUUID() }],
    ] as const) {
      const cookie = await signInByHttp(url, 'bob')
      const before = site.endpoint.requests.length
      let release = () => {}
      const until = new Promise<void>((done) => {
        release = done
      })
      site.endpoint.behave({ kind: 'held', until })
      const saving = callAction(url, name, [args], { cookie })
      await expect.poll(() => site.endpoint.requests.length).toBeGreaterThan(before)
      await callAction(url, 'signOut', [], { cookie })
      site.endpoint.behave(undefined)
      release()
      expect((await saving).value, name).toMatchObject({ ok: false, code: 'signed-out' })
    }
    const { rows } = await site.db.query(`select from store where value::text like '%while the encoder worked%'`)
    expect(rows).toEqual([])
    const again = [{ id, version, json, operation: randomUUID() }]
    expect((await callAction(url, 'saveEdit', again, { cookie: mine })).value).toMatchObject({ ok: true })
  })

  test('T3: an id whose namespace could be another’s is let in and shown nothing', async () => {
    const other = await site.another({ MEMORY_ID_PATTERN: '[^ ]+' })
    const cookie = await signInByHttp(other.url, 'x@corp.co')
    const page = await ask(other.url, '/memories', { headers: { cookie } })
    expect([page.status, page.headers.location]).toEqual([307, '/unclear'])
    const route = await ask(other.url, '/api/memories', { headers: { cookie } })
    expect(route.status).toBe(403)
    const action = await callAction(other.url, 'saveNew', [newMemory('unclear')], { cookie })
    expect(action.value).toMatchObject({ ok: false, code: 'unclear-identity' })
    const said = await ask(other.url, '/unclear', { headers: { cookie } })
    expect(said.body).toContain('We cannot tell your memories from somebody else')
    expect(said.body + route.body + page.body).not.toMatch(/teal|Production|user_memories/)
    // where they are signed in is theirs all the same
    const elsewhere = await signInByHttp(other.url, 'x@corp.co')
    const sessions = await ask(other.url, '/privacy/sessions', { headers: { cookie } })
    expect([sessions.status, sessions.body.includes('End all others')]).toEqual([200, true])
    const ended = await callAction(other.url, 'endSessions', [{ ended: 'others' }], { cookie })
    expect(ended.value).toEqual({ ok: true, value: 1 })
    const gone = await ask(other.url, '/privacy/sessions', { headers: { cookie: elsewhere } })
    expect(gone.headers.location).toMatch(/^\/sign-in/)
    // nobody can have this id here, so it is no second person's either
    await site.db.query(`update dashboard.session set user_id = 'of no pattern' where user_id = 'x@corp.co'`)
    const refused = await ask(url, '/unclear', { headers: { cookie } })
    expect(refused.body).toContain('Your id is not one that has memories here')
    expect(refused.body).not.toContain('another person')
    await callAction(other.url, 'signOut', [], { cookie })
    expect((await ask(other.url, '/api/memories', { headers: { cookie } })).status).toBe(401)
    await other.stop()
  })

  for (const how of ['refuse', 'reset'] as const)
    test(`while the database ${how === 'refuse' ? 'is stopped' : 'drops every connection'}, nobody is signed out and nothing looks empty; then it works again by itself`, async () => {
      const cookie = await signInByHttp(url, 'bob')
      const before = (await ask(url, '/api/memories', { headers: { cookie } })).body
      await site.gate.shut(how)
      // together: each waits a while for the database to come back
      const askAll = (paths: string[]) =>
        Promise.all(paths.map(async (path) => ({ path, ...(await ask(url, path, { headers: { cookie } })) })))
      for (const { path, ...page } of await askAll([
        '/memories',
        '/memories?q=fish',
        `/memories/${id}`,
        `/memories/${id}/edit`,
        '/memories/new',
        '/memories/transfer',
      ])) {
        expect(page.status, path).toBeGreaterThanOrEqual(500)
        expect(page.cookies, path).toEqual([])
        expect(page.headers['cache-control'], path).toContain('no-store')
        expect(page.body, path).not.toMatch(
          /no memories|Nothing is remembered|no such memory<|ECONN|dashboard\.session/i,
        )
      }
      for (const { path, ...route } of await askAll([
        '/api/memories',
        '/api/memories?q=fish',
        `/api/memories/${id}`,
        '/api/undoable',
        '/api/export?format=jsonl',
        '/api/export?format=csv',
      ])) {
        expect(route.status, path).toBe(503)
        expect(JSON.parse(route.body), path).toMatchObject({ code: 'database-unavailable' })
        expect(route.cookies, path).toEqual([])
      }
      const action = await callAction(url, 'saveNew', [newMemory('in an outage')], { cookie })
      expect(action.value).toMatchObject({ ok: false, code: 'database-unavailable' })
      await expect(signInByHttp(url, 'bobby')).rejects.toThrow('could not sign in')
      // leaving cannot be recorded, so it fails as a whole: no cookie is taken away that would still let somebody in
      const leaving = await callAction(url, 'signOut', [], { cookie })
      expect([leaving.status, leaving.cookies]).toEqual([500, []])
      expect((await ask(url, '/api/memories')).status).not.toBe(200)
      expect((await ask(url, '/sign-in')).status).toBe(200)

      await site.gate.open()
      expect((await ask(url, '/api/memories', { headers: { cookie } })).body).toBe(before)
      expect(await ways(url, { cookie })).toEqual(SIGNED_IN)
    })

  test('T44: a browser says that the memories could not be loaded, and shows them when the database is back', async ({
    page,
  }) => {
    await signInAs(page, 'bob')
    await site.gate.shut('refuse')
    const answer = await page.goto(`${url}/memories`)
    expect(answer?.status()).toBe(500)
    await expect(page.getByRole('heading', { name: 'Your memories could not be loaded' })).toBeVisible()
    await expect(page.getByText('nobody has been signed out')).toBeVisible()
    await site.gate.open()
    await page.reload()
    await expect(page.getByText('favourite_colour').first()).toBeVisible()
  })

  test('requests under way when connections break end in an error or an answer, and the server goes on', async () => {
    const cookie = await signInByHttp(url, 'bob')
    const asked = Array.from({ length: 40 }, (_, at) =>
      ask(url, `/api/memories?q=fish ${at}`.replaceAll(' ', '+'), { headers: { cookie } }),
    )
    await site.gate.shut('reset')
    const answers = await Promise.all(asked)
    await site.gate.open()
    for (const { status, body } of answers) {
      expect([200, 503]).toContain(status)
      if (status === 200) expect(JSON.parse(body)).toMatchObject({ total: expect.any(Number) })
    }
    expect(await ways(url, { cookie })).toEqual(SIGNED_IN)
  })

  test('the log of the outages holds no memory, no key, no person and no password', async () => {
    const password = new URL(String((site.db.options as { connectionString?: string }).connectionString)).password
    const said = site.server.output()
    expect(said).toContain('The database did not answer')
    for (const word of [
      'heron',
      'in an outage',
      'bob',
      'teal',
      'favourite_colour',
      'fish',
      'user_memories',
      password,
      'golden',
    ])
      expect(said.includes(word), word).toBe(false)
  })

  async function signInAs(page: Page, name: string) {
    await page.goto(`${url}/sign-in`)
    await page.getByRole('button', { name, exact: true }).click()
    await page.waitForURL(/\/memories/)
  }
})
