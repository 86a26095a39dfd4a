// "I can use every page with my eyes closed, without a mouse, in the dark and on a phone."
import { type Browser, expect, type Page, test } from '@playwright/test'
import { TEMI_ID } from '@/lib/demo/people'
import { memoryId } from '@/lib/shared/memory'
import { violationsOf } from '../support/axe'
import {
  type Dashboard,
  enterAs,
  expectNoSidewaysScroll,
  findField,
  panelOf,
  rowOf,
  startDashboard,
  undoList,
  untilAlive,
  windowBeside,
  writeMemory,
} from '../support/browser'

let dashboard: Dashboard
let url: string
let ines: Page

test.beforeAll(async ({ browser }) => {
  dashboard = await startDashboard({ MEMORY_ADMIN_EMAILS: TEMI_ID })
  url = dashboard.server.url
  ines = await enterAs(browser, url, 'Ines Halloran')
})
test.afterAll(() => dashboard?.stop())

/** All rules see both themes and both widths; those that colours and sizes can break see every pair of them. */
const WAYS = [
  ['light', 1280, undefined],
  ['dark', 375, undefined],
  ['dark', 1280, ['color-contrast', 'target-size']],
  ['light', 375, ['color-contrast', 'target-size']],
] as const satisfies [string, number, string[] | undefined][]
const page = (path: string) => async () => {
  await ines.goto(url + path)
  return ines
}
const idOf = (key: string) => memoryId([], key)
const edit = (key: string, change: (page: Page) => Promise<unknown>) => async () => {
  await ines.goto(`${url}/memories/${idOf(key)}/edit`)
  await change(ines)
  return ines
}
const json = (page: Page) => page.getByRole('textbox', { name: 'Value as JSON' })

/** Two that are nearly alike are written the first time. */
async function pairs(): Promise<Page> {
  await ines.goto(`${url}/memories/duplicates`)
  const pair = ines.getByRole('article', { name: 'tea_tins and tea_tins_again' })
  await expect(ines.getByRole('heading', { name: 'Nearly alike' })).toBeVisible()
  await expect(ines.getByText('Comparing your memories')).toHaveCount(0)
  if ((await pair.count()) > 0) return ines
  await writeMemory(ines, url, 'tea_tins', 'Three tins of the smoky tea stand in the left cupboard')
  await writeMemory(ines, url, 'tea_tins_again', 'Four tins of the smoky tea stand in the left cupboard')
  await ines.goto(`${url}/memories/duplicates`)
  await expect(pair).toBeVisible({ timeout: 30_000 })
  return ines
}
async function merging(page: Page): Promise<Page> {
  await page.getByRole('button', { name: 'Make one of the two' }).first().click()
  await expect(page.getByRole('button', { name: 'Save as one' })).toBeVisible()
  return page
}

/** Each page and state, and how one comes there. */
const STATES: [string, (browser: Browser) => Promise<Page>][] = [
  ['the sign-in page', async (browser) => visit(await (await browser.newContext()).newPage(), '/sign-in')],
  ['the journal', page('/memories')],
  ['results', page('/memories?q=tea+in+the+afternoon')],
  ['a memory beside the list', page(`/memories?q=tea&open=${idOf('tea')}`)],
  ['a memory that is not there, beside the list', page('/memories?open=AGdvbmU')],
  ['the page of a memory', page(`/memories/${idOf('flight_preferences')}`)],
  ['a memory with many parts', page(`/memories/${idOf('maintenance_window')}`)],
  ['a memory as JSON', page(`/memories/${idOf('team')}?as=json`)],
  ['the form in words', edit('running_shoes', (form) => form.getByRole('button', { name: 'Add a field' }).click())],
  ['the form as JSON', edit('tea', (form) => form.getByRole('button', { name: 'JSON' }).click())],
  [
    'the form with something wrong in it',
    edit('running_shoes', (form) => form.getByRole('textbox', { name: 'size' }).fill('forty')),
  ],
  [
    'JSON with something wrong in it',
    edit('tea', async (form) => {
      await form.getByRole('button', { name: 'JSON' }).click()
      await json(form).fill('{\n  "text": "a",\n}')
    }),
  ],
  ['a conflict', conflict],
  ['a new memory', page('/memories/new')],
  ['export and import', page('/memories/transfer?starts=t')],
  ['a token that is shown once', newToken],
  ['pairs that are nearly alike', pairs],
  ['one made of two', () => pairs().then(merging)],
  ['undo', () => removed(['phone', 'knee', 'coffee', 'boots'])],
  ['words only', wordsOnly],
  ['nothing found', nothingFound],
  ['a memory that does not exist', page('/memories/AGdvbmU')],
  ['nothing stored', (browser) => enterAs(browser, url, 'Mika Sand')],
  ['the health page', health],
  ['an unclear identity', (browser) => enterAs(browser, url, 'Jo-Ann Reyes')],
]

