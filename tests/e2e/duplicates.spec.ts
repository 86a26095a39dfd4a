// "It kept the same thing twice, and one of the two is wrong. I want to see both and decide."
import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { memoryId } from '@/lib/shared/memory'
import {
  complaintsOf,
  type Dashboard,
  enterAs,
  expectNoSidewaysScroll,
  startDashboard,
  undoList,
  untilAlive,
  windowBeside,
} from '../support/browser'
import { callAction } from '../support/http'
import { ADA, signInByHttp } from '../support/people'

let dashboard: Dashboard
let url: string
let page: Page
let complaints: string[]

test.beforeAll(async ({ browser }) => {
  dashboard = await startDashboard({
    DEMO_DATA: 'none',
    LOCAL_USERS: `Ada <${ADA}>`,
    MEMORY_ID_PATTERN: '[a-z]+@example\\.com',
  })
  url = dashboard.server.url
  page = await enterAs(browser, url, 'Ada')
  complaints = complaintsOf(page)
  const cookie = await signInByHttp(url, ADA)
  for (const [key, text] of [
    ['shoe_size', 'Running shoes in size 41 from the shop by the harbour'],
    ['shoe_size_again', 'Running shoes in size 42 from the shop by the harbour'],
    ['tea', 'Drinks smoky black tea from the blue tin at four'],
    ['tea_agent', 'Drinks smoky black tea from the blue tin, at four'],
    ['ferry', 'Takes the early ferry to the island on Saturdays'],
    ['ferry_note', 'On Saturdays takes the early ferry to the island'],
    ['alone', 'Reads crime novels in winter'],
  ] as const)
    await callAction(url, 'saveNew', [{ key, json: JSON.stringify({ text }), operation: randomUUID() }], { cookie })
})
test.afterAll(() => dashboard?.stop())
test.afterEach(() => expect(complaints).toEqual([]))

const pair = (key: string) => page.getByRole('article', { name: new RegExp(`: ${key} and `) })
const stored = async (key: string) =>
  (await (await page.request.get(`${url}/api/memories/${memoryId([], key)}`)).json()) as { json: string } | null
const press = (key: string, name: string | RegExp) => pair(key).getByRole('button', { name }).click()

async function look(kind = '') {
  await page.goto(`${url}/memories/duplicates${kind}`)
  await untilAlive(page)
  await expect(page.getByText('Comparing your memories')).toHaveCount(0)
  await expect(page.getByText('looking again')).toHaveCount(0, { timeout: 30_000 })
}

test('from the list to pairs side by side, with what differs marked and why', async () => {
  await page.goto(`${url}/memories`)
  await page.getByRole('link', { name: 'Nearly alike' }).click()
  await expect(page.getByRole('heading', { name: 'Nearly alike' })).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(3)
  const shoes = pair('shoe_size')
  await expect(shoes.getByRole('heading', { name: 'May contradict each other: 41 and 42' })).toBeVisible()
  await expect(shoes.locator('u')).toHaveText(['41', '42'])
  await expect(shoes).toContainText('by you, here')
  await expect(shoes).toContainText(/\d+ % of the telling words shared. Meaning 0\.\d\d/)
  await expect(pair('ferry').getByRole('heading', { name: 'Nearly the same words' })).toBeVisible()
  await page.getByRole('link', { name: 'May contradict 1' }).click()
  await expect(page.getByRole('article')).toHaveCount(1)
  await expect(page).toHaveURL(/kind=contradict/)
  await page.goBack()
  await expect(page.getByRole('article')).toHaveCount(3)
})

test('T54: keeping one deletes the other, which comes back with one key', async () => {
  await look()
  await press('tea', 'Keep tea and delete tea_agent')
  await expect(
    page.getByRole('main').getByRole('status').filter({ hasText: 'tea is kept. tea_agent was deleted.' }),
  ).toBeVisible()
  await expect(pair('tea')).toHaveCount(0)
  expect(await stored('tea_agent')).toBeNull()
  await expect(undoList(page).getByRole('button', { name: 'Undo: bring tea_agent back' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(undoList(page)).toContainText('Undone. tea_agent is back')
  expect(await stored('tea_agent')).not.toBeNull()
  await look()
  await expect(pair('tea')).toBeVisible()
})

test('both can be kept, which is remembered over a reload and can be taken back', async () => {
  await look()
  await press('ferry', 'Keep both')
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'Both are kept.' })).toBeVisible()
  await expect(pair('ferry')).toHaveCount(0)
  await look('?kind=kept')
  await expect(pair('ferry')).toBeVisible()
  await press('ferry', 'Ask about this pair again')
  await expect(page.getByRole('heading', { name: 'You have not kept both of any pair' })).toBeVisible()
  await look()
  await expect(pair('ferry')).toBeVisible()
})

