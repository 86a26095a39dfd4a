// Many memories at once, as a person selects, deletes, brings back, exports and makes searchable.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import type { Job } from '@/lib/shared/job'
import type { Memory } from '@/lib/shared/memory'
import { violationsOf } from '../support/axe'
import {
  askFor,
  complaintsOf,
  type Dashboard,
  enterAs,
  expectNoSidewaysScroll,
  rowOf,
  startDashboard,
  undoList,
  untilAlive,
} from '../support/browser'
import { ask, callAction } from '../support/http'
import { letIn, signInByHttp } from '../support/people'

const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Fritz', 'Gita', 'Hana'] as const
type Name = (typeof PEOPLE)[number]
const idOf = (name: Name) => `${name.toLowerCase()}@example.com`

let dashboard: Dashboard
let url: string
test.beforeAll(async () => {
  dashboard = await startDashboard({
    DEMO_DATA: 'none',
    LOCAL_USERS: PEOPLE.map((name) => `${name} <${idOf(name)}>`).join('; '),
    MEMORY_ID_PATTERN: '[a-z]+@example\\.com',
  })
  url = dashboard.server.url
})
test.afterAll(() => dashboard?.stop())

/** Memories as an agent wrote them, in calls of 20; the later ones are newer, one a minute. Answers with the session. */
async function settle(name: Name, memories: { key: string; text: string; isSearchable?: boolean }[]): Promise<string> {
  const cookie = await signInByHttp(url, idOf(name))
  const texts = memories.map(({ key, text, isSearchable = true }, at) => {
    const time = new Date(Date.UTC(2026, 2, 1, 0, at)).toISOString()
    const index = isSearchable ? 'default' : false
    return JSON.stringify({ key, value: { text }, index, created_at: time, updated_at: time })
  })
  for (let at = 0; at < texts.length; at += 20) {
    const items = texts.slice(at, at + 20).map((text) => ({ text, over: null, key: null, operation: randomUUID() }))
    const { value } = await callAction(url, 'importLines', [{ items }], { cookie })
    expect(value).toMatchObject({ ok: true })
  }
  return cookie
}

const several = (count: number, prefix: string, text: (at: number) => string = (at) => `about ${prefix} ${at}`) =>
  Array.from({ length: count }, (_, at) => ({ key: `${prefix}_${at}`, text: text(at) }))

const totalOf = async (cookie: string) =>
  (JSON.parse((await ask(url, '/api/memories', { headers: { cookie } })).body) as { total: number }).total
const jobsOf = async (cookie: string) =>
  JSON.parse((await ask(url, '/api/jobs', { headers: { cookie } })).body) as Job[]

const bar = (page: Page) => page.getByRole('region', { name: 'What is selected' })
const tick = (page: Page, key: string) => page.getByRole('checkbox', { name: `Select ${key}`, exact: true })
const select = async (page: Page) => page.getByRole('button', { name: 'Select', exact: true }).click()
const press = (page: Page, name: RegExp | string) => bar(page).getByRole('button', { name }).click()
const line = (page: Page, text: RegExp | string) => undoList(page).locator('.toast').filter({ hasText: text })

async function open(browser: Browser, name: Name, path = '/memories'): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await browser.newContext()).newPage()
  const complaints = complaintsOf(page)
  await letIn(page, url, name)
  await page.goto(url + path)
  await untilAlive(page)
  return { page, complaints }
}

