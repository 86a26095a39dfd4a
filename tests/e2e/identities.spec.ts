// "It is honest with me: my memories are locked because they could be somebody else's." And: nobody gets in by being first.
import { expect, type Page, test } from '@playwright/test'
import { INES_ID, JO_ANN_ID, TEMI_ID } from '@/lib/demo/people'
import { personRef } from '@/lib/shared/person-ref'
import { violationsOf } from '../support/axe'
import { complaintsOf, type Dashboard, enterAs, expectNoSidewaysScroll, startDashboard } from '../support/browser'
import { ask, callAction } from '../support/http'
import { signInByHttp } from '../support/people'

const NAMESAKE = 'jo.ann@example.com'
const AUDITOR = 'mika@example.com'
const NAMESPACE = 'user_memories.jo-ann-at-example-com'
const EVIDENCE = 'The directory has had Jo-Ann Reyes since 2019, and the other one since last week.'

let dashboard: Dashboard
let url: string
let joAnn: string
let namesake: string

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  dashboard = await startDashboard({
    LOCAL_USERS: `Temi <${TEMI_ID}>; Ines <${INES_ID}>; Jo-Ann <${JO_ANN_ID}>; Jo <${NAMESAKE}>; Mika <${AUDITOR}>`,
    MEMORY_ID_PATTERN: '[a-z]+(?:[.-][a-z]+)*@example\\.com',
    MEMORY_ADMIN_EMAILS: `${TEMI_ID},${INES_ID}`,
  })
  url = dashboard.server.url
  joAnn = await signInByHttp(url, JO_ANN_ID)
  namesake = await signInByHttp(url, NAMESAKE)
})
test.afterAll(() => dashboard?.stop())

const get = (cookie: string, path: string) => ask(url, path, { headers: { cookie } })
/** What an id gets: its memories, or the page that says why not, and nothing else. */
async function isIn(cookie: string): Promise<boolean> {
  const [page, list] = [await get(cookie, '/memories'), await get(cookie, '/api/memories')]
  if (page.status === 200) {
    expect(JSON.parse(list.body)).toMatchObject({ total: expect.any(Number) })
    return true
  }
  expect([page.status, page.headers.location, list.status]).toEqual([307, '/unclear', 403])
  expect(Object.keys(JSON.parse(list.body) as object)).toEqual(['code', 'sentence'])
  return false
}
async function fits(page: Page): Promise<void> {
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 375],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 800 })
    expect(await violationsOf(page), `${colorScheme} ${width}`).toEqual([])
    await expectNoSidewaysScroll(page)
    if (process.env.SHOTS !== undefined)
      await page.screenshot({
        path: `${process.env.SHOTS}/${new URL(page.url()).pathname.replaceAll('/', '-')}-${colorScheme}-${width}-${Date.now() % 100_000}.png`,
        fullPage: true,
      })
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

test('both are locked out, honestly: what happened, what comes next, whom to ask, and no count', async () => {
  expect([await isIn(joAnn), await isIn(namesake)]).toEqual([false, false])
  const [hers, theirs] = [await get(joAnn, '/unclear'), await get(namesake, '/unclear')]
  for (const { status, body } of [hers, theirs]) {
    expect(status).toBe(200)
    expect(body).toContain('We cannot tell your memories from somebody else’s')
    expect(body).toContain('What happens next')
    expect(body).not.toMatch(/jo-ann-at-|user_memories|\d+ memor/)
  }
  const reference = (body: string) => /<code>([\w-]{8})<\/code>/.exec(body)?.[1]
  expect(reference(hers.body)).toMatch(/^[\w-]{8}$/)
  expect(reference(hers.body)).not.toBe(reference(theirs.body))
})