test('one is made of two with the words of both, and undone as one', async () => {
  await look()
  await press('shoe_size', 'Make one of the two')
  const form = page.getByRole('form', { name: 'Make one of the two' })
  const words = form.getByRole('textbox', { name: 'text', exact: true })
  await expect(words).toBeFocused()
  await expect(words).toHaveValue(
    'Running shoes in size 42 from the shop by the harbour\nRunning shoes in size 41 from the shop by the harbour',
  )
  await form.getByRole('radio', { name: 'shoe_size', exact: true }).check()
  await words.fill('Running shoes in size 42, formerly 41')
  await page.keyboard.press('Control+Enter')
  await expect(
    page.getByRole('main').getByRole('status').filter({ hasText: 'shoe_size_again is part of shoe_size now.' }),
  ).toBeVisible()
  expect((await stored('shoe_size'))?.json).toBe('{"text": "Running shoes in size 42, formerly 41"}')
  expect(await stored('shoe_size_again')).toBeNull()
  await expect(undoList(page)).toContainText('shoe_size_again is part of shoe_size now. Undo until')
  await undoList(page).getByRole('button', { name: 'Undo: bring shoe_size_again back' }).click()
  await expect(undoList(page)).toContainText('Undone. shoe_size_again and shoe_size are as they were.')
  expect((await stored('shoe_size'))?.json).toBe('{"text": "Running shoes in size 41 from the shop by the harbour"}')
  expect(await stored('shoe_size_again')).not.toBeNull()
})

test('T27: when one has changed meanwhile nothing is deleted or saved, and what was typed stays', async () => {
  await look()
  await press('shoe_size', 'Make one of the two')
  const form = page.getByRole('form', { name: 'Make one of the two' })
  const words = form.getByRole('textbox', { name: 'text', exact: true })
  await words.fill('Shoes, one memory')
  const other = await windowBeside(page)
  await other.goto(`${url}/memories/${memoryId([], 'shoe_size')}/edit`)
  await other
    .getByRole('textbox', { name: 'text', exact: true })
    .fill('Running shoes in size 43 from the shop by the harbour')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText('Saved. Search renewed.')).toBeVisible()
  await form.getByRole('button', { name: 'Save as one' }).click()
  await expect(form.getByRole('alert')).toContainText(
    'One of the two changed after you opened this page. Nothing has been saved.',
  )
  await expect(words).toHaveValue('Shoes, one memory')
  await form.getByRole('button', { name: 'Cancel' }).click()
  await expect(pair('shoe_size').getByRole('button', { name: 'Make one of the two' })).toBeFocused()
  await press('shoe_size', 'Keep shoe_size_again and delete shoe_size')
  await expect(pair('shoe_size').getByRole('alert')).toContainText(
    'This memory changed after you opened it. It was not deleted',
  )
  await expect(pair('shoe_size').locator('u')).toHaveText(['43', '42'])
  expect((await stored('shoe_size'))?.json).toContain('43')
  expect(await stored('shoe_size_again')).not.toBeNull()
  await other.close()
})

test('by keyboard alone from pair to pair, also on a phone and in German', async () => {
  await page.setViewportSize({ width: 375, height: 800 })
  await look()
  await page.keyboard.press('j')
  await expect(page.getByRole('article').nth(0)).toBeFocused()
  await page.keyboard.press('j')
  await expect(page.getByRole('article').nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(page.getByRole('article').nth(0)).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: /^Keep .* and delete/ }).first()).toBeFocused()
  await expectNoSidewaysScroll(page)
  await page.setViewportSize({ width: 320, height: 700 })
  await expectNoSidewaysScroll(page)
  await page.context().addCookies([{ name: 'language', value: 'de', url }])
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Fast gleich' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Beide behalten' }).first()).toBeVisible()
})
