// "I never need the mouse, and I can look up how."
import { expect, type Page, test } from '@playwright/test'
import {
  askFor,
  complaintsOf,
  type Dashboard,
  enterAs,
  panelOf,
  startDashboard,
  undoList,
  untilAlive,
  writeMemory,
} from '../support/browser'

let dashboard: Dashboard
let url: string
let page: Page

test.beforeAll(async ({ browser }) => {
  dashboard = await startDashboard()
  url = dashboard.server.url
  page = await enterAs(browser, url, 'Mika Sand')
  await writeMemory(page, url, 'tea_time', 'Drinks tea at four')
  await writeMemory(page, url, 'second_cup', 'A second cup of coffee before noon')
})
test.afterAll(() => dashboard?.stop())
test.beforeEach(async () => {
  await page.goto(`${url}/memories`)
  await untilAlive(page)
})

const dialog = () => page.getByRole('dialog')

test('j opens, Delete deletes the open memory, u brings it back, e edits it', async () => {
  const complaints = complaintsOf(page)
  await page.keyboard.press('j')
  await expect(panelOf(page, 'second_cup')).toBeVisible()
  await page.keyboard.press('Delete')
  await expect(undoList(page)).toContainText('Removed second_cup')
  await expect(page.getByRole('main')).not.toContainText('A second cup')
  await page.keyboard.press('u')
  await expect(undoList(page)).toContainText('Undone. second_cup is back')
  await expect(page.getByRole('main')).toContainText('A second cup')
  await page.keyboard.press('j')
  await expect(panelOf(page, 'second_cup')).toBeVisible()
  await page.keyboard.press('e')
  await expect(page.getByRole('heading', { name: 'Editing second_cup' })).toBeVisible()
  expect(complaints).toEqual([])
})

test('? lists every key of the page, Escape closes the list and gives the focus back', async () => {
  await page.getByRole('link', { name: 'Add a memory' }).focus()
  await page.keyboard.press('?')
  await expect(dialog()).toContainText('Find a memory')
  await expect(dialog()).toContainText('Open the next memory')
  await page.keyboard.press('j') // belongs to nobody while the list is open
  await expect(page).toHaveURL(`${url}/memories`)
  await page.keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Add a memory' })).toBeFocused()
})

test('keys that are typed are letters', async () => {
  await page.keyboard.press('/')
  await page.keyboard.type('jeu?')
  await expect(page.getByRole('searchbox', { name: 'Find' })).toHaveValue('jeu?')
  await expect(dialog()).toHaveCount(0)
})

test('the palette goes places, does what can be done here, and finds memories', async () => {
  const field = page.getByRole('combobox', { name: 'Find a command or a memory' })
  await page.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await page.keyboard.type('add mem')
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toContainText('Add a memory')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${url}/memories/new`)

  await page.goto(`${url}/memories`)
  await untilAlive(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('tea at four')
  const found = page.getByRole('option').filter({ hasText: 'Drinks tea at four' })
  await expect(found).toBeVisible()
  while ((await found.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'tea_time' })).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('delete')
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toContainText('Delete this memory')
  await page.keyboard.press('Enter')
  await expect(undoList(page)).toContainText('Removed tea_time')
  await page.keyboard.press('u')
  await expect(undoList(page)).toContainText('Undone. tea_time is back')
})

test('the palette says what it cannot do, and closes without a trace', async () => {
  await page.keyboard.press('Control+k')
  await page.route('**/api/memories?*', (route) => route.abort())
  await page.keyboard.type('zzzz')
  await expect(dialog().getByRole('status')).toHaveText('Your memories could not be searched.')
  await page.unroute('**/api/memories?*')
  await page.keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)
  await askFor(page, 'tea')
})

test('T72: on a phone a memory is found, corrected, deleted and brought back', async () => {
  await page.setViewportSize({ width: 375, height: 740 })
  await askFor(page, 'tea')
  await page.getByRole('link', { name: /open tea_time$/i }).click()
  await panelOf(page, 'tea_time').getByRole('link', { name: 'Edit', exact: true }).click()
  await page.getByRole('textbox', { name: 'text', exact: true }).fill('Drinks tea at five')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved. Search renewed.')).toBeVisible()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Undo: bring tea_time back' }).click()
  await expect(undoList(page)).toContainText('Undone. tea_time is back')
  await page
    .getByRole('link', { name: /open tea_time$/i })
    .first()
    .click()
  await expect(panelOf(page, 'tea_time')).toContainText('Drinks tea at five')
})
