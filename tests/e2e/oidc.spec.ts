// Signing in through an OpenID provider: a real one in a browser, and one that lies in every way that matters.
import { hkdfSync, randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import {
  answerOf,
  beginSignIn,
  endSignIn,
  type HostileProvider,
  Jar,
  type Lies,
  signInByProvider,
  startHostileProvider,
} from '../support/hostile-provider'
import { ask, callAction, ownPage } from '../support/http'
import { enterThroughProvider, type OpenIdProvider, startOpenIdProvider } from '../support/openid-provider'
import { freePort, type RunningServer, startServer } from '../support/server'

const SECRET = 'sixty-four random characters stand here in life, thirty-two do'

/** What a cookie is taken for. */
const memoriesWith = async (url: string, cookie: string, headers = {}) =>
  (await ask(url, '/api/memories', { headers: { ...headers, cookie } })).status

test.describe('with a real provider, on the agent’s own rows', () => {
  let site: GoldenSite
  let provider: OpenIdProvider
  let server: RunningServer
  let url: string

  test.beforeAll(async () => {
    const started = await startGoldenSite()
    if ('skipped' in started) return test.skip(true, started.skipped)
    site = started
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    provider = await startOpenIdProvider(
      {
        alice: { name: 'Alice A.', email: 'alice@example.com', email_verified: true },
        mallory: { name: 'Mallory', email: 'alice@example.com', email_verified: false },
        stranger: { name: 'Stranger', email: 'stranger@elsewhere.org', email_verified: true },
        nameless: { name: 'Nameless' },
        x: { name: 'X', email: 'x@corp.com', email_verified: true, groups: ['staff', 'memory admins'] },
      },
      { dashboard: url },
    )
    const settings = { ...provider.settings, NEXTAUTH_SECRET: SECRET, MEMORY_ADMIN_GROUPS: 'memory admins' }
    server = await site.another(settings, port)
  })
  test.afterAll(async () => {
    await server?.stop()
    await provider?.close()
    await site?.stop()
  })

  /** A session as the server writes one. */
  const enter = async (userId: string, groups: string[] = [], issuer = provider.issuer) => {
    const sid = randomBytes(32).toString('base64url')
    await site.db.query(
      `insert into dashboard.session (id_hash, issuer, user_id, name, groups, ends_at)
       values (sha256(convert_to($1, 'UTF8')), $2, $3, $3, $4, now() + interval '1 hour')`,
      [sid, issuer, userId, groups],
    )
    const secret = Buffer.from(hkdfSync('sha256', SECRET, '', 'memory-dashboard sessions', 32)).toString('hex')
    return `memory-session=${await encode({ token: { sid }, secret })}`
  }

  /** What the audit says of people who sign in, since `since`: with the id that its pseudonym stands for. */
  const recorded = async (action: string, since: string) => {
    const { rows } = await site.db.query(
      `select p.user_id as who, a.outcome, a.detail ->> 'why' as why, a.detail ->> 'by' as by, a.detail ->> 'path' as path
         from dashboard.audit a left join dashboard.pseudonym p on p.pseudonym = a.subject
        where a.action = $1 and a.at > $2::timestamptz order by a.id`,
      [action, since],
    )
    return rows
  }
  const now = async () => (await site.db.query('select clock_timestamp()::text as now')).rows[0].now

  test('somebody signs in, sees their own memories, signs out, and a copy of their cookie is worth nothing', async ({
    page,
  }) => {
    const begun = await now()
    await page.goto(`${url}/memories/new?q=tea`)
    await expect(page).toHaveURL(/\/sign-in\?from=/)
    await page.getByRole('button', { name: 'Sign in with Corp login' }).click()
    await page.getByPlaceholder('Enter any login').fill('alice')
    await page.getByPlaceholder('and password').fill('x')
    await page.getByRole('button', { name: 'Sign-in' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page, 'back where they wanted to go').toHaveURL(`${url}/memories/new?q=tea`)
    await page.goto(`${url}/memories`)
    await expect(page.getByRole('banner').getByText('Alice A.')).toBeVisible()
    await expect(page.getByRole('article').first()).toBeVisible()

    const cookie = (await page.context().cookies(url)).map(({ name, value }) => `${name}=${value}`).join('; ')
    expect(await memoriesWith(url, cookie)).toBe(200)
    const { rows } = await site.db.query(
      `select issuer, user_id, email from dashboard.session where user_id = 'alice@example.com'`,
    )
    expect(rows).toEqual([{ issuer: provider.issuer, user_id: 'alice@example.com', email: 'alice@example.com' }])

    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByText('You are signed out here.')).toBeVisible()
    const there = page.getByRole('link', { name: 'Sign out of Corp login too' })
    await expect(there).toHaveAttribute('href', `${provider.issuer}/session/end?client_id=dashboard`)
    expect(await memoriesWith(url, cookie), 'replayed').toBe(401)
    const alice = { who: 'alice@example.com', outcome: 'done', why: null, path: null }
    expect(await recorded('session.start', begun)).toEqual([{ ...alice, by: provider.issuer }])
    expect(await recorded('session.end', begun)).toEqual([{ ...alice, by: null }])
    await there.click()
    await expect(page.getByText(/Do you want to sign-out from/)).toBeVisible()
  })

  for (const [name, sentence, why, who] of [
    ['mallory', /does not vouch for your e-mail address/, 'email-not-verified', 'alice@example.com'],
    ['stranger', /not one that this dashboard is set up for/, 'not-issuable', 'stranger@elsewhere.org'],
    ['nameless', /did not say which id the agent knows you by/, 'no-id', null],
  ] as const)
    test(`${name} is not let in, and is told why`, async ({ page }) => {
      const begun = await now()
      await enterThroughProvider(page, url, name)
      await expect(page.getByRole('alert').filter({ hasText: 'Not signed in.' })).toContainText(sentence)
      expect((await page.context().cookies(url)).map((cookie) => cookie.name)).not.toContain('memory-session')
      expect(await page.content()).not.toContain('stranger@elsewhere.org')
      const refused = { who, outcome: 'refused', why, by: 'oidc', path: null }
      expect(await recorded('session.refused', begun)).toEqual([refused])
    })

  test('whoever turns back at the provider is told so', async ({ page }) => {
    await page.goto(`${url}/sign-in`)
    await page.getByRole('button', { name: 'Sign in with Corp login' }).click()
    await page.getByRole('link', { name: /Abort|Cancel/ }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'Not signed in.' })).toContainText('you turned back there')
  })

  test('whoever is shut out is out at the next request, and is told so at the next sign-in', async ({ page }) => {
    await enterThroughProvider(page, url, 'x')
    await expect(page.getByRole('banner').getByText('X', { exact: true })).toBeVisible()
    await site.db.query(`insert into dashboard.disabled_person (user_id, disabled_by) values ('x@corp.com', 'root')`)
    await page.reload()
    await expect(page).toHaveURL(`${url}/sign-in`)
    await page.getByRole('button', { name: 'Sign in with Corp login' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'Not signed in.' })).toContainText(
      'Your access to this dashboard was ended.',
    )
    await site.db.query('delete from dashboard.disabled_person')
  })

  test('groups of the provider arrive with the session', async ({ page }) => {
    await enterThroughProvider(page, url, 'x')
    await expect(page.getByRole('banner').getByText('X', { exact: true })).toBeVisible()
    const { rows } = await site.db.query(
      `select groups from dashboard.session where user_id = 'x@corp.com' order by created_at desc limit 1`,
    )
    expect(rows).toEqual([{ groups: ['staff', 'memory admins'] }])
  })

  test('who runs the dashboard: by group, by grant, and not a request longer', async () => {
    const health = async (cookie: string) => (await ask(url, '/admin/health', { headers: { cookie } })).status
    const byGroup = await enter('x@corp.com', ['memory admins'])
    const bob = await enter('bob', ['Memory admins', 'staff'])
    const begun = await now()
    expect([await health(byGroup), await health(bob), await health('')]).toEqual([200, 404, 307])
    const refused = { who: 'bob', outcome: 'refused', by: null }
    expect(await recorded('access.refused', begun)).toEqual([{ ...refused, why: 'role', path: '/admin/health' }])
    expect(await memoriesWith(url, bob, { 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await recorded('access.refused', begun)).toContainEqual({
      ...refused,
      why: 'refused',
      path: '/api/memories',
    })
    await site.db.query(`insert into dashboard.role_grant (user_id, role, granted_by) values ('bob', 'admin', 'root')`)
    expect(await health(bob)).toBe(200)
    await site.db.query(`update dashboard.role_grant set ended_at = now(), ended_by = 'root'`)
    expect(await health(bob)).toBe(404)
  })

  test('a session of another way to sign in is nobody’s, under the same secret and on the same database', async () => {
    const cookie = await enter('bob')
    for (const issuer of ['local', 'https://another.example', `${provider.issuer}/`, '']) {
      await site.db.query(`update dashboard.session set issuer = $1 where user_id = 'bob'`, [issuer])
      expect(await memoriesWith(url, cookie), issuer).toBe(401)
    }
    await site.db.query(`update dashboard.session set issuer = $1 where user_id = 'bob'`, [provider.issuer])
    expect(await memoriesWith(url, cookie)).toBe(200)
  })

  test('behind TLS: cookies that no other host and no plain http can set, one name, and a provider that is away is said to be', async () => {
    const issuer = `https://localhost:${await freePort()}`
    const server = await site.another({
      ...provider.settings,
      NEXTAUTH_URL: 'https://memory.example.com',
      OIDC_ISSUER: issuer,
      NEXTAUTH_SECRET: SECRET,
    })
    const { url } = server
    const headers = { host: 'memory.example.com' }
    const token = await ask(url, '/api/auth/csrf', { headers })
    expect(token.status).toBe(200)
    expect(token.cookies.length).toBeGreaterThan(0)
    for (const line of token.cookies) {
      expect(line).toMatch(/^__Host-memory-/)
      for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(line).toContain(part)
      expect(line).not.toContain('Domain=')
    }
    expect(token.headers['strict-transport-security']).toBe('max-age=31536000')
    for (const host of ['127.0.0.1', 'evil.example', 'memory.example.com.evil.example', 'memory.example.com:8443']) {
      const page = await ask(url, '/sign-in', { headers: { host, 'x-forwarded-host': 'memory.example.com' } })
      expect([host, page.status]).toEqual([host, 421])
      expect(page.body).toContain('answers as https://memory.example.com only')
    }
    expect((await ask(url, '/sign-in', { headers: { host: 'Memory.Example.com:443' } })).status).toBe(200)
    const cookie = await enter('bob', [], issuer)
    expect(await memoriesWith(url, cookie, headers), 'a cookie that a neighbour could have set').toBe(401)
    expect(await memoriesWith(url, `__Host-${cookie}`, headers)).toBe(200)
    // its provider is away: that is said, and nobody who is in is signed out
    expect(await beginSignIn(url, new Jar(), { origin: 'https://memory.example.com', headers })).toBe(
      '/sign-in?error=unreachable',
    )
    const page = await ask(url, '/sign-in?error=unreachable', { headers })
    expect(page.body).toContain('Corp login could not be reached')
    expect(await memoriesWith(url, `__Host-${cookie}`, headers)).toBe(200)
    // signing out takes back the very cookie, also where nobody was in
    const origin = 'https://memory.example.com'
    const left = await callAction(url, 'signOut', [], { headers: { ...headers, origin } })
    expect(left.cookies.join()).toMatch(/^__Host-memory-session=; Path=\/;.*Secure/)
    const http = { ...headers, origin: 'http://memory.example.com' }
    expect((await callAction(url, 'signOut', [], { headers: http })).cookies).toEqual([])
    await server.stop()
  })

  test('refuses to start without a pattern of ids, proposes one from the namespaces, and counts whom it would lock out', async () => {
    const said = await site
      .another({ ...provider.settings, NEXTAUTH_SECRET: SECRET, MEMORY_ID_PATTERN: '' })
      .then((started) => started.stop().then(() => 'it started'), String)
    expect(said).toContain('MEMORY_ID_PATTERN is not set.')
    expect(said).toMatch(/From the \d+ namespaces found: MEMORY_ID_PATTERN='.*@example\\\.com/)
    expect(said).toMatch(/With it \d+ of \d+ would be locked out/)
    expect(said, 'nobody is named').not.toMatch(/alice|bobby|müller/)
  })
})

test.describe('with a provider that lies', () => {
  let provider: HostileProvider
  let server: RunningServer
  let url: string

  test.beforeAll(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    provider = await startHostileProvider(url)
    server = await startServer({
      port,
      env: { ...provider.settings, NEXTAUTH_SECRET: SECRET, MEMORY_ID_PATTERN: '[a-z]+@example\\.com' },
    })
  })
  test.afterAll(async () => {
    await server?.stop()
    await provider?.close()
  })
  test.beforeEach(() => {
    provider.lies = {}
  })

  test('an honest answer lets in: code flow with PKCE, state and nonce, and the client’s secret', async () => {
    const { isIn, to, cookies, jar } = await signInByProvider(url)
    expect([isIn, new URL(to, url).pathname]).toEqual([true, '/memories'])
    expect(await memoriesWith(url, jar.header())).toBe(200)
    const { authorization, token, basic } = provider.asked
    expect(Object.fromEntries(authorization ?? [])).toMatchObject({
      response_type: 'code',
      client_id: 'dashboard',
      redirect_uri: `${url}/api/auth/callback/oidc`,
      scope: 'openid profile email',
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(authorization?.get(name)?.length, name).toBeGreaterThanOrEqual(43)
    expect(token?.get('code_verifier')?.length).toBeGreaterThanOrEqual(43)
    expect(basic).toMatch(/^Basic /)
    for (const line of cookies) expect(line).toMatch(/; HttpOnly/)
    for (const name of ['memory-state', 'memory-nonce', 'memory-pkce']) expect(jar.cookies.has(name), name).toBe(false)
  })

  const hour = 3_600
  const now = () => Math.floor(Date.now() / 1_000)
  const LIES: [string, () => Lies, string][] = [
    ['another nonce', () => ({ claims: { nonce: 'n' } }), 'OAuthCallback'],
    ['no nonce', () => ({ claims: { nonce: undefined } }), 'OAuthCallback'],
    ['another issuer', () => ({ claims: { iss: 'https://login.example.com' } }), 'OAuthCallback'],
    ['the issuer with a slash', () => ({ claims: { iss: `${provider.issuer}/` } }), 'OAuthCallback'],
    ['no issuer', () => ({ claims: { iss: undefined } }), 'OAuthCallback'],
    ['another audience', () => ({ claims: { aud: 'another client' } }), 'OAuthCallback'],
    ['two audiences, meant for another', () => ({ claims: { aud: ['dashboard', 'x'], azp: 'x' } }), 'OAuthCallback'],
    ['a token that has expired', () => ({ claims: { exp: now() - hour, iat: now() - 2 * hour } }), 'OAuthCallback'],
    ['a token without an end', () => ({ claims: { exp: undefined } }), 'OAuthCallback'],
    ['a token of the future', () => ({ claims: { iat: now() + hour, nbf: now() + hour } }), 'OAuthCallback'],
    ['nobody’s signature', () => ({ alg: 'none' as const }), 'OAuthCallback'],
    ['a signature by the shared secret', () => ({ alg: 'HS256' as const }), 'OAuthCallback'],
    ['a signature by what is published', () => ({ alg: 'HS256' as const, publishedSecret: true }), 'OAuthCallback'],
    ['a stranger’s signature', () => ({ strangersKey: true }), 'OAuthCallback'],
    ['no ID token', () => ({ withoutIdToken: true }), 'OAuthCallback'],
    ['nobody in the token', () => ({ claims: { sub: undefined } }), 'OAuthCallback'],
    ['another state', () => ({ state: 'x' }), 'OAuthCallback'],
    ['an answer in another provider’s name', () => ({ responseIssuer: 'https://evil.example' }), 'OAuthCallback'],
    ['a refusal', () => ({ error: 'access_denied' }), 'refused-there'],
    ['words of its own', () => ({ error: '<b>call 555</b>' }), 'refused-there'],
    ['an unverified address', () => ({ claims: { email_verified: false } }), 'email-not-verified'],
    ['nothing on the address', () => ({ claims: { email_verified: undefined } }), 'email-not-verified'],
    [
      'a verified address of its own beside the one in the token',
      () => ({
        claims: { email_verified: undefined },
        userinfo: { email: 'eve@example.com', email_verified: true },
      }),
      'email-not-verified',
    ],
    [
      'what it knows of somebody else',
      () => ({
        claims: { email: undefined, email_verified: undefined },
        userinfo: { sub: 's-2', email: 'ada@example.com', email_verified: true },
      }),
      'no-id',
    ],
    ['no address', () => ({ claims: { email: undefined } }), 'no-id'],
    ['a list for an address', () => ({ claims: { email: ['ada@example.com'] } }), 'no-id'],
    ['an id outside the pattern', () => ({ claims: { email: 'ada@elsewhere.org' } }), 'not-issuable'],
    ['an id in other letters', () => ({ claims: { email: 'Ada@example.com' } }), 'not-issuable'],
    ['an id with a space', () => ({ claims: { email: 'ada@example.com ' } }), 'not-issuable'],
    ['an id with a line', () => ({ claims: { email: 'ada@example.com\n' } }), 'not-issuable'],
    ['an id with a NUL', () => ({ claims: { email: 'ada@example.com\u0000' } }), 'email-not-verified'],
  ]
  for (const [name, lies, code] of LIES)
    test(`${name}: nobody is let in`, async () => {
      provider.lies = lies()
      const { isIn, to, jar } = await signInByProvider(url)
      expect([isIn, to]).toEqual([false, `/sign-in?error=${code}`])
      expect(await memoriesWith(url, jar.header())).toBe(401)
    })

  test('a provider that signs with a new key is believed as soon as it publishes it', async () => {
    provider.lies = {}
    provider.rotate()
    expect(await signInByProvider(url)).toMatchObject({ isIn: true })
    provider.lies = { strangersKey: true }
    expect(await signInByProvider(url)).toMatchObject({ isIn: false })
    provider.lies = {}
  })

  test('an answer works once, and in the browser that asked', async () => {
    const jar = new Jar()
    const back = await answerOf(await beginSignIn(url, jar))
    const before = new Map(jar.cookies)
    expect((await endSignIn(url, new Jar(), back)).isIn, 'in another browser').toBe(false)
    const other = new Jar()
    await beginSignIn(url, other)
    expect((await endSignIn(url, other, back)).isIn, 'in another that is signing in itself').toBe(false)
    expect((await endSignIn(url, jar, back)).isIn).toBe(true)
    expect((await endSignIn(url, jar, back)).isIn, 'again').toBe(false)
    for (const gone of ['memory-state', 'memory-nonce', 'memory-pkce']) {
      const part = new Jar()
      for (const [name, value] of before) if (name !== gone) part.cookies.set(name, value)
      expect((await endSignIn(url, part, back)).isIn, `without ${gone}`).toBe(false)
    }
  })

  test('a cookie that was copied before the sign-out is nobody’s afterwards', async () => {
    const { jar } = await signInByProvider(url)
    const copied = jar.header()
    const left = await callAction(url, 'signOut', [], { cookie: copied })
    expect(left.value).toBe('/sign-in?left')
    expect(await memoriesWith(url, copied)).toBe(401)
  })

  test('what is forwarded says nothing about who is asking', async () => {
    const forged = {
      'x-forwarded-user': '1@2',
      'x-forwarded-email': 'ada@example.com',
      'x-forwarded-preferred-username': 'ada@example.com',
      'x-forwarded-access-token': 'token',
    }
    expect(await memoriesWith(url, '', forged)).toBe(401)
    const page = await ask(url, '/memories', { headers: forged })
    expect([page.status, page.headers.location]).toEqual([307, '/sign-in'])
    const jar = new Jar()
    const evil = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' }
    const authorization = new URL(await beginSignIn(url, jar, { headers: evil }))
    expect(authorization.searchParams.get('redirect_uri')).toBe(`${url}/api/auth/callback/oidc`)
    const { jar: signedIn } = await signInByProvider(url)
    for (const origin of ['https://evil.example', url.replace('127.0.0.1', 'localhost'), 'null', undefined]) {
      const headers = { ...evil, origin }
      const refused = await callAction(url, 'undo', [{ removal: '' }], { cookie: signedIn.header(), headers })
      expect((refused.value as { code?: string } | undefined)?.code ?? 'refused', String(origin)).toBe('refused')
    }
  })

  test('nobody is sent elsewhere: not by the address, not by what is added to the request', async () => {
    const jar = new Jar()
    const token = await ask(url, '/api/auth/csrf')
    jar.keep(token.cookies)
    const { csrfToken } = JSON.parse(token.body) as { csrfToken: string }
    const post = (query: string, callbackUrl = '/memories') =>
      ask(url, `/api/auth/signin/oidc${query}`, {
        method: 'POST',
        headers: { ...ownPage(url, jar.header()), 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ csrfToken, callbackUrl, json: 'true' }).toString(),
      })
    expect((await post('?redirect_uri=https://evil.example&scope=all-apis')).status).toBe(404)
    for (const elsewhere of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      const kept = (await post('', elsewhere)).cookies.find((line) => line.startsWith('memory-callback=')) ?? ''
      expect(new URL(decodeURIComponent(/=([^;]*)/.exec(kept)?.[1] ?? ''), url).origin, elsewhere).toBe(url)
    }
    for (const path of ['signin/local', 'callback/local', 'signin', 'session', 'error', 'signout', '_log', 'providers'])
      for (const method of ['GET', 'POST']) {
        const answer = await ask(url, `/api/auth/${path}`, { method, headers: ownPage(url), body: '{}' })
        expect(answer.status, `${method} ${path}`).toBe(404)
      }
  })
})
