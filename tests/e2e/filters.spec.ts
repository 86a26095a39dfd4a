// "I narrow the list to what I mean, I see what each choice would leave, and I get everything back."
import { expect, type Page, type Route, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import {
  askFor,
  type Dashboard,
  enterAs,
  expectNoSidewaysScroll,
  findField,
  panelOf,
  rowOf,
  startDashboard,
  untilAlive,
} from '../support/browser'

let dashboard: Dashboard
let url: string
let page: Page

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000)
  dashboard = await startDashboard()
  url = dashboard.server.url
  page = await enterAs(browser, url, 'Ines Halloran')
})
test.afterAll(() => dashboard?.stop())
test.beforeEach(async () => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${url}/memories`)
  await untilAlive(page)
})

const status = () => page.getByRole('status').first()
const filters = () => page.getByRole('group', { name: 'Filters' })
const word = (name: string | RegExp) => filters().getByRole('button', { name, exact: typeof name === 'string' })
const index = () => page.getByRole('region', { name: 'Index of your memories' })
const inIndex = (name: RegExp) => index().getByRole('link', { name })
const numberIn = async (text: Promise<string>) => Number(/([\d,]+)\s*$/.exec(await text)?.[1]?.replace(',', ''))

test('T38, T39, T42: a choice leads to page 1, leaves as many as it said, and back, reload and a link keep it', async ({
  browser,
}) => {
  await page.getByRole('link', { name: 'Older', exact: true }).click()
  await expect(page.getByText(/^51–100 of 300$/)).toBeVisible()
  const date = inIndex(/^date \d+$/)
  const count = await numberIn(date.innerText())
  await date.click()
  await expect(page).toHaveURL(`${url}/memories?field=date`)
  await expect(status()).toHaveText(`${count} of 300 memories`)
  await expect(page.getByText(new RegExp(`^1–${count} of ${count}$`))).toBeVisible()
  await expect(inIndex(/^date/)).toHaveAttribute('aria-current', 'true')
  const agent = inIndex(/^The agent/)
  expect(await numberIn(agent.innerText())).toBe(count)
  await page.reload()
  await expect(status()).toHaveText(`${count} of 300 memories`)
  const other = await enterAs(browser, url, 'Ines Halloran')
  await other.goto(page.url())
  await expect(other.getByRole('status').first()).toHaveText(`${count} of 300 memories`)
  await other.context().close()
  await page.goBack()
  await expect(page.getByText(/^51–100 of 300$/)).toBeVisible()
  await page.goForward()
  await page.getByRole('link', { name: 'Clear the filter' }).click()
  await expect(page).toHaveURL(`${url}/memories`)
  await expect(filters().getByRole('button', { name: 'Any time' })).toBeFocused()
})

test('T70: a menu is worked by keyboard: it takes the focus, Escape gives it back, and a chip is taken away', async () => {
  await word('Any key').focus()
  await page.keyboard.press('Enter')
  const contains = page.getByRole('textbox', { name: 'Key contains' })
  await expect(contains).toBeFocused()
  await page.keyboard.type('trip_')
  await expect(page.getByRole('checkbox').first()).toHaveAccessibleName(/^trip_\* 29$/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(page).toHaveURL(/starts=trip_$/)
  await expect(status()).toHaveText('29 of 300 memories')
  await expect(page.getByRole('checkbox', { name: /^trip_\*/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(word('trip_*')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(word('Remove the filter trip_*')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(word('Any key')).toBeFocused()
  await expect(status()).toHaveText('300 memories')
  await word('Any key').click()
  await page.getByRole('heading', { name: 'Changed' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the order is a menu of its own, and a question may be read by time: then only what matches', async () => {
  await word('Newest first').focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitemradio', { name: 'Newest first' })).toBeFocused()
  await page.keyboard.press('o')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/sort=oldest/)
  await expect(word('Oldest first')).toBeFocused()
  await expect(page.getByRole('heading', { level: 2, name: 'December 2024' })).toBeVisible()
  await page.goto(`${url}/memories?sort=key`)
  await expect(page.getByRole('article').first()).toContainText('advent_stars')
  await page.goto(`${url}/memories`)
  await askFor(page, 'beetroot soup')
  await expect(status()).toHaveText('300 memories, closest first')
  await word('Closest first').click()
  await page.getByRole('menuitemradio', { name: 'Newest first' }).click()
  await expect(status()).toHaveText(/^\d+ of 300 memories match, newest first$/)
  expect(Number.parseInt(await status().innerText(), 10)).toBeLessThan(100)
  await expect(rowOf(page, 'borscht')).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Closest first' }).click()
  await expect(status()).toHaveText('300 memories, closest first')
})

test('T33: a question and a filter hold together', async () => {
  await askFor(page, 'trip to the coast')
  await inIndex(/^trip_\*/).click()
  await expect(status()).toHaveText('29 of 300 memories, closest first')
  await expect(findField(page)).toHaveValue('trip to the coast')
  for (const article of await page.getByRole('article').all()) await expect(article).toContainText('trip_')
  await rowOf(page, 'trip_turin').or(page.getByRole('article')).first().getByRole('link').click()
  await expect(page.getByRole('region', { name: /^Memory trip_/ })).toContainText(/\d(st|nd|rd|th) of 300/)
  await page.getByRole('link', { name: 'Next 10' }).click()
  await expect(page.getByText('11–20 of 29')).toBeVisible()
})

test('T41: an empty list keeps question and filter, and names the part that hides most', async () => {
  await page.goto(`${url}/memories?q=motorbike&until=2020-01-01&field=text`)
  await expect(page.getByRole('heading', { name: 'No memory matches “motorbike”' })).toBeVisible()
  await expect(page.getByText(/^\d+ newer ones were left out by the date filter\.$/)).toBeVisible()
  await expect(findField(page)).toHaveValue('motorbike')
  await expect(word('With text')).toBeVisible()
  await expect(inIndex(/^text 0$/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Without “Until 1 January 2020”' }).click()
  await expect(status()).toHaveText(/^\d+ of 300 memories, closest first$/)
  await expect(page).toHaveURL(`${url}/memories?q=motorbike&field=text`)
})

test('T36: what a filter names is taken letter by letter, and survives the address', async () => {
  for (const key of ['a&b=c#d%20', '100%', 'a_b', 'back\\slash', '"quotes"', '😀', 'שלום', '<b>']) {
    await page.goto(`${url}/memories?${new URLSearchParams({ key })}`)
    await expect(word(key)).toBeVisible()
    await expect(status()).toHaveText('0 of 300 memories')
    await page.reload()
    await expect(word(key)).toBeVisible()
    expect(new URL(page.url()).searchParams.get('key')).toBe(key)
  }
})

test('months are chosen by click, by Shift and by keyboard, and given up the same way', async () => {
  const month = (name: string) => index().getByRole('link', { name: new RegExp(`^${name}: `) })
  const count = await numberIn(month('October 2026').innerText())
  await month('October 2026').click()
  await expect(page).toHaveURL(/since=2026-10-01&until=2026-10-31/)
  await expect(status()).toHaveText(`${count} of 300 memories`)
  await expect(word('October 2026')).toBeVisible()
  await month('September 2026').click({ modifiers: ['Shift'] })
  await expect(page).toHaveURL(/since=2026-09-01&until=2026-10-31/)
  await expect(word('1 September 2026 to 31 October 2026')).toBeVisible()
  await month('September 2026').focus()
  await page.keyboard.press('ArrowLeft')
  await expect(month('August 2026')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/since=2026-08-01&until=2026-08-31/)
  await month('August 2026').click()
  await expect(page).toHaveURL(`${url}/memories`)
})

test('T45: days are chosen whole, in the menu', async () => {
  await word('Any time').click()
  await page.getByLabel('From', { exact: true }).fill('2026-11-21')
  await expect(page).toHaveURL(/since=2026-11-21$/)
  await page.getByLabel('To', { exact: true }).fill('2026-11-21')
  await expect(page).toHaveURL(/since=2026-11-21&until=2026-11-21$/)
  await expect(page.getByLabel('To', { exact: true })).toBeFocused()
  await expect(rowOf(page, 'per_diem')).toBeVisible()
  await expect(rowOf(page, 'weekly_summary')).toHaveCount(0)
})

test('T43: a late answer never replaces that of a newer filter', async () => {
  let release = () => {}
  const open = new Promise<void>((done) => {
    release = done
  })
  const isLate = (address: URL) => address.pathname === '/api/memories' && address.search === '?field=date'
  const hold = async (route: Route) => {
    await open
    await route.continue().catch(() => {}) // given up meanwhile
  }
  await page.route(isLate, hold)
  const reached = page.waitForRequest((request) => isLate(new URL(request.url())))
  await inIndex(/^date/).click()
  await reached
  await expect(status()).toHaveText('Loading…')
  await inIndex(/^date/).click() // given up again
  await inIndex(/^trip_\*/).click()
  await expect(status()).toHaveText('29 of 300 memories')
  await expect(page.getByRole('main')).toContainText(/The agent\s*29/) // the numbers come by themselves
  const shown = await page.getByRole('main').innerText()
  release()
  await page.unroute(isLate, hold)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
  expect(await page.getByRole('main').innerText()).toBe(shown)
})

test('T43: typing a question asks for no numbers again', async () => {
  const asked: string[] = []
  page.on('request', (request) => request.url().includes('/api/facets') && asked.push(request.url()))
  await findField(page).pressSequentially('beetroot')
  await expect(rowOf(page, 'borscht')).toBeVisible()
  await expect(status()).toContainText('closest first')
  expect(asked).toEqual([])
})

test('T38: when the last memory of the last page is deleted, the page before is shown', async () => {
  await page.goto(`${url}/memories?q=tea&starts=trip_&skip=20`)
  await expect(page.getByText('21–29 of 29')).toBeVisible()
  await page.goto(`${url}/memories?q=tea&starts=graz_&skip=10`)
  await expect(page.getByText('1–6 of 6')).toBeVisible()
})

test('T72: on a phone a menu rises from below, and is done with a finger', async () => {
  await page.setViewportSize({ width: 375, height: 800 })
  await page.reload()
  await untilAlive(page)
  await word('Any field').click()
  const dialog = page.getByRole('dialog', { name: 'Fields and values' })
  await dialog.getByRole('checkbox', { name: /^date/ }).check()
  await dialog.getByRole('checkbox', { name: /^city/ }).check()
  await expect(page).toHaveURL(/field=date&field=city$/)
  const box = await dialog.boundingBox()
  expect([box?.x, Math.round((box?.y ?? 0) + (box?.height ?? 0)), box?.width]).toEqual([0, 800, 375])
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(status()).toHaveText(/^\d+ of 300 memories$/)
  await expectNoSidewaysScroll(page)
})

test('T70: nothing for axe to find while a menu is open', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const [name, role] of [
      ['Any time', 'dialog'],
      ['Any key', 'dialog'],
      ['Any field', 'dialog'],
      ['Any state', 'menu'],
    ] as const) {
      await word(name).click()
      await expect(
        page
          .getByRole(role)
          .getByRole(role === 'menu' ? 'menuitemradio' : 'button')
          .or(page.getByRole('checkbox'))
          .first(),
      ).toBeVisible()
      const found = await violationsOf(page, { within: ['.filters', '.index-col'] })
      expect(found, `${name}, ${colorScheme}`).toEqual([])
      await page.keyboard.press('Escape')
    }
  }
  await page.emulateMedia({ colorScheme: null })
})

test('an open memory leaves its list as it is filtered', async () => {
  await page.goto(`${url}/memories?starts=graz_`)
  await rowOf(page, 'graz_office_decision').getByRole('link').click()
  await expect(panelOf(page, 'graz_office_decision')).toBeVisible()
  await expect(page).toHaveURL(/starts=graz_&open=/)
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(`${url}/memories?starts=graz_`)
  await expect(status()).toHaveText('6 of 300 memories')
})
