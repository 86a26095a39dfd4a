// S11: a session that ended, however it ended, is nobody's at the very next request, through every entry point of docs/access.md; and what a role gave goes with it.
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { Memory } from '@/lib/shared/memory'
import { personRef } from '@/lib/shared/person-ref'
import { CONFIRM } from '@/lib/shared/step-up'
import { type AccessRow, readAccess } from '../../scripts/access-table.mjs'
import { absent, addressOf, QUERY, wordOfAction, wordOfPage, wordOfRoute } from '../support/access'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { ask, builtActions, callAction } from '../support/http'
import { signInByHttp } from '../support/people'

const [ADMIN, SECOND] = ['admin@example.com', 'second@example.com']
const PEOPLE = {
  LOCAL_USERS: [ADMIN, SECOND, 'bob'].join('; '),
  MEMORY_ID_PATTERN: 'alice@example\\.com|bob|bobby|x@corp\\.com?|müller@über\\.de|(admin|second)@example\\.com',
}
const { rows } = readAccess()
const NAMES = { ...absent('1/2026-01-01 00:00:00+00'), ref: personRef('bob') }
/** What everybody may use answers nobody as well. */
const CLOSED = rows.filter(({ answers }) => answers.nobody === 'sign in')

let site: GoldenSite
let url: string
let second: string
test.beforeAll(async () => {
  const started = await startGoldenSite(PEOPLE)
  test.skip('skipped' in started, 'skipped' in started ? started.skipped : '')
  site = started as GoldenSite
  url = site.server.url
  second = await signInByHttp(url, SECOND)
  await site.db.query(
    `insert into dashboard.role_grant (user_id, role, granted_by) values ($1, 'admin', 'test'), ($2, 'admin', 'test')`,
    [ADMIN, SECOND],
  )
})
test.afterAll(() => site?.stop())

const built = builtActions()

/** What one entry point answers to whoever holds this cookie. */
async function knock({ entry, kind }: AccessRow, cookie: string): Promise<string> {
  if (kind === 'page') return wordOfPage(await ask(url, addressOf(entry, NAMES), { headers: { cookie } }))
  if (kind === 'route') {
    const [method = '', pattern = ''] = entry.split(' ')
    const path = addressOf(pattern, NAMES) + (QUERY[pattern] ?? '')
    return wordOfRoute(await ask(url, path, { method, headers: { cookie, origin: url } }))
  }
  const [file = '', name = ''] = entry.split(/ (?=\w+$)/)
  const action = built.find((one) => one.file === file && one.name === name)
  const page = addressOf(action?.pages[0] ?? '/', NAMES)
  const headers = { 'next-action': action?.id ?? '' }
  // incomplete on purpose: whoever may call it is told so, and nothing is changed
  return wordOfAction(await callAction(url, name, [{}], { cookie, headers, page: page === '' ? '/' : page }))
}

async function knockAtAll(entries: AccessRow[], cookie: string): Promise<Map<string, string>> {
  const told = new Map<string, string>()
  for (let at = 0; at < entries.length; at += 6)
    await Promise.all(entries.slice(at, at + 6).map(async (row) => told.set(row.entry, await knock(row, cookie))))
  return told
}

const staff = (name: string, args: object, page: string) => callAction(url, name, [args], { cookie: second, page })
const why = { reason: 'A test of what happens', isLastKnown: false, confirm: CONFIRM }
const living = (set: string) =>
  site.db.query(`update dashboard.session set ${set} where user_id = $1 and ended_at is null`, [ADMIN])

const ENDS: [name: string, end: (cookie: string) => Promise<unknown>, after?: () => Promise<unknown>][] = [
  ['signing out', (cookie) => callAction(url, 'signOut', [], { cookie })],
  [
    'ending all others from another window',
    async () => callAction(url, 'endSessions', [{ ended: 'others' }], { cookie: await signInByHttp(url, ADMIN) }),
  ],
  [
    'an administrator who ends all of them',
    () => staff('endAnySessions', { userId: ADMIN, ended: 'others' }, '/admin/sessions'),
  ],
  [
    'being shut out',
    () => staff('shutSomebodyOut', { userId: ADMIN, ...why }, '/admin/roles'),
    () => staff('letSomebodyIn', { userId: ADMIN, reason: why.reason }, '/admin/roles'),
  ],
  ['half an hour without a request', () => living(`last_seen_at = now() - interval '30 minutes 1 second'`)],
  ['twelve hours', () => living('ends_at = now()')],
  ['its row being gone', () => site.db.query('delete from dashboard.session where user_id = $1', [ADMIN])],
  ['another provider that vouches', () => living(`issuer = 'https://elsewhere.example'`)],
]