test('an administrator binds it with evidence; it takes effect when another confirms exactly that', async ({
  browser,
}) => {
  const temi = await enterAs(browser, url, 'Temi')
  const complaints = complaintsOf(temi)
  await temi.goto(`${url}/admin/identities`)
  await expect(
    temi.getByRole('heading', { name: '1 namespace is locked, because it is not clear whose it is' }),
  ).toBeVisible()
  await temi.getByRole('textbox', { name: 'An id' }).fill(JO_ANN_ID)
  await temi.getByRole('button', { name: 'Look', exact: true }).click()
  await expect(temi.getByText('It is locked: it could be more than one person’s')).toBeVisible()
  await expect(temi.getByText('name that field with MEMORY_OWNER_FIELD: each of them then sees')).toBeVisible()
  await expect(temi.getByRole('heading', { level: 2, name: JO_ANN_ID })).toBeFocused()
  expect(temi.url()).toBe(`${url}/admin/identities`)
  await fits(temi)
  await temi.getByRole('textbox', { name: 'How you know' }).fill(EVIDENCE)
  const asking = temi.getByRole('button', { name: 'Ask to bind it' })
  await expect(asking).toBeDisabled()
  await temi.getByRole('textbox', { name: /^Type CONFIRM/ }).fill('CONFIRM')
  await asking.click()
  await expect(temi.getByText('It takes effect when another administrator confirms it within a day.')).toBeVisible()
  await temi.goto(`${url}/admin/confirmations`)
  await expect(temi.getByRole('button', { name: 'Withdraw' })).toBeVisible()
  await expect(temi.getByRole('button', { name: 'Confirm' })).toHaveCount(0)
  expect([await isIn(joAnn), await isIn(namesake)]).toEqual([false, false])

  const ines = await enterAs(browser, url, 'Ines')
  await ines.goto(`${url}/admin/confirmations`)
  await expect(ines.getByText(`Bind the namespace ${NAMESPACE} to ${JO_ANN_ID}`)).toBeVisible()
  await expect(ines.getByText(EVIDENCE)).toBeVisible()
  await ines.getByRole('button', { name: 'Confirm' }).click()
  await ines.getByRole('textbox', { name: /^Type CONFIRM/ }).fill('CONFIRM')
  await fits(ines)
  await ines.getByRole('button', { name: 'Confirm this' }).click()
  await expect(ines.getByText('Confirmed by Ines')).toBeVisible()
  expect([await isIn(joAnn), await isIn(namesake)]).toEqual([true, false])
  expect((await get(joAnn, '/unclear')).headers.location).toBe('/memories')

  await temi.goto(`${url}/admin/identities?ref=${personRef('jo-ann-at-example-com')}`)
  await expect(temi.getByText(`It is ${JO_ANN_ID}’s: an administrator has bound it to them.`)).toBeVisible()
  await expect(temi.getByText(EVIDENCE)).toBeVisible()
  expect(complaints).toEqual([])
  await temi.context().close()
  await ines.context().close()
})

test('where nobody else could confirm it, the page says that a day passes first', async () => {
  const cookie = await signInByHttp(url, TEMI_ID)
  // of the two administrators one asks and the other is whom it concerns
  const bind = {
    userId: INES_ID,
    namespace: 'user_memories.ines-at-example-com',
    evidence: EVIDENCE,
    confirm: 'CONFIRM',
  }
  const { value } = await callAction(url, 'bindNamespace', [bind], { cookie })
  expect(value).toMatchObject({ ok: true, value: { waitsFor: 'time' } })
  const page = await get(await signInByHttp(url, INES_ID), '/admin/confirmations')
  expect(page.body).toContain('Nobody else can confirm it: takes effect')
  expect(page.body).toContain('This concerns you: somebody else must confirm it.')
})

test('without the word nothing is asked for; whoever does not run the dashboard finds nothing there', async () => {
  const cookie = await signInByHttp(url, TEMI_ID)
  const bind = { userId: NAMESAKE, namespace: NAMESPACE, evidence: EVIDENCE }
  expect((await callAction(url, 'bindNamespace', [bind], { cookie })).value).toMatchObject({
    ok: false,
    code: 'step-up',
  })
  const elsewhere = { ...bind, namespace: 'user_memories.ines-at-example-com', confirm: 'CONFIRM' }
  expect((await callAction(url, 'bindNamespace', [elsewhere], { cookie })).value).toMatchObject({
    ok: false,
    code: 'invalid',
  })
  for (const path of ['/admin/identities', '/admin/confirmations'])
    expect((await get(namesake, path)).status, path).toBe(404)
  for (const [name, input] of [
    ['inspectId', { userId: JO_ANN_ID }],
    ['bindNamespace', { ...bind, confirm: 'CONFIRM' }],
  ] as const)
    expect((await callAction(url, name, [input], { cookie: namesake })).value).toMatchObject({
      ok: false,
      code: 'refused',
    })
})

test('when the binding ends, the next request is locked again, for both', async () => {
  const cookie = await signInByHttp(url, INES_ID)
  const end = { namespace: NAMESPACE, reason: 'The directory was wrong about her.', confirm: 'CONFIRM' }
  expect((await callAction(url, 'unbindNamespace', [end], { cookie })).value).toMatchObject({ ok: true, value: true })
  expect([await isIn(joAnn), await isIn(namesake)]).toEqual([false, false])
})
