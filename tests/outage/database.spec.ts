// The database fails in every way there is, while somebody reads, searches, saves, edits and deletes.
import { expect, type Page, test } from '@playwright/test'
import { findField, untilAlive } from '../support/browser'
import { ask } from '../support/http'
import { ADA, letIn, signInByHttp } from '../support/people'
import { type Person, personAt, type Seen } from './person'
import { type OutageSite, PASSWORD, ROLE, startOutageSite } from './site'

test.skip(Boolean(process.env.TEST_DATABASE_URL), 'needs a PostgreSQL of its own, which it stops and starts')

let site: OutageSite
let url: string
let page: Page
let cookie: string
let person: Person

test.beforeAll(async ({ browser }) => {
  site = await startOutageSite()
  url = site.server.url
  cookie = await signInByHttp(url, ADA)
  person = personAt(url, { cookie }, site.db)
  await person.prepare(60)
  page = await (await browser.newContext()).newPage()
  await letIn(page, url, 'Ada')
})
test.afterAll(() => site?.stop())

type Outage = {
  begin: () => Promise<unknown>
  end: () => Promise<unknown>
  /** Whoever only reads goes on; readiness is not lost. */
  isReadable?: boolean
}

const alter = (sql: string) => site.postgres.admin.query(sql)
const endConnections = () =>
  alter(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = '${ROLE}'`)
const isStandby = async () =>
  (await site.postgres.admin.query<{ is: boolean }>('select pg_is_in_recovery() as is')).rows[0]?.is
const network = (fault: 'refuses' | 'resets' | 'trickles' | 'late' | 'silent'): Outage => ({
  begin: () => site.postgres.behave(fault),
  end: () => site.postgres.behave(null),
})

const outages: [string, Outage][] = [
  ['refuses connections', network('refuses')],
  ['resets connections', network('resets')],
  ['answers a byte a second', network('trickles')],
  ['answers thirty seconds late', network('late')],
  ['says nothing on connections that stand', network('silent')],
  [
    'has no connection left',
    {
      begin: async () => {
        await alter(`alter role ${ROLE} connection limit 0`)
        await endConnections()
      },
      end: () => alter(`alter role ${ROLE} connection limit -1`),
    },
  ],
  [
    'does not take the password any more',
    {
      begin: async () => {
        await alter(`alter role ${ROLE} password 'second'`)
        await endConnections()
      },
      end: () => alter(`alter role ${ROLE} password '${PASSWORD}'`),
    },
  ],
  [
    'has a name that nobody knows any more',
    {
      begin: async () => {
        site.forgetNames(true)
        await endConnections()
      },
      end: async () => site.forgetNames(false),
    },
  ],
  [
    'takes no changes (default_transaction_read_only)',
    {
      begin: async () => {
        await alter(`alter role ${ROLE} set default_transaction_read_only to on`)
        await endConnections()
      },
      end: async () => {
        await alter(`alter role ${ROLE} reset default_transaction_read_only`)
        await endConnections()
      },
      isReadable: true,
    },
  ],
  [
    'takes no changes (a standby)',
    {
      begin: async () => {
        await alter(`copy (select) to program 'cat >/dev/null; touch standby.signal'`)
        await site.postgres.restart(0)
        await expect.poll(() => isStandby().catch(() => null)).toBe(true)
      },
      end: async () => {
        await alter('select pg_promote()')
        await expect.poll(isStandby).toBe(false)
      },
      isReadable: true,
    },
  ],
]

for (const [does, outage] of outages)
  test(`when the database ${does}, that is said, nobody is signed out, and what was said of each change is true`, async () => {
    await calm()
    const rounds = [person.round()] // on its way when it begins
    await outage.begin()
    await live(outage.isReadable ? 200 : 503)
    rounds.push(person.round())
    await lookAround(outage.isReadable ?? false)
    rounds.push(person.round())
    const seen = (await Promise.all(rounds)).flat()
    await outage.end()
    await over(does, seen)
  })

for (const how of ['fast', 'immediate'] as const)
  test(`when the database is stopped (${how}) under work and starts again, what was said of each change is true`, async () => {
    await calm()
    const seen: Seen[] = []
    const working = (async () => {
      for (let round = 0; round < 6; round++) seen.push(...(await person.round()))
    })()
    await site.postgres.restart(8, how)
    await live(503)
    await working
    await over(`is stopped (${how}) for eight seconds`, seen)
  })

test('when connections are ended in the middle of work, again and again, what was said of each change is true', async () => {
  await calm()
  const seen: Seen[] = []
  let isOver = false
  const working = (async () => {
    for (let round = 0; round < 12; round++) seen.push(...(await person.round()))
    isOver = true
  })()
  let ended = 0
  while (!isOver) {
    const { rowCount } = await alter(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${ROLE}' and state <> 'idle'`,
    )
    ended += rowCount ?? 0
    await new Promise((next) => setTimeout(next, 2))
  }
  await working
  expect(ended).toBeGreaterThan(0)
  await over(`ends connections in the middle of work (${ended} times)`, seen)
})

/** Nothing is wrong, and every connection of the pool has been used: what idles before an outage is what is lost in it. */
async function calm(): Promise<void> {
  for (const { what, status, sentence } of await person.round())
    expect([what, status, sentence]).toEqual([what, 200, ''])
  expect(await person.settle()).toMatchObject({ 'not done': 0, 'not known': 0 })
}

/** The process lives, and says whether it can work. */
async function live(readiness: 200 | 503): Promise<void> {
  expect((await ask(url, '/api/health')).status).toBe(200)
  await expect.poll(async () => (await ask(url, '/api/health/ready')).status, { timeout: 20_000 }).toBe(readiness)
}

/** What a person at a window sees. */
async function lookAround(isReadable: boolean): Promise<void> {
  const nothing = page.getByText(/Nothing is remembered about you yet|No memory (matches|holds|passes)/)
  const failed = page.getByRole('alert').filter({ hasText: 'could not be loaded' })
  await page.goto(`${url}/memories`, { timeout: 90_000 })
  expect(page.url()).toContain('/memories')
  if (isReadable) await expect(page.getByRole('article').first()).toBeVisible()
  else await expect(failed).toBeVisible({ timeout: 90_000 })
  await expect(nothing).toHaveCount(0)
}

/** All is well again, without a restart. Prints what was measured. */
async function over(what: string, seen: Seen[]): Promise<void> {
  const began = performance.now()
  await expect.poll(async () => (await person.read()).status, { timeout: 60_000 }).toBe(200)
  const back = performance.now() - began
  await live(200)
  const told = await person.settle()
  const failures = seen.filter(({ status, sentence }) => status !== 200 || sentence !== '')
  const slowest = Math.max(0, ...failures.map(({ ms }) => ms))
  const where = failures.find(({ ms }) => ms === slowest)?.what
  console.log(
    `[${what}] ${failures.length} of ${seen.length} answers were errors, the slowest after ${seconds(slowest)} (${where}); read again ${seconds(back)} after it was over; changes: ${told.done} done, ${told['not done']} not, ${told['not known']} not known`,
  )
  for (const said of new Set(failures.map(({ what: asked, status, sentence }) => `${asked} ${status}: ${sentence}`)))
    console.log(`    ${said}`)
  await page.goto(`${url}/memories`)
  await expect(page.getByRole('article').first()).toBeVisible()
  await untilAlive(page)
  await expect(findField(page)).toBeEnabled()
  await calm()
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
