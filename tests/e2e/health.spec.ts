// "I see in five seconds whether anything is wrong, and what I must run." And a load balancer sees whether pages can be answered.
import { expect, type Page, test } from '@playwright/test'
import { complaintsOf, enterAs } from '../support/browser'
import { expectFits, expectGerman, untilListens } from '../support/german'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { ask } from '../support/http'
import { signInByHttp } from '../support/people'
import type { RunningServer } from '../support/server'

let site: GoldenSite
let server: RunningServer

test.beforeAll(async () => {
  const started = await startGoldenSite()
  if ('skipped' in started) return test.skip(true, started.skipped)
  site = started
  server = await site.another({ MEMORY_ADMIN_EMAILS: 'bob' })
})
test.afterAll(async () => {
  await server?.stop()
  await site?.stop()
})

const verdict = (page: Page) => page.getByRole('main').getByRole('status').first()
const line = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })
const ready = async () => {
  const { status, body } = await ask(server.url, '/api/health/ready')
  return [status, body]
}

test('the health page is there for those who run the dashboard, and for nobody else', async ({ browser }) => {
  const page = await enterAs(browser, server.url, 'alice@example.com')
  await expect(page.getByRole('link', { name: 'Health' })).toHaveCount(0)
  const cookie = await signInByHttp(server.url, 'alice@example.com')
  const [theirs, none] = await Promise.all(
    ['/admin/health', '/admin/nothing'].map((path) => ask(server.url, path, { headers: { cookie } })),
  )
  expect([theirs?.status, none?.status]).toEqual([404, 404])
  expect(theirs?.body).not.toMatch(/Examined|pgvector|PostgreSQL/)
  const stranger = await ask(server.url, '/admin/health')
  expect([stranger.status, stranger.headers.location]).toEqual([307, '/sign-in?from=%2Fadmin%2Fhealth'])
  await page.context().close()
})

test('it says that nothing is wrong, then what is, then what to run, and that it helped', async ({ browser }) => {
  const page = await enterAs(browser, server.url, 'bob')
  const complaints = complaintsOf(page)
  await page.getByRole('link', { name: 'Health' }).click()
  await expect(verdict(page)).toContainText('Nothing is wrong.')
  await expect(line(page, 'Stored vectors')).toContainText('5 of 5 stored vectors come out the same')
  await expect(line(page, 'Whose namespaces')).toContainText('Each of 6 namespaces is provably one person’s.')
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(21)

  const name = 'store_vectors_embedding_idx'
  await site.db.query(`update pg_index set indisvalid = false where indexrelid = $1::regclass`, [`public.${name}`])
  site.endpoint.behave({ kind: 'refuse', status: 403 })
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(verdict(page)).toContainText('2 things are wrong: Vector extension, Embedding endpoint.')
  await verdict(page).getByRole('link', { name: 'Vector extension' }).click()
  const statements = line(page, 'Vector extension').getByRole('region', { name: 'What to run' })
  await expect(statements).toBeInViewport()
  await expect(line(page, 'Embedding endpoint')).toContainText('Check DATABRICKS_HOST, DATABRICKS_TOKEN')
  await expect(line(page, 'Stored vectors')).toContainText(
    'Not examined, because the embedding endpoint does not answer.',
  )

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await line(page, 'Vector extension').getByRole('button', { name: 'Copy the statements' }).click()
  await expect(line(page, 'Vector extension').getByText('Copied.')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(await statements.innerText())
  await site.db.query(copied)
  site.endpoint.behave(undefined)
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(verdict(page)).toContainText('Nothing is wrong.')
  expect(complaints).toEqual([])
  await page.context().close()
})

test('it says so while the agent’s tables are not there, when no other page can be shown', async ({ browser }) => {
  const page = await enterAs(browser, server.url, 'bob')
  await site.db.query('alter table public.store rename to shelved')
  const fresh = await site.another({ MEMORY_ADMIN_EMAILS: 'bob' })
  await page.goto(`${fresh.url}/admin/health`)
  const cookie = await signInByHttp(fresh.url, 'bob')
  await page.context().addCookies(
    cookie.split('; ').map((pair) => {
      const [name = '', value = ''] = pair.split('=')
      return { name, value, url: fresh.url }
    }),
  )
  await page.goto(`${fresh.url}/admin/health`)
  await expect(verdict(page)).toContainText('1 thing is wrong: The agent’s tables.')
  await expect(line(page, 'The agent’s tables')).toContainText('The agent has not made its tables')
  await site.db.query('alter table public.shelved rename to store')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(verdict(page)).toContainText('Nothing is wrong.')
  await fresh.stop()
  await page.context().close()
})

test('in German it is German, and fits on every screen', async ({ browser }) => {
  const page = await enterAs(browser, server.url, 'bob')
  await page.context().addCookies([{ name: 'language', value: 'de', url: server.url }])
  await page.goto(`${server.url}/admin/health`)
  await untilListens(page)
  await expect(verdict(page)).toContainText('Nichts ist falsch.')
  await expectGerman(page, 'Gespeicherte Vektoren')
  await expectFits(page)
  await page.context().close()
})

test('alive says nothing but that, to anybody, by any name, and asks nobody', async () => {
  await site.gate.shut('refuse')
  for (const host of [undefined, '10.0.0.7:8000', 'balancer.example'])
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask(server.url, '/api/health', { method, headers: { host } })
      expect([answer.status, answer.body, answer.cookies]).toEqual([200, method === 'GET' ? '{"status":"ok"}' : '', []])
      expect(answer.headers['cache-control']).toContain('no-store')
    }
  await site.gate.open()
  for (const path of ['/', '/sign-in', '/api/memories', '/api/health/other', '/api/healthy'])
    expect([path, (await ask(server.url, path, { headers: { host: 'balancer.example' } })).status]).toEqual([path, 421])
})

