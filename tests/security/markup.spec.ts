// S6: 600 texts that would run as markup, in every field that is shown, before a person and an administrator, under the real policy in Chromium: nothing runs, loads or leaves.
import { expect, type Page, test } from '@playwright/test'
import { memoryId } from '@/lib/shared/memory'
import { personRef } from '@/lib/shared/person-ref'
import { complaintsOf, enterAs } from '../support/browser'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { times } from '../support/numbers'
import { PAYLOADS } from './payloads'

const PAYLOADS_HERE = PAYLOADS.filter((_, at) => at % Math.ceil(PAYLOADS.length / times(PAYLOADS.length)) === 0)
const ROOT = 'user_memories.alice-at-example-com'
const REF = personRef('alice-at-example-com')
/** Pages of one memory beside its own are looked at for each tenth, and the rest for all at once. */
const EACH = 10

let site: GoldenSite
let url: string
let alice: Page
let bob: Page
/** Of both. */
let complained: string[][]
const complaints = () => complained.flat()

test.beforeAll(async ({ browser }) => {
  const started = await startGoldenSite()
  test.skip('skipped' in started, 'skipped' in started ? started.skipped : '')
  site = started as GoldenSite
  url = site.server.url
  await plant()
  alice = await enterAs(browser, url, 'alice@example.com')
  bob = await enterAs(browser, url, 'bob')
  complained = [complaintsOf(alice), complaintsOf(bob)]
  for (const page of [alice, bob])
    page.on('framenavigated', (frame) => {
      if (frame.parentFrame() !== null || !(frame.url().startsWith(url) || frame.url() === 'about:blank'))
        complained[0]?.push(`went to ${frame.url()}`)
    })
})
test.afterAll(() => site?.stop())

/** As a child namespace may be called: its labels are parted by dots. */
const label = (payload: string) => payload.replaceAll('.', '·')
const idOf = (payload: string) => memoryId([label(payload)], payload)

/** Everywhere where somebody’s text comes from: an agent’s rows, its name and questions, reasons of administrators, names of people. */
async function plant(): Promise<void> {
  const { db } = site
  await db.query(
    `insert into dashboard.role_grant (user_id, role, granted_by, reason) values ('bob', 'admin', 'test', $1)`,
    [PAYLOADS[0]],
  )
  for (const [at, payload] of PAYLOADS_HERE.entries()) {
    const prefix = `${ROOT}.${label(payload)}`
    const value = JSON.stringify({ text: payload, type: payload, [payload]: [payload, { [payload]: payload }] })
    const { rows } = await db.query<{ at: string }>(
      `insert into store (prefix, key, value, created_at, updated_at) values ($1, $2, $3, now(), clock_timestamp()) returning updated_at as at`,
      [prefix, payload, value],
    )
    await db.query(
      `insert into dashboard.last_write (prefix, key, updated_at, actor, surface, name, reason)
       select prefix, key, updated_at, 'somebody', $3, $2, $2 from store where prefix = $1 and key = $2`,
      [prefix, payload, ['agent', 'mcp', 'admin'][at % 3]],
    )
    const read = await db.query<{ id: string }>(
      `insert into dashboard.read_log (root, kept_until, way, surface, name, query, found)
       values ($1, now() + interval '1 day', 'search', 'agent', $2, $2, 1) returning id`,
      [ROOT, payload.slice(0, 80)],
    )
    await db.query(
      `insert into dashboard.read_log_item (read_id, position, prefix, key, created_at) select $1, 1, prefix, key, created_at from store where prefix = $2`,
      [read.rows[0]?.id, prefix],
    )
    await db.query(
      `insert into dashboard.role_grant (user_id, role, granted_by, by_person, reason) values ($1, 'auditor', 'bob', true, $1)`,
      [payload],
    )
    await db.query(`insert into dashboard.person_name (user_id, name) values ($1, $1) on conflict do nothing`, [
      payload,
    ])
    expect(rows).toHaveLength(1)
  }
}