for (const [name, open] of STATES)
  test(`T70: ${name}: nothing for axe to find, light and dark, wide and narrow, and nothing cut off`, async ({
    browser,
  }) => {
    const shown = await open(browser)
    await expect(shown.getByRole('main')).toBeVisible()
    await expect(shown).toHaveTitle(/./) // on the way from one page to another there is none for a moment
    for (const [colorScheme, width, rules] of WAYS) {
      await shown.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await shown.setViewportSize({ width, height: 800 })
      expect(await violationsOf(shown, { rules }), `${colorScheme} ${width}`).toEqual([])
    }
    await shown.setViewportSize({ width: 320, height: 640 })
    await expectNoSidewaysScroll(shown)
    await shown.setViewportSize({ width: 1280, height: 800 })
    if (shown !== ines) await shown.context().close()
  })

test('the focus can always be seen, and nothing lies over it', async () => {
  await removed(['dentist', 'units', 'lease'])
  await ines.setViewportSize({ width: 375, height: 700 })
  for (const path of ['/memories', `/memories/${idOf('running_shoes')}/edit`]) {
    await ines.goto(url + path)
    await expect(undoList(ines).getByRole('button')).toHaveCount(3)
    for (let stop = 0; stop < 16; stop++) {
      await ines.keyboard.press('Tab')
      const box = await focusedBox(ines)
      expect(box.covered, `${path}: ${box.name}`).toBe(false)
      const focused = await ines.screenshot({ clip: box.clip })
      await ines.evaluate(() => {
        const element = document.activeElement as HTMLElement
        element.blur()
        Object.assign(window, { left: element })
      })
      const blurred = await ines.screenshot({ clip: box.clip })
      expect(focused.equals(blurred), `${path}: ${box.name} looks the same with focus`).toBe(false)
      await ines.evaluate(() => (window as unknown as { left: HTMLElement }).left.focus({ preventScroll: true }))
    }
  }
  await ines.setViewportSize({ width: 1280, height: 800 })
})

