// "What people want forgotten stands in a queue: I decide what is due first, never my own, and read none of it; whoever asked reads why not."
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { FORGET_WORD } from '@/lib/shared/forget'
import { personRef } from '@/lib/shared/person-ref'
import { violationsOf } from '../support/axe'
import { complaintsOf, enterAs, expectNoSidewaysScroll } from '../support/browser'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { ask, callAction, RSC } from '../support/http'
import { signInByHttp } from '../support/people'

// each goes on where the one before has left the queue
test.describe.configure({ mode: 'serial' })

const SHOTS = process.env.SHOTS
const CANARY = 'quokkaberry'
const ALICE = { id: 'alice@example.com', label: 'alice-at-example-com' }
const MUELLER = 'müller@über.de'
const WHY = 'A letter of the third, number 17 in the folder of letters'
const ADDRESS = /\/admin\/forget\/(F-[0-9A-Z]{4}-[0-9A-Z]{4})$/

let started: GoldenSite | { skipped: string } | undefined
let site: GoldenSite
let url: string
/** Both run the dashboard. */
let bob: Page
let rita: Page
let complaints: string[]
const cookies: Record<string, string> = {}
/** Of requests, by whom they are about. */
const references: Record<string, string> = {}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000)
  started = await startGoldenSite({
    FORGET_APPROVAL: 'admin',
    LOCAL_USERS: `Alice Moreau <${ALICE.id}>; Bob Lindqvist <bob>; Rita Sand <x@corp.com>; Audrey Voss <bobby>; Jonas Müller <${MUELLER}>; x@corp.co`,
  })
  test.skip('skipped' in started, 'no Postgres here')
  if ('skipped' in started) return
  site = started
  url = site.server.url
  await site.db.query(
    `insert into dashboard.role_grant (user_id, role, granted_by)
     values ('bob', 'admin', 'test'), ('x@corp.com', 'admin', 'test'), ('bobby', 'auditor', 'test')`,
  )
  await site.db.query(
    `insert into store (prefix, key, value, created_at, updated_at)
     select 'user_memories.' || label, $1, $2, now(), now() from unnest(array[$3, 'x-at-corp-co', 'müller-at-über-de']) label`,
    [`${CANARY}_rule`, JSON.stringify({ text: `${CANARY} jam, and no other` }), ALICE.label],
  )
  for (const who of [ALICE.id, 'bob', 'x@corp.com', 'bobby', MUELLER, 'x@corp.co'])
    cookies[who] = await signInByHttp(url, who)
  bob = await enterAs(browser, url, 'Bob Lindqvist')
  rita = await enterAs(browser, url, 'Rita Sand')
  complaints = complaintsOf(bob)
})
test.afterAll(() => (started !== undefined && 'stop' in started ? started.stop() : undefined))
test.afterEach(() => expect(complaints).toEqual([]))

const behalf = (label: string) => `/admin/people/${personRef(label)}/forget`
const detail = (who: string) => `${url}/admin/forget/${references[who]}`
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/** As a page of ours would, without drawing it. */
async function call<T>(name: string, who: string, page: string, input: object): Promise<T> {
  const { value, body } = await callAction(url, name, [input], { cookie: cookies[who], page })
  if ((value as { ok?: boolean } | undefined)?.ok !== true) throw new Error(`${name}: ${body}`)
  return (value as { value: T }).value
}

async function passOn(label: string, days: number, isConfirmed: boolean): Promise<string> {
  const { reference } = await call<{ reference: string }>('askOnBehalf', 'bob', behalf(label), {
    ...{ ref: personRef(label), operation: randomUUID(), selection: null, stopRemembering: false },
    ...{ evidence: WHY, cameBy: 'letter', came: daysAgo(days), isConfirmed, confirm: 'CONFIRM' },
  })
  return reference
}

async function shoot(page: Page, name: string) {
  if (SHOTS === undefined) return
  mkdirSync(SHOTS, { recursive: true })
  for (const scheme of ['light', 'dark'] as const)
    for (const width of [1280, 375]) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.setViewportSize({ width, height: 860 })
      await page.evaluate(() => scrollTo(0, 0))
      await page.screenshot({ path: `${SHOTS}/${name}-${scheme}-${width}.png`, fullPage: true })
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 720 })
}

