// Two servers on one database behind one address: it does not matter which of them answers, nor whether one of them is gone.
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { FrozenSelection, Job } from '@/lib/shared/job'
import { startBalancer } from '../support/balancer'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { ask, callAction } from '../support/http'
import { signIn, signInByHttp } from '../support/people'
import type { RunningServer } from '../support/server'

let site: GoldenSite
let a: RunningServer
let b: RunningServer
test.beforeAll(async () => {
  const started = await startGoldenSite()
  if ('skipped' in started) return test.skip(true, started.skipped)
  site = started
  a = site.server
  b = await site.another()
})
test.afterAll(async () => {
  await b?.stop()
  await site?.stop()
})

const status = async (server: RunningServer, cookie: string) =>
  (await ask(server.url, '/api/memories', { headers: { cookie } })).status

test('who signs in on one acts on the other; who signs out on one is out on both', async () => {
  const cookie = await signInByHttp(a.url, 'bob')
  expect([await status(a, cookie), await status(b, cookie)]).toEqual([200, 200])
  const memory = { key: 'written on B', json: '{"text": "by either"}', operation: randomUUID() }
  expect((await callAction(b.url, 'saveNew', [memory], { cookie })).value).toMatchObject({ ok: true })
  expect((await ask(a.url, '/api/memories', { headers: { cookie } })).body).toContain('written on B')
  await callAction(b.url, 'signOut', [], { cookie })
  expect([await status(a, cookie), await status(b, cookie)]).toEqual([401, 401])
})

test('searches on both count against one limit', async () => {
  const cookie = await signInByHttp(a.url, 'bobby')
  await ask(b.url, '/api/memories?q=first', { headers: { cookie } }) // from here on the person has a row
  await site.db.query('update dashboard.rate set count = 119')
  const search = (server: RunningServer, q: string) => ask(server.url, `/api/memories?q=${q}`, { headers: { cookie } })
  expect((await search(a, 'second')).status).toBe(200)
  expect((await search(b, 'third')).status).toBe(429)
})

test('a page that A rendered works on B: navigation, an action, and the next page', async ({ page }) => {
  const balancer = await startBalancer(a.url)
  await signIn(page, balancer.url, 'alice@example.com')
  await page.goto(`${balancer.url}/memories/new`)
  await page.getByRole('textbox', { name: 'Key' }).fill('across instances')
  balancer.toward(b.url)
  await page.getByRole('textbox', { name: 'text', exact: true }).fill('Rendered by A, saved by B')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved. Search renewed.')).toBeVisible()
  balancer.toward(a.url)
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'text', exact: true })).toHaveValue('Rendered by A, saved by B')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  await balancer.close()
})

for (const end of ['killed', 'told to end'] as const)
  test(`what A was deleting when it was ${end} is deleted by B, each memory once`, async () => {
    const third = await site.another()
    const cookie = await signInByHttp(third.url, 'x@corp.com')
    await site.db.query(
      `insert into store (prefix, key, value)
       select 'user_memories.x-at-corp-com', 'many ' || at, '{"text": "one of many"}' from generate_series(1, 700) at`,
    )
    const deleted = async () => {
      const { rows } = await site.db.query(
        `select 700 - count(*)::int as n from store where prefix = 'user_memories.x-at-corp-com' and key like 'many %'`,
      )
      return rows[0].n as number
    }
    // 5 ms for each row
    await site.db.query(`create or replace function slowly() returns trigger language plpgsql as
        $$ begin perform pg_sleep(0.005); return old; end $$;
      create trigger slowly before delete on store for each row execute function slowly()`)
    const call = async <T>(name: string, args: unknown) =>
      ((await callAction(third.url, name, [args], { cookie })).value as { value: T }).value
    const { id, count } = await call<FrozenSelection>('selectAll', { everything: true })
    const operation = randomUUID()
    await call<Job>('startMany', { operation, kind: 'delete', selection: id, count })
    await expect.poll(deleted, { intervals: [20] }).toBeGreaterThan(0)
    if (end === 'killed') await third.kill()
    else {
      third.signal('SIGTERM')
      expect(await third.ended).toBe(0)
      expect(third.output()).not.toMatch(/cut off|did not close|Error/)
    }
    await site.db.query('drop function slowly cascade')
    expect(await deleted()).toBeLessThan(700)
    // nobody can know of a killed one before its lease ends; one that was told to end gives it back
    if (end === 'killed')
      await site.db.query('update dashboard.job set leased_until = now() where id = $1', [operation])

    const jobs = async () => JSON.parse((await ask(b.url, '/api/jobs', { headers: { cookie } })).body) as Job[]
    await expect.poll(async () => (await jobs()).find((job) => job.id === operation)?.state).toBe('done')
    const job = (await jobs()).find((job) => job.id === operation)
    expect(job).toMatchObject({ total: count, done: count, gone: 0, failed: 0 })
    expect(await deleted()).toBe(700)
    const { rows } = await site.db.query('select count(*)::int as n from dashboard.removal where batch_id = $1', [
      operation,
    ])
    expect(rows).toEqual([{ n: count }])
    await third.stop()
  })