test('the skip link leads past the header', async () => {
  await ines.goto(`${url}/memories`)
  await ines.keyboard.press('Tab')
  await expect(ines.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await ines.keyboard.press('Enter')
  await ines.keyboard.press('Tab')
  await expect(findField(ines)).toBeFocused()
})

test('the count is announced: the live region stays and its text changes', async () => {
  await ines.goto(`${url}/memories`)
  await untilAlive(ines)
  const region = await ines.getByRole('main').getByRole('status').first().elementHandle()
  expect(await region?.textContent()).toMatch(/^\d+ memories$/)
  await findField(ines).fill('tea in the afternoon')
  await expect.poll(() => region?.textContent()).toMatch(/^\d+ memories, closest first$/)
  expect(await region?.evaluate((element) => element.isConnected)).toBe(true)
})

test('closing a memory returns the focus to its row', async () => {
  await ines.goto(`${url}/memories`)
  await rowOf(ines, 'tables_over_charts').click()
  await expect(panelOf(ines, 'tables_over_charts')).toBeVisible()
  await ines.keyboard.press('Escape')
  await expect(panelOf(ines, 'tables_over_charts')).toHaveCount(0)
  await expect(rowOf(ines, 'tables_over_charts').getByRole('link')).toBeFocused()
})

test('T73: nothing moves for those who asked for less motion', async () => {
  await ines.emulateMedia({ reducedMotion: 'reduce' })
  await ines.goto(`${url}/memories`)
  await rowOf(ines, 'tables_over_charts').click()
  await expect(panelOf(ines, 'tables_over_charts')).toBeVisible()
  const moving = await ines.evaluate(() =>
    document
      .getAnimations()
      .filter((one) => Number(one.effect?.getComputedTiming().endTime) > 1)
      .map((one) => one.id),
  )
  expect(moving).toEqual([])
})

async function visit(page: Page, path: string): Promise<Page> {
  await page.goto(url + path)
  return page
}

/** One thing is wrong, so that everything that a line can hold is there. */
async function health(browser: Browser): Promise<Page> {
  const page = await visit(await enterAs(browser, url, 'Temi Okonjo'), '/admin/health')
  await expect(page.getByText('1 thing is wrong: Whose namespaces.')).toBeVisible()
  return page
}

/** With the list above it, which has one row at least. */
async function newToken(): Promise<Page> {
  await visit(ines, '/privacy')
  await ines.getByRole('button', { name: 'Make a token' }).click()
  await ines.getByRole('textbox', { name: 'Name' }).fill('Travel desk')
  await ines.getByRole('button', { name: 'Make the token' }).click()
  await expect(ines.getByRole('button', { name: 'Revoke Travel desk' })).toBeVisible()
  return ines
}

async function conflict(): Promise<Page> {
  const other = await windowBeside(ines)
  const text = (page: Page) => page.getByRole('textbox', { name: 'text', exact: true })
  for (const page of [ines, other]) await visit(page, `/memories/${idOf('meeting_length')}/edit`)
  for (const [page, words] of [
    [other, 'Meetings of 20 minutes'],
    [ines, 'Meetings of 25 minutes, standing'],
  ] as const) {
    await text(page).fill(words)
    await page.getByRole('button', { name: 'Save' }).click()
  }
  await expect(ines.getByRole('region', { name: 'Your words for text' })).toBeVisible()
  await other.close()
  return ines
}

async function removed(keys: string[]): Promise<Page> {
  for (const key of keys) {
    await visit(ines, `/memories/${idOf(key)}`)
    await ines.getByRole('button', { name: 'Delete' }).click()
    await expect(undoList(ines)).toContainText(`Removed ${key}`)
    await expect(ines).toHaveURL(/\/memories$/)
  }
  return ines
}

async function wordsOnly(): Promise<Page> {
  dashboard.endpoint.behave({ kind: 'refuse', status: 403 })
  await visit(ines, '/memories?q=hazelnuts')
  await expect(ines.getByText('Search by meaning is not answering.')).toBeVisible()
  return ines
}

async function nothingFound(): Promise<Page> {
  await visit(ines, '/memories?q=motorbike')
  await expect(ines.getByRole('heading', { name: 'No memory matches “motorbike”' })).toBeVisible()
  dashboard.endpoint.behave(undefined)
  return ines
}

/** Where the focus is, with room for its outline, and whether something lies over it. */
function focusedBox(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const row = element.matches('a.open') ? (element.closest('article') ?? element) : element
    const { left, top, right, bottom } = row.getBoundingClientRect()
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    const [x, y] = [Math.max(0, left - 14), Math.max(0, top - 14)]
    return {
      name: element.textContent?.slice(0, 40) || element.id,
      covered:
        over === null ||
        !(row.contains(over) || over.contains(row)) ||
        over.closest('.toasts') !== row.closest('.toasts'),
      clip: { x, y, width: Math.min(innerWidth, right + 14) - x, height: Math.min(innerHeight, bottom + 14) - y },
    }
  })
}
