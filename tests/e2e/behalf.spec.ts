// "I saw only what I had to see, said why, and what I corrected is what the agent reads now." And: "I know who looked at my memories, when and why, and what they changed."
import { mkdirSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { personRef } from '@/lib/shared/person-ref'
import { navigate } from '../support/access'
import { violationsOf } from '../support/axe'
import { complaintsOf, enterAs, expectNoSidewaysScroll, windowBeside } from '../support/browser'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { ask, callAction, PREFETCH, RSC } from '../support/http'
import { signInByHttp } from '../support/people'

// each goes on where the one before has left the memories
test.describe.configure({ mode: 'serial' })

const REASON = 'Ticket 4471, wrong meal on the flight'
const CANARY = 'quokkaberry'
const REF = personRef('alice-at-example-com')
const MEMORIES = `/admin/people/${REF}/memories`
/** In a page, and in each part of one, that is not there. */
const NOT_FOUND = 'NEXT_HTTP_ERROR_FALLBACK;404'
const SHOTS = process.env.SHOTS

let started: GoldenSite | { skipped: string } | undefined
let site: GoldenSite
let bob: Page
let complaints: string[]

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000)
  started = await startGoldenSite()
  test.skip('skipped' in started, 'no Postgres here')
  if ('skipped' in started) return
  site = started
  const value = JSON.stringify({ text: `${CANARY} jam, vegetarian` })
  await site.db.query(
    `insert into store (prefix, key, value, created_at, updated_at) values ('user_memories.alice-at-example-com', $1, $2, now(), now()),
            ('user_memories.alice-at-example-com', $3, $2, now(), now())`,
    [`${CANARY}_rule`, value, `${CANARY}_other`],
  )
  for (const [person, role] of [
    ['bob', 'admin'],
    ['x@corp.com', 'admin'],
    ['bobby', 'auditor'],
  ])
    await site.db.query(`insert into dashboard.role_grant (user_id, role, granted_by) values ($1, $2, 'test')`, [
      person,
      role,
    ])
  bob = await enterAs(browser, site.server.url, 'bob')
  complaints = complaintsOf(bob)
})
test.afterAll(() => (started !== undefined && 'stop' in started ? started.stop() : undefined))
test.afterEach(() => expect(complaints).toEqual([]))

const actions = async () =>
  (
    await site.db.query<{ action: string; count: number }>(
      `select action, count(*)::int from dashboard.audit where surface = 'admin' group by 1`,
    )
  ).rows
const countOf = async (action: string) => (await actions()).find((one) => one.action === action)?.count ?? 0
const words = () => bob.getByText(`${CANARY} jam`).first()

async function shoot(page: Page, name: string) {
  if (SHOTS === undefined) return
  mkdirSync(SHOTS, { recursive: true })
  for (const scheme of ['light', 'dark'] as const)
    for (const width of [1280, 375]) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.setViewportSize({ width, height: 860 })
      await page.screenshot({ path: `${SHOTS}/${name}-${scheme}-${width}.png`, fullPage: true })
    }
  await page.setViewportSize({ width: 1280, height: 720 })
}

async function expectAccessible(page: Page) {
  await page.setViewportSize({ width: 375, height: 740 })
  await expectNoSidewaysScroll(page)
  expect(await violationsOf(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 720 })
}

test('masked until a reason is given, by keyboard; what was typed stays', async () => {
  await bob.goto(site.server.url + MEMORIES)
  await expect(bob.getByText('Hidden text').first()).toBeAttached()
  expect(await bob.content()).not.toContain(CANARY)
  await shoot(bob, 'masked')
  await expectAccessible(bob)
  await bob.getByRole('textbox', { name: 'Reason' }).focus()
  await bob.keyboard.type('because')
  await bob.keyboard.press('Enter')
  await expect(bob.getByText('Say in a sentence why')).toBeVisible()
  await expect(bob.getByRole('textbox', { name: 'Reason' })).toHaveValue('because')
  expect(await countOf('person.reveal')).toBe(0)
  await bob.getByRole('textbox', { name: 'Reason' }).fill(REASON)
  await bob.keyboard.press('Enter')
  await expect(bob.getByText('You are in the memories of alice@example.com.')).toBeVisible()
  await expect(words()).toBeVisible()
  expect([await countOf('person.reveal'), (await countOf('person.read')) > 0]).toEqual([1, true])
  await shoot(bob, 'shown')
})

