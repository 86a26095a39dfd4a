// S10: limits a person and minute, to the very request, over two servers on one database; nobody else is held up, and what was typed stays.
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { NewAgentToken } from '@/lib/shared/agent-token'
import {
  ACTIONS_A_MINUTE,
  AGENT_REQUESTS_A_MINUTE,
  EXPORTS_A_MINUTE,
  MAPS_A_MINUTE,
  SEARCHES_A_MINUTE,
} from '@/lib/store/access/rate-limit'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { type Answer, ask, callAction } from '../support/http'
import { inOneMinute } from '../support/minute'
import { atOnce } from '../support/numbers'
import { signIn, signInByHttp } from '../support/people'
import type { RunningServer } from '../support/server'

const [USER, OTHER] = ['alice@example.com', 'bob']

let site: GoldenSite
let second: RunningServer
let user: string
let other: string
test.beforeAll(async () => {
  const started = await startGoldenSite()
  test.skip('skipped' in started, 'skipped' in started ? started.skipped : '')
  site = started as GoldenSite
  second = await site.another()
  ;[user, other] = [await signInByHttp(site.server.url, USER), await signInByHttp(site.server.url, OTHER)]
})
test.afterAll(async () => {
  await second?.stop()
  await site?.stop()
})

/** Leaves `left` of each limit to everybody who was counted, in this minute and the next. */
const leave = (action: string, limit: number, left: number) =>
  site.db.query(
    `insert into dashboard.rate (subject, action, minute, count)
     select p.pseudonym, $1, date_trunc('minute', now()) + make_interval(mins => m), $2
       from dashboard.pseudonym p, generate_series(0, 1) as m where p.user_id = $3 and p.key is null
     on conflict (subject, action, minute) do update set count = excluded.count`,
    [action, limit - left, USER],
  )

type Limit = {
  action: string
  limit: number
  /** How many of them are really sent; all, or the last ones. */
  sent: number
  send: (url: string, cookie: string, at: number) => Promise<Answer>
  isDone: (answer: Answer) => boolean
}

const get = (path: (at: number) => string) => (url: string, cookie: string, at: number) =>
  ask(url, path(at), { headers: { cookie } })
const isOk = ({ status }: Answer) => status === 200
const LIMITS: Limit[] = [
  {
    ...{ action: 'search', limit: SEARCHES_A_MINUTE, sent: SEARCHES_A_MINUTE, isDone: isOk },
    send: get((at) => `/api/memories?by=words&q=fish+${at}`),
  },
  {
    ...{ action: 'export', limit: EXPORTS_A_MINUTE, sent: EXPORTS_A_MINUTE, isDone: isOk },
    send: get((at) => `/api/export?format=${at % 2 === 0 ? 'jsonl' : 'csv'}`),
  },
  {
    ...{ action: 'action', limit: ACTIONS_A_MINUTE, sent: 60 },
    send: (url, cookie) => callAction(url, 'undo', [{ removal: randomUUID() }], { cookie }),
    isDone: ({ body }) => body.includes('"not-found"'),
  },
]

for (const { action, limit, sent, send, isDone } of LIMITS)
  test(`S10: of the limit “${action}” the request number ${limit + 1} is the first that is refused, whichever of two servers is asked`, async () => {
    const urls = [site.server.url, second.url]
    let answers: Answer[] = []
    const begin = async () => {
      answers = []
      await site.db.query('delete from dashboard.rate')
      if (sent < limit) await leave(action, limit, sent)
    }
    await inOneMinute(site.db, begin, async () => {
      await atOnce(sent, 6, async (at) => {
        answers.push(await send(urls[at % 2] ?? '', user, at))
      })
      for (const [at, url] of urls.entries()) answers.push(await send(url, user, sent + at))
    })
    const refused = answers.filter((answer) => !isDone(answer))
    expect(refused.length).toBe(2)
    expect(answers.slice(0, sent).every(isDone)).toBe(true)
    for (const { status, headers, body } of refused) {
      expect(body).toContain('too-many')
      expect(body).toMatch(/in a minute\./)
      if (action === 'action') continue // its answer is a value
      expect(status).toBe(429)
      expect(Number(headers['retry-after'])).toBeGreaterThan(0)
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60)
    }
    for (const url of urls) expect(isDone(await send(url, other, 0)), 'somebody else').toBe(true)
    await site.db.query(`update dashboard.rate set minute = minute - interval '5 minutes'`)
    expect(isDone(await send(site.server.url, user, 0)), 'a minute later').toBe(true)
  })