async function expectAccessible(page: Page) {
  await page.setViewportSize({ width: 375, height: 740 })
  await expectNoSidewaysScroll(page)
  expect(await violationsOf(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 720 })
}

test('passes a wish on with its evidence, by keyboard; what was typed stays', async () => {
  await bob.goto(`${url}/admin/people/${personRef(ALICE.label)}?part=requests`)
  await expect(bob.getByText('This person has not asked for anything to be forgotten.')).toBeVisible()
  await bob.getByRole('link', { name: 'Ask on their behalf' }).press('Enter')
  await expect(bob.getByRole('heading', { name: 'Forget on behalf of Alice Moreau' })).toBeVisible()
  expect(await bob.content()).not.toContain(CANARY)
  await expect(bob.getByText('A second administrator must approve it')).toBeVisible()
  const evidence = bob.getByRole('textbox', { name: 'Evidence' })
  const word = bob.getByRole('textbox', { name: /CONFIRM/ })
  await bob.getByRole('combobox', { name: 'How the wish came' }).selectOption('By telephone')
  await evidence.fill('because')
  await word.fill('CONFIRM')
  await word.press('Enter')
  await expect(bob.getByText('Say in a sentence why')).toBeVisible()
  await expect(evidence).toBeFocused()
  await evidence.fill(`A call of ${ALICE.id}, number 17`)
  await word.press('Enter')
  await expect(bob.locator('.banner[role=alert]')).toContainText('Do not write who it is')
  await expect(evidence).toHaveValue(`A call of ${ALICE.id}, number 17`)
  await evidence.fill(WHY)
  await bob.getByRole('checkbox', { name: /It is certain/ }).press('Space')
  await shoot(bob, 'behalf')
  await expectAccessible(bob)
  await word.press('Enter')
  await expect(bob).toHaveURL(ADDRESS)
  references.alice = ADDRESS.exec(bob.url())?.[1] ?? ''
  await expect(bob.getByRole('heading', { name: 'Forget everything about Alice Moreau' })).toBeVisible()
  await expect(bob.getByText(WHY)).toBeVisible()
})

test('the most urgent stands first, in words; what is chosen is in the address', async () => {
  references.soon = await passOn('x-at-corp-co', 25, false)
  references.overdue = await passOn('bobby', 40, true)
  const asked = { operation: randomUUID(), scope: 'everything', selection: null, topic: null, stopRemembering: true }
  references.own = (
    await call<{ reference: string }>('askToForget', MUELLER, '/privacy/forget/everything', {
      ...{ ...asked, count: 0, word: FORGET_WORD },
    })
  ).reference
  await bob.goto(`${url}/admin`)
  await bob.getByRole('link', { name: '4 requests to be forgotten are open, 1 overdue, 1 due soon' }).press('Enter')
  await expect(bob.getByRole('heading', { name: 'Requests to be forgotten' })).toBeVisible()
  const rows = bob.getByRole('row')
  await expect(rows).toContainText([
    'Reference',
    /Audrey Voss.*(10|11) days overdue/,
    /x@corp\.co.*Not certain yet who asks.*Due soon, in [456] days/,
    /Due in (29|30) days/,
    /Due in (29|30) days/,
  ])
  await shoot(bob, 'queue')
  await expectAccessible(bob)
  await bob.getByRole('link', { name: 'Overdue, 1' }).press('Enter')
  await expect(bob).toHaveURL(/\/admin\/forget\?state=overdue$/)
  await expect(rows).toHaveCount(2)
  expect(complaints).toEqual([])
})

test('an auditor sees all of it but for whose it is and what it says', async ({ browser }) => {
  const known = [CANARY, 'alice', 'Moreau', 'Jonas', MUELLER, 'müller', 'x-at-corp', 'x@corp.co<', '_rule']
  const paths = ['/admin', '/admin/forget', '/admin/forget?state=ended']
  for (const reference of Object.values(references)) paths.push(`/admin/forget/${reference}`)
  for (const path of paths)
    for (const headers of [{}, RSC]) {
      const { status, body } = await ask(url, path, { headers: { cookie: cookies.bobby, ...headers } })
      expect([path, [200, 307].includes(status)]).toEqual([path, true])
      expect([path, known.filter((word) => body.includes(word))]).toEqual([path, []])
    }
  const { status } = await ask(url, behalf(ALICE.label), { headers: { cookie: cookies.bobby } })
  expect(status).toBe(404)
  const audrey = await enterAs(browser, url, 'Audrey Voss')
  await audrey.goto(detail('alice'))
  await expect(audrey.getByRole('heading', { name: 'Forget everything about one person' })).toBeVisible()
  await expect(audrey.getByText('Auditors see the whole way, and decide nothing.')).toBeVisible()
  await expect(audrey.getByRole('table', { name: '' }).first()).toContainText('Memories')
  await expect(audrey.getByRole('complementary').getByRole('button')).toHaveCount(0)
  await shoot(audrey, 'auditor')
  await expectAccessible(audrey)
  await audrey.context().close()
})

