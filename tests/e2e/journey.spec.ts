// "I found what it remembers about me, put it right, and could take everything back, with the mouse and without."
import { expect, type Page, test } from '@playwright/test'
import { memoryId } from '@/lib/shared/memory'
import {
  askFor,
  complaintsOf,
  enterAs,
  findField,
  panelOf,
  rowOf,
  undoList,
  untilAlive,
  windowBeside,
} from '../support/browser'
import { signIn } from '../support/people'
import { type RunningServer, startServer } from '../support/server'

let server: RunningServer
let complaints: string[]

test.beforeAll(async () => {
  test.setTimeout(120_000)
  server = await startServer()
  // memories are found by meaning once the built-in encoder has read them
  await expect.poll(server.output, { timeout: 110_000 }).toContain('Every memory can be found by meaning now.')
})
test.afterAll(() => server?.stop())
test.beforeEach(({ page }) => {
  complaints = complaintsOf(page)
})
test.afterEach(() => expect(complaints).toEqual([]))

const first = (page: Page) => page.getByRole('article').first()
const total = async (page: Page) =>
  Number(
    (
      await page
        .getByText(/^[\d,]+ memories$/)
        .first()
        .innerText()
    ).split(' ')[0],
  )

test('by mouse: found by meaning, opened, corrected, found anew, deleted, brought back', async ({ page }) => {
  await signIn(page, server.url, 'Ines Halloran')
  await askFor(page, 'food while travelling')
  await rowOf(page, 'per_diem').click()
  await expect(page.getByText(/^[1-3] of \d+$/)).toBeVisible()
  const panel = panelOf(page, 'per_diem')
  await expect(panel.getByText('Very close')).toBeVisible()
  await panel.getByRole('link', { name: 'Edit' }).click()
  const words = page.getByRole('textbox', { name: 'text' })
  await words.fill((await words.inputValue()).replace('receipts above 25', 'and the harbour sauna is not covered'))
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Saved. Search renewed.' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('the harbour sauna is not covered')

  await page.getByRole('link', { name: 'Memories', exact: true }).click()
  await askFor(page, 'does travelling pay for a steam bath')
  await expect(first(page)).toContainText('harbour sauna')
  await first(page).click()
  await panel.getByRole('button', { name: 'Delete' }).click()
  await expect(undoList(page)).toContainText('Removed per_diem. Undo until')
  await expect(rowOf(page, 'per_diem')).toHaveCount(0)
  await undoList(page).getByRole('button', { name: 'Undo: bring per_diem back' }).click()
  await expect(undoList(page)).toContainText('Undone. per_diem is back as it was, and can be found again.')
  await expect(first(page)).toContainText('harbour sauna')
})

test('a question finds a memory that shares no word with it', async ({ page }) => {
  await signIn(page, server.url, 'Ines Halloran')
  await askFor(page, 'allergic to nuts')
  await expect(first(page)).toContainText('Hazelnuts give her a rash')
})