test(`S10: an agent’s request number ${AGENT_REQUESTS_A_MINUTE + 1} is refused over both servers and all tokens of its person, another person’s is not`, async () => {
  const tokenOf = async (cookie: string) => {
    const made = await callAction(site.server.url, 'makeToken', [{ name: 'x', scope: 'read', days: 7 }], { cookie })
    return (made.value as { value: NewAgentToken }).value.token
  }
  const [first, again, others] = [await tokenOf(user), await tokenOf(user), await tokenOf(other)]
  const listed = (url: string, token: string) =>
    ask(url, '/api/mcp', {
      method: 'POST',
      headers: {
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
    })
  const sent = 60
  let statuses: number[] = []
  let last: Answer | undefined
  const begin = async () => {
    statuses = []
    await leave('agent-request', AGENT_REQUESTS_A_MINUTE, sent)
  }
  await inOneMinute(site.db, begin, async () => {
    await atOnce(sent, 6, async (at) => {
      const answer = await listed(at % 2 === 0 ? site.server.url : second.url, at % 3 === 0 ? first : again)
      statuses.push(answer.status)
    })
    last = await listed(second.url, first)
  })
  expect(statuses).toEqual(new Array(sent).fill(200))
  expect(last?.status).toBe(429)
  expect(Number(last?.headers['retry-after'])).toBeLessThanOrEqual(60)
  expect((await listed(site.server.url, others)).status).toBe(200)
})

test('S10: searches, maps and exports are counted apart, and none of them keeps anybody from reading', async () => {
  for (const [action, limit] of [
    ['search', SEARCHES_A_MINUTE],
    ['map', MAPS_A_MINUTE],
    ['export', EXPORTS_A_MINUTE],
    ['action', ACTIONS_A_MINUTE],
  ] as const)
    await leave(action, limit, 0)
  const statusOf = async (path: string) => (await ask(site.server.url, path, { headers: { cookie: user } })).status
  expect(await statusOf('/api/memories?q=fish&by=words')).toBe(429)
  expect(await statusOf('/api/export?format=csv')).toBe(429)
  for (const path of ['/api/memories', '/memories', '/privacy', '/api/facets?keys=&fields=', '/privacy/sessions'])
    expect(await statusOf(path), path).toBe(200)
  // whoever holds a copy of a cookie cannot keep its owner from ending it
  const ended = await callAction(site.server.url, 'endSessions', [{ ended: 'others' }], { cookie: user })
  expect(ended.value).toMatchObject({ ok: true })
  await site.db.query('delete from dashboard.rate')
})

test('S10: what somebody typed when the limit was reached is still there, and is saved when it is over', async ({
  page,
}) => {
  await signIn(page, site.server.url, USER)
  await page.goto(`${site.server.url}/memories/new`)
  await page.getByRole('textbox', { name: 'Key' }).fill('typed at the limit')
  await page.getByRole('textbox', { name: 'text', exact: true }).fill('Heron by the lake')
  await leave('action', ACTIONS_A_MINUTE, 0)
  const save = page.getByRole('button', { name: 'Save', exact: true })
  await save.click()
  await expect(page.getByText(/more than 1,200 changes in a minute\. Nothing was changed; try again in/)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'text', exact: true })).toHaveValue('Heron by the lake')
  await site.db.query('delete from dashboard.rate')
  await save.click()
  await expect(page.getByText('Saved. Search renewed.')).toBeVisible()
})