test('corrects one with a reason, which stands beside the change', async () => {
  const link = bob.getByRole('link', { name: new RegExp(`open ${CANARY}_rule`) })
  await link.focus()
  await bob.keyboard.press('Enter')
  await expect(bob.getByRole('heading', { name: `${CANARY}_rule` })).toBeVisible()
  expect(bob.url()).not.toContain(Buffer.from(CANARY).toString('base64url').slice(2, 10))
  await shoot(bob, 'memory')
  await bob.getByRole('link', { name: 'Edit', exact: true }).press('Enter')
  await expect(bob.getByRole('textbox', { name: 'Reason for the change' })).toHaveValue(REASON)
  await bob.getByRole('textbox', { name: 'text', exact: true }).fill(`${CANARY} jam, vegan`)
  await bob.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await expect(bob.locator('.author').first()).toHaveText(`bob, administrator: “${REASON}”`)
  const { rows } = await site.db.query<{ text: string }>(`select value ->> 'text' as text from store where key = $1`, [
    `${CANARY}_rule`,
  ])
  expect(rows[0]?.text).toBe(`${CANARY} jam, vegan`)
  await expectAccessible(bob)
})

test('brings a version back by keyboard; what was typed outlasts a dashboard that does not answer', async () => {
  const opener = bob.getByRole('button', { name: /Restore version 1/ })
  const reason = bob.getByRole('textbox', { name: 'Reason for the change' })
  await opener.press('Enter')
  await expect(reason).toBeFocused()
  await reason.press('Escape')
  await expect(opener).toBeFocused()
  await opener.press('Enter')
  await reason.fill(`${REASON}, as it was`)
  await shoot(bob, 'restore')
  await bob.route('**', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await reason.press('Enter')
  await expect(bob.getByText('The dashboard did not answer.')).toBeVisible()
  await expect(reason).toHaveValue(`${REASON}, as it was`)
  await bob.unroute('**')
  complaints.length = 0 // the browser’s, of the answer that did not come
  await reason.press('Enter')
  await expect(bob.locator('.author').first()).toHaveText(`bob, administrator: “${REASON}, as it was”`)
  await expect(bob.getByRole('heading', { name: 'History' })).toBeFocused()
})

test('deletes another once the word is typed, and could take it back', async () => {
  await bob.goto(site.server.url + MEMORIES)
  await bob.getByRole('link', { name: new RegExp(`open ${CANARY}_other`) }).press('Enter')
  await bob.getByRole('button', { name: 'Delete' }).press('Enter')
  await expect(bob.getByRole('button', { name: 'Delete' })).toBeDisabled()
  const [reason, typed] = [
    bob.getByRole('textbox', { name: 'Reason for the change' }),
    bob.getByRole('textbox', { name: /CONFIRM/ }),
  ]
  await expect(reason).toBeFocused()
  await reason.fill(`${REASON}, and no other`)
  await typed.fill('CONFIRM')
  // the time is over before it is sent: nothing happens, and nothing typed is lost
  await site.db.query(`update dashboard.reveal set until = now() where ended_at is null`)
  await bob.getByRole('button', { name: 'Delete' }).press('Enter')
  await bob.getByRole('textbox', { name: 'Reason', exact: true }).fill(REASON)
  await bob.getByRole('button', { name: /Show for/ }).press('Enter')
  await expect(reason).toHaveValue(`${REASON}, and no other`)
  await expect(typed).toHaveValue('CONFIRM')
  await shoot(bob, 'delete')
  await bob.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(bob.getByRole('button', { name: 'Delete' })).toBeFocused()
  await bob.keyboard.press('Enter')
  await bob.getByRole('button', { name: 'Delete' }).press('Enter')
  await expect(bob.getByText(`Removed ${CANARY}_other`)).toBeVisible()
  await expect(bob.getByRole('button', { name: `Undo: bring ${CANARY}_other back` })).toBeFocused()
})

test('counts for nobody else: not another administrator, not an auditor, not a page that is only prepared', async () => {
  const url = site.server.url
  const { rows } = await site.db.query<{ mark: string }>(
    `select pseudonym as mark from dashboard.pseudonym where key = $1`,
    [`${CANARY}_rule`],
  )
  const memory = `${MEMORIES}/${rows[0]?.mark}`
  const [admin, auditor, mine] = [
    await signInByHttp(url, 'x@corp.com'),
    await signInByHttp(url, 'bobby'),
    await signInByHttp(url, 'bob'), // another session of the one whom they are shown to
  ]
  const wrong: unknown[] = []
  for (const [who, cookie] of Object.entries({ admin, auditor, mine }))
    for (const path of [MEMORIES, memory, `${memory}/edit`, '/admin/search'])
      for (const headers of [{}, RSC, PREFETCH]) {
        // a request for parts of a page is sent on to the address that says which
        const { status, body } = await navigate(url, path, { cookie, ...headers })
        const isWhole = Object.keys(headers).length === 0
        const isHidden = who === 'auditor' && path !== MEMORIES
        // where a page is hidden its parts hold the mark of that instead; of what is only prepared no page is made
        const isTold = headers === PREFETCH || body.includes(NOT_FOUND) === isHidden
        const expected = isHidden && isWhole ? 404 : 200
        if (status !== expected || body.includes(CANARY) || !isTold) wrong.push([who, path, headers, status])
      }
  expect(wrong).toEqual([])
  const read = await countOf('person.read')
  const own = (await bob.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const counts = await countOf('person.counts')
  for (const path of [MEMORIES, memory, `/admin/people/${REF}`])
    for (const name of ['sec-purpose', 'purpose']) {
      const answer = await ask(url, path, { headers: { cookie: own, [name]: 'prefetch;prerender' } })
      expect([path, answer.status, answer.body]).toEqual([path, 503, ''])
    }
  expect([await countOf('person.read'), await countOf('person.counts')]).toEqual([read, counts])
  const refusals: [string, object][] = [
    ['show', { ref: REF, reason: REASON }],
    ['findPeople', { query: CANARY, by: 'words', reason: REASON, isExact: false }],
    ['readAgain', { ref: REF, id: 'AGE' }],
  ]
  for (const [name, input] of refusals) {
    const answer = await callAction(url, name, [input], { cookie: auditor, page: MEMORIES })
    expect([name, answer.body.includes(CANARY), (answer.value as { ok: boolean }).ok]).toEqual([name, false, false])
  }
})

test('the words go when the time is over, out of the page and of what it began with', async () => {
  await site.db.query(`update dashboard.reveal set until = now() + interval '4 seconds' where ended_at is null`)
  await bob.goto(site.server.url + MEMORIES)
  await expect(words()).toBeVisible()
  await expect(words()).toBeHidden({ timeout: 10_000 })
  await expect(bob.getByRole('heading', { name: 'The words are hidden' })).toBeVisible()
  expect(await bob.content()).not.toContain(CANARY)
  await bob.goBack()
  await expect(bob.getByText('Hidden text').first()).toBeAttached()
  expect(await bob.content()).not.toContain(CANARY)
})

test('a search across everybody names people and no words, and is kept when one comes back', async () => {
  await bob.goto(`${site.server.url}/admin/search`)
  await bob.getByRole('searchbox', { name: 'What the memories are about' }).fill(`${CANARY} vegetarian`)
  await bob.getByRole('textbox', { name: 'Reason' }).fill('Recall of a jam, who eats it')
  await bob.getByRole('button', { name: 'Search', exact: true }).press('Enter')
  await expect(bob.getByText(/memories of \d people?|of 1 person/)).toBeVisible()
  const first = bob.getByRole('article').first()
  await expect(first).toContainText('alice@example.com')
  await expect(first).toContainText('matched 2 of 2 words')
  await shoot(bob, 'search')
  await expectAccessible(bob)
  expect(bob.url()).not.toContain(CANARY)
  // every byte of the answer, where the question holds nothing of it
  const cookie = (await bob.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const asked = { query: 'vegetarian', by: 'words', reason: 'Recall of a jam, once more', isExact: true }
  const answer = await callAction(site.server.url, 'findPeople', [asked], { cookie, page: '/admin/search' })
  expect(answer.value).toMatchObject({ ok: true, value: { people: 1, hits: [{ who: 'alice@example.com' }] } })
  expect(answer.body).not.toContain(CANARY)
  await first.getByRole('link').press('Enter')
  await expect(bob.getByRole('heading', { name: 'The words are hidden' })).toBeVisible()
  await bob.goBack()
  await expect(bob.getByRole('searchbox')).toHaveValue(`${CANARY} vegetarian`)
  await expect(bob.getByRole('article').first()).toContainText('alice@example.com')
  const { rows } = await site.db.query<{ text: string }>(`select a::text as text from dashboard.audit a`)
  expect(rows.filter(({ text }) => text.includes(CANARY))).toEqual([])
})

test('the person sees who looked, when, why and what was changed', async ({ browser }) => {
  const alice = await enterAs(browser, site.server.url, 'alice@example.com')
  await expect(alice.getByText(`bob, administrator, removed ${CANARY}_other`)).toBeVisible()
  await alice.goto(`${site.server.url}/privacy`)
  const rows = alice.getByRole('row').filter({ hasText: REASON })
  await expect(rows).toContainText(['1 changed', '1 deleted', '1 changed'])
  await expect(rows.first()).toContainText('bob, administrator')
  await expect(alice.getByRole('row').filter({ hasText: 'Recall of a jam, who' })).toContainText('Found in')
  await shoot(alice, 'privacy')
  await expectAccessible(alice)
  await alice.getByRole('link', { name: /looks by those who run/ }).click()
  await expect(alice.getByText('Had your memories shown for 15 minutes').first()).toBeVisible()
  const times = await alice
    .locator('ol.looks > li > time')
    .evaluateAll((all) => all.map((time) => (time as HTMLTimeElement).dateTime))
  expect([times.length > 3, times]).toEqual([true, times.toSorted().reverse()])
  await shoot(alice, 'looks')
  await expectAccessible(alice)
  await alice
    .getByRole('link', { name: `${CANARY}_rule` })
    .first()
    .click()
  await expect(alice.locator('.author').first()).toHaveText(
    `bob, administrator, on your behalf: “${REASON}, as it was”`,
  )
  await shoot(alice, 'history')
  await alice.getByRole('button', { name: `Undo: bring ${CANARY}_other back` }).click()
  await expect(alice.getByText(/is back as it was/)).toBeVisible()
})

test('where counting everybody fails, that is said beside the numbers, and these and what was typed stay', async () => {
  // so much is recorded that everybody is not counted with every look
  await site.db.query(
    `insert into dashboard.read_log (root, kept_until, way, surface, name, found)
     select 'user_memories.bob', now() + interval '1 day', 'search', 'agent', 'helper', 0 from generate_series(1, 5001)`,
  )
  const page = await windowBeside(bob)
  await page.goto(`${site.server.url}/admin/people`)
  const [counted, numbers] = [page.locator('.note.counted'), page.getByRole('table')]
  const again = counted.getByRole('button', { name: 'Count again' })
  await expect(counted).toContainText('Counted less than a minute ago.')
  await page.getByRole('searchbox', { name: 'Name or id' }).fill('half typ')
  const before = await numbers.innerText()
  const expectKept = async (said: string) => {
    await expect(counted.getByRole('alert')).toHaveText(said)
    await expect(again).toBeEnabled()
    await expect(page.getByRole('searchbox', { name: 'Name or id' })).toHaveValue('half typ')
    expect(await numbers.innerText()).toBe(before)
  }
  await page.route('**/admin/people', (route) => route.abort())
  await again.click()
  await expectKept('The dashboard did not answer. Try again.')
  await page.unroute('**/admin/people')
  await site.gate.shut('refuse')
  await again.click()
  await expectKept('The database did not answer. Nothing is lost; try again in a moment.')
  await site.gate.open()
  await site.db.query(`delete from store where key = 'diet' and prefix = 'user_memories.bobby'`)
  await again.click()
  await expect.poll(() => numbers.innerText()).not.toBe(before)
  await expect(counted.getByRole('alert')).toHaveCount(0)
  await expect(page.getByRole('searchbox', { name: 'Name or id' })).toHaveValue('half typ')
  await page.close()
})