test('ready is 503 while the tables or the database do not answer, and 200 again afterwards', async () => {
  await expect.poll(ready).toEqual([200, '{"status":"ok"}'])
  const byIp = await ask(server.url, '/api/health/ready', { headers: { host: '10.0.0.7' } })
  expect([byIp.status, byIp.cookies]).toEqual([200, []])
  await site.db.query('alter table public.store rename to shelved')
  await expect.poll(ready).toEqual([503, '{"status":"unavailable"}'])
  await site.db.query('alter table public.shelved rename to store')
  await expect.poll(ready).toEqual([200, '{"status":"ok"}'])
  await site.gate.shut('refuse')
  await expect.poll(ready).toEqual([503, '{"status":"unavailable"}'])
  await site.gate.open()
  await expect.poll(ready).toEqual([200, '{"status":"ok"}'])
  expect(server.output()).toContain('[health] not ready any more')
})

test('however many ask at once, the database is asked once', async () => {
  await expect.poll(ready).toEqual([200, '{"status":"ok"}'])
  const locker = await site.db.connect()
  await locker.query('begin; lock table public.store in access exclusive mode')
  const waiting = async () => {
    const { rows } = await site.db.query<{ count: number }>(
      `select count(*)::int from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query like 'select from %store% limit 1'`,
    )
    return rows[0]?.count
  }
  await expect.poll(async () => (await ready()) && waiting()).toBe(1) // what was known has run out
  const answers = await Promise.all(Array.from({ length: 30 }, ready))
  expect(await waiting()).toBe(1)
  expect(new Set(answers.map(([status]) => status))).toEqual(new Set([503]))
  await locker.query('rollback')
  locker.release()
  await expect.poll(ready).toEqual([200, '{"status":"ok"}'])
})

test('a server that could never answer says that it is starting', async () => {
  await site.db.query('alter table public.store rename to shelved')
  const fresh = await site.another()
  expect((await ask(fresh.url, '/api/health/ready')).body).toBe('{"status":"starting"}')
  await site.db.query('alter table public.shelved rename to store')
  await expect.poll(async () => (await ask(fresh.url, '/api/health/ready')).status).toBe(200)
  await fresh.stop()
})