test('who asked may not approve; a second person does, and it is erased', async () => {
  await bob.goto(detail('alice'))
  await expect(bob.getByText('You asked for this yourself: a second person must decide it.')).toBeVisible()
  await expect(bob.getByRole('button', { name: 'Approve…' })).toHaveCount(0)
  await shoot(bob, 'own')
  const { rows } = await site.db.query<{ hash: string }>(
    `select scope_hash as hash from dashboard.forget_request where reference = $1`,
    [references.alice],
  )
  const approval = { reference: references.alice, hash: rows[0]?.hash, confirm: 'CONFIRM' }
  const refused = await callAction(url, 'approveForgetting', [approval], {
    cookie: cookies.bob,
    page: `/admin/forget/${references.alice}`,
  })
  expect(refused.value).toMatchObject({ ok: false, code: 'refused' })
  const unproven = await callAction(url, 'approveForgetting', [{ ...approval, confirm: '' }], {
    cookie: cookies['x@corp.com'],
    page: `/admin/forget/${references.alice}`,
  })
  expect(unproven.value).toMatchObject({ ok: false, code: 'step-up' })
  await rita.goto(`${url}/admin/forget?state=decide`)
  await expect(rita.getByRole('row', { name: /Alice Moreau/ })).toContainText('Waits for your word')
  await rita.getByRole('link', { name: references.alice }).press('Enter')
  const approve = rita.getByRole('button', { name: 'Approve…' })
  await approve.press('Enter')
  const word = rita.getByRole('textbox', { name: /CONFIRM/ })
  await expect(word).toBeFocused()
  await word.press('Escape')
  await expect(approve).toBeFocused()
  await approve.press('Enter')
  await word.fill('CONFIRM')
  await shoot(rita, 'approve')
  await expectAccessible(rita)
  // the dashboard does not answer: nothing typed is lost
  await rita.route('**/admin/forget/**', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await word.press('Enter')
  await expect(rita.locator('.banner[role=alert]')).toContainText('The dashboard did not answer')
  await expect(word).toHaveValue('CONFIRM')
  await rita.unroute('**/admin/forget/**')
  await word.press('Enter')
  await expect(rita.getByRole('link', { name: 'See the receipt' })).toBeVisible({ timeout: 15_000 })
  await shoot(rita, 'completed')
  const left = await site.db.query(`select from store where prefix = $1`, [`user_memories.${ALICE.label}`])
  expect(left.rowCount).toBe(0)
  await rita.getByRole('link', { name: 'See the receipt' }).press('Enter')
  const proven = 'Everything was forgotten, and nothing of it was found afterwards.'
  await expect(rita.getByRole('heading', { name: proven })).toBeVisible()
})

test('denied with a reason that the person reads', async ({ browser }) => {
  await bob.goto(detail('own'))
  await bob.getByRole('button', { name: 'Deny…' }).press('Enter')
  const why = bob.getByRole('textbox', { name: 'Why' })
  await expect(why).toBeFocused()
  await why.fill('no')
  await bob.getByRole('button', { name: 'Deny this' }).press('Enter')
  await expect(bob.getByText('Say in a sentence why')).toBeVisible()
  await expect(why).toHaveValue('no')
  await why.fill('The law has us keep these until May; ask again then')
  await shoot(bob, 'deny')
  await bob.getByRole('button', { name: 'Deny this' }).press('Enter')
  await expect(bob.getByText('It was denied. Nothing was erased')).toBeVisible()
  await expect(bob.getByRole('heading', { name: 'What can be done' })).toBeFocused()
  const jonas = await enterAs(browser, url, 'Jonas Müller')
  await jonas.goto(`${url}/privacy/requests/${references.own}`)
  await expect(jonas.getByText('The law has us keep these until May; ask again then')).toBeVisible()
  await jonas.context().close()
})

test('confirmed who asks, held and let go on; what slipped through fails it by name, and a retry erases it', async () => {
  await bob.goto(detail('soon'))
  await bob.getByRole('button', { name: 'Confirm who asks…' }).press('Enter')
  await bob.getByRole('textbox', { name: 'How you made sure' }).fill('Called back under the number on file')
  await bob.getByRole('textbox', { name: /CONFIRM/ }).fill('CONFIRM')
  await bob.getByRole('textbox', { name: /CONFIRM/ }).press('Enter')
  await expect(bob.getByText('You asked for this yourself')).toBeVisible()
  await bob.getByRole('button', { name: 'Put on hold…' }).press('Enter')
  await bob.getByRole('textbox', { name: 'Why' }).fill('A court has asked for them')
  await bob.getByRole('button', { name: 'Put on hold', exact: true }).press('Enter')
  await expect(bob.getByText('Nothing happens until it is let go on.')).toBeVisible()
  await shoot(bob, 'held')
  await bob.getByRole('button', { name: 'Let it go on…' }).press('Enter')
  await bob.getByRole('textbox', { name: 'Why' }).fill('The court has had its look')
  await bob.getByRole('textbox', { name: /CONFIRM/ }).fill('CONFIRM')
  await bob.getByRole('textbox', { name: /CONFIRM/ }).press('Enter')
  await expect(bob.getByText('You asked for this yourself')).toBeVisible()
  // an agent without a guard writes between the deletion and the check
  await site.db.query(`
    create function public.slip() returns trigger language plpgsql as $$ begin
      insert into public.store (prefix, key, value, created_at, updated_at)
      values ('user_memories.x-at-corp-co', '${CANARY}_rule', '{"text": "${CANARY} jam, and no other"}', now(), now()); return null; end $$;
    create trigger slip after insert on dashboard.forget_event for each row when (new.to_state = 'executed') execute function public.slip()`)
  await rita.goto(detail('soon'))
  await rita.getByRole('button', { name: 'Approve…' }).press('Enter')
  await rita.getByRole('textbox', { name: /CONFIRM/ }).fill('CONFIRM')
  await rita.getByRole('textbox', { name: /CONFIRM/ }).press('Enter')
  const failed = rita.getByText('Something that should be gone was found.')
  await expect(failed).toBeVisible({ timeout: 15_000 })
  await expect(rita.getByRole('row', { name: /Each memory, at its place/ })).toContainText(/\d+ 1$/)
  await shoot(rita, 'failed')
  await expectAccessible(rita)
  await site.db.query('drop function public.slip() cascade')
  await rita.getByRole('button', { name: 'Try again…' }).press('Enter')
  await rita.getByRole('textbox', { name: /CONFIRM/ }).fill('CONFIRM')
  await rita.getByRole('textbox', { name: /CONFIRM/ }).press('Enter')
  await expect(rita.getByRole('link', { name: 'See the receipt' })).toBeVisible({ timeout: 15_000 })
  const { rows } = await site.db.query(`select from store where prefix = 'user_memories.x-at-corp-co'`)
  expect(rows).toEqual([])
})

test('what concerns oneself another decides; the whole story is on the person’s page', async () => {
  await bob.goto(`${url}/admin/people/${personRef('x-at-corp-co')}?part=requests`)
  await expect(bob.getByRole('row', { name: new RegExp(references.soon ?? '') })).toContainText('Forgotten and checked')
  await shoot(bob, 'person')
  await expectAccessible(bob)
  await bob.goto(url + behalf('bob'))
  await expect(bob.getByText('These are your own.')).toBeVisible()
  await bob.goto(detail('overdue'))
  await bob.getByRole('button', { name: 'Take it back…' }).press('Enter')
  await bob.getByRole('button', { name: 'Take it back', exact: true }).press('Enter')
  await expect(bob.getByText('It was taken back. Nothing was erased.')).toBeVisible()
  await bob.goto(`${url}/admin/forget`)
  await expect(bob.getByRole('heading', { name: 'Nobody is waiting to be forgotten' })).toBeVisible()
  await shoot(bob, 'empty')
})