test('by keyboard alone: find, open, correct, save, delete, undo', async ({ page }) => {
  await signIn(page, server.url, 'Ines Halloran')
  await untilAlive(page)
  await page.keyboard.press('/')
  await expect(findField(page)).toBeFocused()
  await page.keyboard.type('weekly overview')
  await expect(page.getByRole('status').filter({ hasText: 'closest first' })).toBeVisible()
  await expect(first(page)).toContainText('Wants the weekly summary on Mondays')
  await page.keyboard.press('Tab') // out of the field: from here on, letters are commands
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(page.getByText(/^2 of \d+$/)).toBeVisible()
  await page.keyboard.press('k')
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
  await expect(panelOf(page, 'weekly_summary')).toBeVisible()
  await expect(rowOf(page, 'weekly_summary').getByRole('link')).toBeFocused()

  await page.keyboard.press('e')
  await tabTo(page, 'textbox', 'text')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('. It names the herons')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Saved. Search renewed.')).toBeVisible()
  await tabTo(page, 'button', 'Delete')
  await page.keyboard.press('Enter')
  await expect(undoList(page).getByRole('button', { name: 'Undo: bring weekly_summary back' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(undoList(page)).toContainText('Undone. weekly_summary is back')
  await expect(findField(page)).toBeVisible() // deleting led back to the list
  await page.keyboard.press('/')
  await expect(findField(page)).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('the summary that names the herons')
  await expect(first(page)).toContainText('It names the herons')
})

test('the Save button can be reached and pressed by keyboard', async ({ page }) => {
  await signIn(page, server.url, 'Ines Halloran')
  await rowOf(page, 'dark_months').click()
  await panelOf(page, 'dark_months').getByRole('link', { name: 'Edit' }).click()
  await tabTo(page, 'textbox', 'text')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('!')
  await tabTo(page, 'button', 'Save')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Saved. Search renewed.')).toBeVisible()
})

test('T52: five deletions in a row can each be undone, also after a reload and in another tab', async ({ page }) => {
  const keys = ['running', 'sun_cream', 'shirts', 'coffee', 'boots']
  await signIn(page, server.url, 'Ines Halloran')
  const before = await total(page)
  for (const key of keys) {
    await page.goto(`${server.url}/memories?open=${memoryId([], key)}`)
    await panelOf(page, key).getByRole('button', { name: 'Delete' }).click()
    await expect(undoList(page).getByRole('button', { name: `Undo: bring ${key} back` })).toBeFocused()
  }
  await expect(undoList(page).getByText('3 more removed')).toBeVisible()
  await page.reload()
  await expect(undoList(page).getByText('3 more removed')).toBeVisible()
  const other = await windowBeside(page)
  await other.goto(`${server.url}/memories`)
  await expect(other.getByText(`${before - 5} memories`).first()).toBeVisible()
  await undoList(other).getByRole('button', { name: 'Show' }).click()
  for (const key of keys.slice(0, 3)) await bringBack(other, key)

  await page.reload()
  for (const key of keys.slice(3)) await bringBack(page, key)
  await page.reload()
  await expect(page.getByText(`${before} memories`).first()).toBeVisible()
  await expect(undoList(page).getByRole('button')).toHaveCount(0)
})

test('a new memory whose key is taken says so beside the key, and nothing typed is lost', async ({ page }) => {
  await signIn(page, server.url, 'Ines Halloran')
  await page.getByRole('link', { name: 'Add a memory' }).click()
  const [key, words] = [
    page.getByRole('textbox', { name: 'Key' }),
    page.getByRole('textbox', { name: 'text', exact: true }),
  ]
  await key.fill('dietary_rule')
  await words.fill('Has eaten herring once')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(key).toHaveAccessibleDescription(/There is a memory named dietary_rule already\./)
  await expect(words).toHaveValue('Has eaten herring once')
  await key.fill('herring')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved. Search renewed.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'herring' })).toBeVisible()
})

test('someone new is told that nothing is remembered, and writes the first memory', async ({ page }) => {
  await signIn(page, server.url, 'Mika Sand')
  await expect(page.getByRole('heading', { name: 'Nothing is remembered about you yet' })).toBeVisible()
  await page.getByRole('link', { name: 'Write a memory' }).click()
  await page.getByRole('textbox', { name: 'Key' }).fill('bread')
  await page.getByRole('textbox', { name: 'text', exact: true }).fill('Bakes rye bread on Saturdays')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved. Search renewed.')).toBeVisible()
  await page.getByRole('link', { name: '‹ All memories' }).click()
  await expect(page.getByText('1 memory').first()).toBeVisible()
  await askFor(page, 'weekend baking')
  await expect(first(page)).toContainText('Bakes rye bread')
})

test('whoever cannot be told apart from somebody else sees the reason and nothing more', async ({ page, browser }) => {
  await signIn(page, server.url, 'Jo-Ann Reyes')
  await expect(page.getByRole('heading', { name: 'We cannot tell your memories from somebody else’s' })).toBeVisible()
  for (const path of ['/memories', '/memories?q=tea', '/memories/new', '/memories/AHByZWZlcnJlZA/edit']) {
    await page.goto(server.url + path)
    await expect(page).toHaveURL(`${server.url}/unclear`)
  }
  for (const path of ['/api/memories', '/api/memories?q=tea', '/api/memories/AHByZWZlcnJlZA', '/api/undoable']) {
    const answer = await page.request.get(server.url + path)
    expect(answer.status()).toBe(403)
    expect(Object.keys(await answer.json())).toEqual(['code', 'sentence'])
  }
  const ines = await enterAs(browser, server.url, 'Ines Halloran')
  await ines.goto(`${server.url}/unclear`)
  await expect(ines).toHaveURL(`${server.url}/memories`)
  await ines.context().close()
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(`${server.url}/sign-in`)
  await page.goto(`${server.url}/memories`)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

async function bringBack(page: Page, key: string): Promise<void> {
  await undoList(page)
    .getByRole('button', { name: `Undo: bring ${key} back` })
    .click()
  await expect(undoList(page)).toContainText(`Undone. ${key} is back as it was`)
}

/** Presses Tab until the control has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, role: 'textbox' | 'button', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true })
  await expect(wanted).toBeVisible()
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`Tab never reached the ${role} ${name}`)
}