/** Nothing that runs, loads or hides was made of a text, and nothing complained. */
async function harmless(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => ({
    pwned: '__pwned' in window,
    made: [
      ...document.querySelectorAll(
        'iframe, object, embed, applet, base, frameset, marquee, math, video, audio, main script:not([nonce]), main style, main link, main img, main meta, [srcdoc], [formaction], a[href^="javascript:" i], a[href^="data:" i], a[href*="evil.example"]:not([href^="/"]), form[action*="evil"]',
      ),
    ].map((one) => one.outerHTML.slice(0, 200)),
    handlers: [...document.querySelectorAll('*')].flatMap((one) =>
      one.getAttributeNames().filter((name) => /^on/i.test(name)),
    ),
  }))
  expect(found, where).toEqual({ pwned: false, made: [], handlers: [] })
  expect(complaints(), where).toEqual([])
}

async function look(page: Page, path: string): Promise<void> {
  const answer = await page.goto(url + path)
  expect(answer?.status(), path).toBe(200)
  await expect(page.getByRole('main')).toBeVisible()
  await harmless(page, path)
}

test(`S6: ${PAYLOADS_HERE.length} of ${PAYLOADS.length} texts do nothing on their own pages`, async () => {
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(600)
  for (const [at, payload] of PAYLOADS_HERE.entries()) {
    const id = idOf(payload)
    await look(alice, `/memories/${id}`)
    expect((await alice.getByRole('main').textContent()) ?? '').toContain(
      payload.slice(0, 5).replace(/[\u200b\u202e\u2066]/g, ''),
    )
    if (at % EACH !== 0) continue
    for (const part of ['?as=json', '/history', '/reads', '/edit']) await look(alice, `/memories/${id}${part}`)
    await look(alice, `/memories?open=${id}`)
    await look(alice, `/memories?q=${encodeURIComponent(payload)}&by=words`)
    expect(await alice.title()).toContain(payload.slice(0, 1))
  }
})

test('S6: nor in lists, counts, the map, pairs, reads, and when one is deleted', async () => {
  for (let path: string | null = '/memories'; path !== null; ) {
    await look(alice, path)
    const next = alice.getByRole('link', { name: /^(Next|Older)/ }).first()
    path = (await next.count()) > 0 ? await next.getAttribute('href') : null
  }
  for (const path of [
    '/memories/map',
    '/memories/duplicates',
    '/memories/transfer',
    '/privacy',
    '/privacy/looks',
    '/privacy/looks/staff',
  ])
    await look(alice, path)
  for (const payload of PAYLOADS_HERE.filter((_, at) => at % (EACH * 3) === 0)) {
    await look(alice, `/memories/${idOf(payload)}`)
    await alice.getByRole('button', { name: 'Delete' }).click()
    await expect(alice.getByRole('status', { name: 'What can be undone' })).toContainText('Removed')
    await harmless(alice, `deleting ${payload}`)
  }
})

test('S6: nor before an administrator, whom they would serve best', async () => {
  for (const path of [
    '/admin',
    '/admin/roles',
    '/admin/people',
    '/admin/audit',
    '/admin/identities',
    '/admin/confirmations',
    '/admin/sessions',
    '/admin/forget',
  ])
    await look(bob, path)
  await look(bob, `/admin/people/${REF}/memories`)
  await bob.getByRole('textbox', { name: 'Reason' }).fill(`Ticket 4471 ${PAYLOADS[0]}`)
  await bob.keyboard.press('Enter')
  await expect(bob.getByText('You are in the memories of')).toBeVisible()
  await expect(bob.getByRole('main')).toContainText(/__pwned/i) // the newest of them, in whatever case
  await harmless(bob, 'shown to an administrator')
  await look(bob, '/admin/audit')
  // and the person reads why
  await look(alice, '/privacy/looks/staff')
  await expect(alice.getByRole('main')).toContainText('<script')
})

test('S6: what is looked for would be found: markup on the same page is stopped by the policy, and noticed', async () => {
  await look(alice, '/memories')
  await alice.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<img src="/x" onerror="window.__pwned=1">'))
  await expect.poll(() => complaints().some((said) => /Content Security Policy/i.test(said))).toBe(true)
  expect(await alice.evaluate(() => '__pwned' in window)).toBe(false)
})