for (const [name, end, after] of ENDS)
  test(`S11: after ${name}, a copy of the cookie is nobody’s at all ${CLOSED.length} entry points`, async () => {
    const cookie = await signInByHttp(url, ADMIN)
    expect((await ask(url, '/admin', { headers: { cookie } })).status).toBe(200)
    await end(cookie)
    const told = await knockAtAll(CLOSED, cookie)
    expect([...told].filter(([, word]) => word !== 'sign in')).toEqual([])
    await after?.()
    if (after === undefined) return
    // let in again is not signed in again: who was shut out has no session left
    expect((await ask(url, '/memories', { headers: { cookie: await signInByHttp(url, ADMIN) } })).status).toBe(200)
  })

test('S11: a role that was taken away is gone at the next request, at every entry point that it opened', async () => {
  const cookie = await signInByHttp(url, ADMIN)
  const opened = rows.filter(
    ({ answers }) => answers.admin === 'yes' && ['not there', 'no'].includes(answers.user ?? ''),
  )
  const before = await knockAtAll(opened, cookie)
  const open = opened.filter(({ entry }) => before.get(entry) === 'yes')
  expect(open.length).toBeGreaterThan(30)
  const { rows: grants } = await site.db.query<{ id: string }>(
    `select id::text from dashboard.role_grant where user_id = $1 and ended_at is null`,
    [ADMIN],
  )
  const ended = await staff('endRole', { grant: grants[0]?.id, userId: ADMIN, ...why }, '/admin/roles')
  expect(ended.value).toMatchObject({ ok: true })
  const after = await knockAtAll(open, cookie)
  expect(open.filter(({ entry, answers }) => after.get(entry) !== answers.user).map(({ entry }) => entry)).toEqual([])
  expect((await ask(url, '/memories', { headers: { cookie } })).status, 'and what is their own stays').toBe(200)
})

test('S11: a token is refused at the next request once it was revoked or its person was shut out', async () => {
  const cookie = await signInByHttp(url, 'bob')
  const made = async () =>
    (
      (await callAction(url, 'makeToken', [{ name: 'x', scope: 'write', days: 7 }], { cookie })).value as {
        value: { id: string; token: string }
      }
    ).value
  const statusOf = async (token: string) =>
    (
      await ask(url, '/api/mcp', {
        method: 'POST',
        headers: {
          accept: 'application/json, text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
      })
    ).status
  const [one, other] = [await made(), await made()]
  expect([await statusOf(one.token), await statusOf(other.token)]).toEqual([200, 200])
  await callAction(url, 'revokeToken', [{ id: one.id }], { cookie })
  expect([await statusOf(one.token), await statusOf(other.token)]).toEqual([401, 200])
  await staff('shutSomebodyOut', { userId: 'bob', ...why }, '/admin/roles')
  expect(await statusOf(other.token)).toBe(401)
  await staff('letSomebodyIn', { userId: 'bob', reason: why.reason }, '/admin/roles')
})

test('S11: of two people’s cookies no mixture lets anybody in', async () => {
  const partsOf = (cookie: string) => (/memory-session=([^;]+)/.exec(cookie)?.[1] ?? '').split('.')
  const [one, other] = [partsOf(await signInByHttp(url, 'bob')), partsOf(second)]
  expect([one.length, other.length]).toEqual([5, 5])
  for (let mask = 0; mask < 32; mask++) {
    const token = one.map((part, at) => ((mask >> at) & 1 ? other[at] : part)).join('.')
    const { status } = await ask(url, '/api/memories', { headers: { cookie: `memory-session=${token}` } })
    // the header and the empty key are the same in both
    const isWhole = [one.join('.'), other.join('.')].includes(token)
    expect(status, String(mask)).toBe(isWhole ? 200 : 401)
  }
})

test('S11: what the handshake is told of roles, names and sessions changes nothing', async () => {
  const cookie = await signInByHttp(url, 'bob')
  for (const path of ['session', 'session?update', '_log', 'callback/local'])
    for (const body of [
      '{"role":"admin"}',
      '{"data":{"role":"admin","sid":"x"},"csrfToken":"x"}',
      'role=admin&id=admin@example.com',
    ])
      await ask(url, `/api/auth/${path}`, {
        method: 'POST',
        headers: {
          cookie,
          origin: url,
          'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
        },
        body,
      })
  expect((await ask(url, '/admin', { headers: { cookie } })).status).toBe(404)
  expect((await ask(url, '/memories', { headers: { cookie } })).status).toBe(200)
})

test('S11: each cookie is sent to this host alone, to no script, and from no other site', async () => {
  const token = await ask(url, '/api/auth/csrf')
  const { csrfToken } = JSON.parse(token.body) as { csrfToken: string }
  const entered = await ask(url, '/api/auth/callback/local', {
    method: 'POST',
    headers: {
      origin: url,
      cookie: token.cookies.map((line) => line.split(';')[0]).join('; '),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ csrfToken, id: 'bob', json: 'true' }).toString(),
  })
  const lines = [...token.cookies, ...entered.cookies]
  expect(new Set(lines.map((line) => line.split('=')[0]))).toEqual(
    new Set(['memory-csrf', 'memory-callback', 'memory-session']),
  )
  for (const line of lines) {
    const flags = line
      .split('; ')
      .slice(1)
      .map((flag) => flag.split('=')[0])
    expect(flags.filter((flag) => flag !== 'Expires').sort(), line).toEqual(['HttpOnly', 'Path', 'SameSite'])
    expect(line).toContain('Path=/;')
    expect(line).toContain('SameSite=Lax')
  }
})