test('T48, T49, T52, T54, T57: a person deletes 40 relatives and brings the one mistake among them back, without a manual', async ({
  browser,
}) => {
  const cookie = await settle('Ada', [...several(20, 'note'), ...several(40, 'trip', (at) => `A trip to place ${at}`)])
  const { page, complaints } = await open(browser, 'Ada', '/memories?starts=trip_')
  await expect(page.getByRole('article')).toHaveCount(40)
  await select(page)
  await page.getByRole('checkbox', { name: 'All 40 on this page' }).check()
  await expect(bar(page).getByRole('status')).toHaveText('40 selected')

  // looking elsewhere takes nothing away and adds nothing
  await askFor(page, 'note')
  await expect(bar(page).getByRole('status')).toContainText('40 selected')
  await page.goBack()
  await expect(page.getByText('All 40 on this page are selected.')).toBeVisible()

  await press(page, 'Delete 40')
  const question = page.getByRole('dialog', { name: 'Delete 40 memories?' })
  await expect(question).toContainText('40 memories, exactly those you selected')
  await expect(question).toContainText('trip_39')
  await expect(question).toContainText('and 35 more')
  expect(await totalOf(cookie)).toBe(60)
  await question.getByRole('button', { name: 'Keep them' }).click()
  await expect(question).toBeHidden()
  expect(await totalOf(cookie)).toBe(60)

  await press(page, 'Delete 40')
  await page.getByRole('button', { name: 'Delete 40 memories' }).dblclick()
  await expect(line(page, 'Removed 40 memories. Undo until')).toBeVisible()
  await expect(bar(page)).toBeHidden()
  await expect(page.getByRole('checkbox')).toHaveCount(0)
  expect(await totalOf(cookie)).toBe(20)
  expect(await jobsOf(cookie)).toEqual([])

  // the offer survives a reload; the mistake is found among the forty
  await page.reload()
  await line(page, 'Removed 40 memories').getByRole('link', { name: 'Show' }).click()
  await expect(page.getByRole('heading', { name: 'Removed together' })).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(40)
  await expect(page.getByText('A trip to place 17', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Undo: bring trip_17 back' }).click()
  await expect(page.getByText('Undone. trip_17 is back as it was, and can be found again.')).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(39)
  await expect(page.getByRole('button', { name: 'Bring all 39 memories back' })).toBeVisible()
  expect(await totalOf(cookie)).toBe(21)
  await page.getByRole('link', { name: 'All memories' }).click()
  await expect(rowOf(page, 'trip_17')).toBeVisible()
  await expect(rowOf(page, 'trip_18')).toHaveCount(0)

  // and all the others, by the line
  await line(page, 'Removed 39 memories').getByRole('button', { name: 'Undo: bring 39 memories back' }).click()
  await expect(undoList(page)).toContainText('Undone. 39 memories are back as they were')
  await expect(rowOf(page, 'trip_18')).toBeVisible()
  expect(await totalOf(cookie)).toBe(60)
  expect(complaints).toEqual([])
})

test('T13, T48: all that match are selected as they are then, and what comes later is not; progress is shown, and survives a reload', async ({
  browser,
}) => {
  const cookie = await settle('Ben', [...several(130, 'old'), ...several(10, 'kept')])
  const { page, complaints } = await open(browser, 'Ben', '/memories?starts=old_')
  await select(page)
  await page.getByRole('checkbox', { name: 'All 50 on this page' }).check()
  await page.getByRole('button', { name: 'Select all 130 that match' }).click()
  await expect(bar(page).getByRole('status')).toContainText('130 selected')
  await expect(bar(page).getByRole('status')).toContainText('80 are not on this page')
  // one is left out, and one comes that was not there when all were selected
  await tick(page, 'old_129').uncheck()
  const late = { key: 'old_late', json: '{"text": "late"}', operation: randomUUID() }
  await callAction(url, 'saveNew', [late], { cookie })
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(tick(page, 'old_50')).toBeChecked()
  await page.getByRole('link', { name: 'Newer' }).click()
  await expect(tick(page, 'old_129')).not.toBeChecked()
  await press(page, 'Delete 129')
  await page.getByRole('button', { name: 'Delete 129 memories' }).click()
  await expect(line(page, /Deleting 129 memories|Removed 129 memories/)).toBeVisible()
  await page.reload()
  await expect(line(page, 'Removed 129 memories')).toBeVisible()
  await expect.poll(() => totalOf(cookie)).toBe(12)
  await expect(rowOf(page, 'old_late')).toBeVisible()
  await expect(rowOf(page, 'old_129')).toBeVisible()
  await line(page, 'Removed 129 memories').getByRole('button', { name: /^Undo/ }).click()
  await expect(undoList(page)).toContainText('Undone. 129 memories are back as they were')
  expect(await totalOf(cookie)).toBe(141)
  expect(complaints).toEqual([])
})

test('T51: what has changed since it was selected stays, selected and with the reason; looked at again, it goes', async ({
  browser,
}) => {
  const cookie = await settle('Cleo', several(12, 'fact'))
  const { page, complaints } = await open(browser, 'Cleo')
  await select(page)
  await tick(page, 'fact_8').click()
  await tick(page, 'fact_3').click({ modifiers: ['Shift'] })
  await expect(bar(page).getByRole('status')).toHaveText('6 selected')
  const id = Buffer.from('\u0000fact_5').toString('base64url')
  const { version } = JSON.parse((await ask(url, `/api/memories/${id}`, { headers: { cookie } })).body) as Memory
  const change = { id, version, json: '{"text": "the agent knows better"}', operation: randomUUID() }
  expect((await callAction(url, 'saveEdit', [change], { cookie })).value).toMatchObject({ ok: true })

  await press(page, 'Delete 6') // so few go at once
  await expect(line(page, 'Removed 5 memories')).toBeVisible()
  await expect(line(page, '1 memory was not deleted.')).toBeVisible()
  await expect(bar(page).getByRole('status')).toHaveText('1 selected')
  await expect(tick(page, 'fact_5')).toBeChecked()
  await expect(tick(page, 'fact_5')).toHaveAccessibleDescription('It changed after you selected it')
  await expect(rowOf(page, 'fact_5')).toContainText('the agent knows better')
  expect(await totalOf(cookie)).toBe(7)

  // after a reload the server still knows what was left
  await page.reload()
  await line(page, '1 memory was not deleted.').getByRole('button', { name: 'Show' }).click()
  await expect(tick(page, 'fact_5')).toBeChecked()
  await press(page, 'Delete 1')
  await expect(line(page, 'Removed fact_5')).toBeVisible()
  expect(await totalOf(cookie)).toBe(6)
  await expect(bar(page)).toBeHidden()
  expect(complaints).toEqual([])
})

test('T14, T55: without an answer nothing is said to be deleted and nothing leaves the list; tried again it happens once', async ({
  browser,
}) => {
  const cookie = await settle('Dora', several(5, 'thing'))
  const page = await enterAs(browser, url, 'Dora')
  await select(page)
  await tick(page, 'thing_1').check()
  await tick(page, 'thing_2').check()
  await page.route('**/memories', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await press(page, 'Delete 2')
  await expect(bar(page)).toContainText('The dashboard did not answer. Try again: sent twice, it is done once.')
  await expect(rowOf(page, 'thing_1')).toBeVisible()
  await expect(tick(page, 'thing_1')).toBeChecked()
  expect(await totalOf(cookie)).toBe(5)
  await page.unroute('**/memories')
  await bar(page).getByRole('button', { name: 'Delete 2' }).dblclick()
  await expect(line(page, 'Removed 2 memories')).toBeVisible()
  await expect(rowOf(page, 'thing_1')).toHaveCount(0)
  expect(await totalOf(cookie)).toBe(3)
})

test('T56, T70: everything goes by keyboard, in no dialog of the browser’s; the page and its dialog are accessible', async ({
  browser,
}) => {
  await settle('Emil', several(30, 'row'))
  const { page, complaints } = await open(browser, 'Emil')
  const at = (key: string) => rowOf(page, key).getByRole('link')
  await at('row_28').focus()
  await page.keyboard.press('x')
  await expect(tick(page, 'row_28')).toBeChecked()
  await at('row_25').focus()
  await page.keyboard.press('Shift+X')
  await expect(bar(page).getByRole('status')).toHaveText('4 selected')
  await page.keyboard.press('x')
  await expect(bar(page).getByRole('status')).toHaveText('3 selected')
  await page.keyboard.press('Escape')
  await expect(bar(page)).toBeHidden()
  await at('row_28').focus()
  await page.keyboard.press('x')
  await tick(page, 'row_20').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Delete')
  await expect(line(page, 'Removed 2 memories')).toBeVisible()
  await expect(undoList(page).getByRole('button', { name: 'Undo: bring 2 memories back' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(undoList(page)).toContainText('Undone. 2 memories are back')
  await expect(page.locator('.rows a.open').first()).toBeFocused()

  await select(page)
  await page.getByRole('checkbox', { name: 'All 30 on this page' }).check()
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    expect(await violationsOf(page), scheme).toEqual([])
    await press(page, 'Delete 30')
    await expect(page.getByRole('dialog')).toBeVisible() // before, Escape ends the selection
    expect(await violationsOf(page), `${scheme}, asked`).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(bar(page).getByRole('button', { name: 'Delete 30' })).toBeFocused()
  }
  expect(complaints).toEqual([])
})

test('exactly what is selected is exported; what is not searchable is made so, with a count', async ({ browser }) => {
  const some = several(37, 'mute').map((memory) => ({ ...memory, isSearchable: false }))
  const cookie = await settle('Fritz', [...some, ...several(5, 'loud')])
  const { page, complaints } = await open(browser, 'Fritz')
  await select(page)
  await tick(page, 'loud_1').check()
  await tick(page, 'loud_4').check()
  await press(page, 'Export')
  const download = page.waitForEvent('download')
  await page.getByRole('dialog', { name: 'Export 2 memories' }).getByRole('link', { name: 'JSON lines' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  expect([...text.matchAll(/"key": ?"(\w+)"/g)].map(([, key]) => key)).toEqual(['loud_1', 'loud_4'])
  await page.keyboard.press('Escape')

  dashboard.endpoint.requests.length = 0
  await page.getByRole('button', { name: 'Make 37 searchable' }).click()
  await expect(undoList(page)).toContainText('37 memories can be found by meaning now.')
  await expect(page.getByRole('button', { name: /searchable$/ })).toHaveCount(0)
  expect(dashboard.endpoint.requests.length).toBeLessThan(5)
  expect(await totalOf(cookie)).toBe(42)
  expect(complaints).toEqual([])
})

test('T49: of a question all that match it can be selected, or the first results as far as they were read', async ({
  browser,
}) => {
  const words = (at: number) => (at < 14 ? `violet heron number${at}` : `something else ${at} entirely`)
  await settle('Gita', several(30, 'bird', words))
  const { page } = await open(browser, 'Gita')
  await askFor(page, 'violet heron')
  await select(page)
  await page.getByRole('checkbox', { name: 'All 10 on this page' }).check()
  await page.getByRole('button', { name: 'Select all 14 that match' }).click()
  await expect(bar(page).getByRole('status')).toContainText('14 selected')
  await page.getByRole('link', { name: 'Next 10' }).click()
  await expect(page.locator('.tick input:checked')).toHaveCount(4)
  await page.getByRole('button', { name: 'Select none' }).click()
  await page.getByRole('checkbox', { name: 'All 10 on this page' }).check()
  await page.getByRole('button', { name: 'Select results 1 to 20' }).click()
  await expect(bar(page).getByRole('status')).toContainText('20 selected')
})

test('T72: at 375 pixels memories are selected, deleted and brought back; nothing reaches beyond the edge', async ({
  browser,
}) => {
  const cookie = await settle('Hana', several(30, 'small'))
  const page = await enterAs(browser, url, 'Hana')
  await page.setViewportSize({ width: 375, height: 740 })
  await select(page)
  const box = await page.locator('.tick').first().boundingBox()
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44)
  await page.getByRole('checkbox', { name: 'All 30 on this page' }).check()
  await expectNoSidewaysScroll(page)
  for (const button of await bar(page).getByRole('button').all())
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await press(page, 'Delete 30')
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Delete 30 memories' }).click()
  await line(page, 'Removed 30 memories').getByRole('link', { name: 'Show' }).click()
  await expectNoSidewaysScroll(page)
  await page.setViewportSize({ width: 320, height: 640 })
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Bring all 30 memories back' }).click()
  await expect(page.getByText('Nothing is left here to bring back')).toBeVisible()
  expect(await totalOf(cookie)).toBe(30)
})