for (const minutes of [10, -10])
  test(`S11: a host whose clock is ${minutes} minutes wrong lets in and shuts out when the database says so`, async () => {
    const wrong = await site.another({
      ...PEOPLE,
      NODE_OPTIONS: `--import=${process.cwd()}/tests/support/shifted-clock.mjs`,
      CLOCK_MINUTES: String(minutes),
    })
    const statusOf = async (at: string, cookie: string) =>
      (await ask(at, '/api/memories', { headers: { cookie } })).status
    const [here, there] = [await signInByHttp(url, ADMIN), await signInByHttp(wrong.url, ADMIN)]
    const everywhere = async () => [
      ...[await statusOf(url, here), await statusOf(url, there)],
      ...[await statusOf(wrong.url, here), await statusOf(wrong.url, there)],
    ]
    expect(await everywhere()).toEqual([200, 200, 200, 200])
    const file = (await ask(wrong.url, '/api/export?format=jsonl', { headers: { cookie: there } })).body
    const at = /"exported_at":\s*"([^"]+)"/.exec(file)?.[1] ?? ''
    expect(Math.round((Date.parse(at) - Date.now()) / 60_000), 'its clock').toBe(minutes)
    await living(`last_seen_at = now() - interval '29 minutes'`)
    expect(await everywhere()).toEqual([200, 200, 200, 200])
    await living(`ends_at = now() + interval '20 seconds'`)
    expect(await everywhere()).toEqual([200, 200, 200, 200])
    // ten minutes to undo a deletion, a minute of searches
    const made = await callAction(
      wrong.url,
      'saveNew',
      [{ key: `skew ${minutes}`, json: '{}', operation: randomUUID() }],
      { cookie: there },
    )
    const { id, version } = (made.value as { value: Memory }).value
    const gone = await callAction(wrong.url, 'remove', [{ id, version, operation: randomUUID() }], { cookie: there })
    const removal = (gone.value as { value: { id: string } }).value.id
    const undone = await callAction(wrong.url, 'undo', [{ removal }], { cookie: there })
    expect(undone.value).toMatchObject({ ok: true })
    const { rows: told } = await site.db.query<{ near: boolean }>(
      `select bool_and(abs(extract(epoch from at - now())) < 60) as near from dashboard.audit where at > now() - interval '30 minutes'
          and id > (select max(id) - 3 from dashboard.audit)`,
    )
    expect(told).toEqual([{ near: true }])
    await living('ends_at = now()')
    expect(await everywhere()).toEqual([401, 401, 401, 401])
    const late = await signInByHttp(wrong.url, ADMIN)
    await living(`last_seen_at = now() - interval '31 minutes'`)
    expect(await statusOf(wrong.url, late)).toBe(401)
    await wrong.stop()
  })
