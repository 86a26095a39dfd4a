// "What I see is in the address: back, reload and a link bring me to the same place, and typing is never disturbed."
import { expect, type Page, type Route, test } from '@playwright/test'
import {
  askFor,
  type Dashboard,
  enterAs,
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
  dashboard = await startDashboard()
  url = dashboard.server.url
  page = await enterAs(browser, url, 'Ines Halloran')
})
test.afterAll(() => dashboard?.stop())
test.beforeEach(async () => {
  await page.goto(`${url}/memories`)
  await untilAlive(page)
})

const status = () => page.getByRole('status').first()

test('T39: back, forward and reload return to question, page and open memory', async () => {
  await askFor(page, 'tea in the afternoon')
  await rowOf(page, 'tea').click()
  await expect(panelOf(page, 'tea')).toBeVisible()
  const withTea = page.url()
  await page.goBack()
  await expect(panelOf(page, 'tea')).toHaveCount(0)
  await expect(findField(page)).toHaveValue('tea in the afternoon')
  await page.goBack()
  await expect(findField(page)).toHaveValue('')
  await expect(rowOf(page, 'weekly_summary')).toBeVisible()
  await page.goForward()
  await page.goForward()
  await expect(page).toHaveURL(withTea)
  await expect(panelOf(page, 'tea')).toBeVisible()
  await page.reload()
  await expect(panelOf(page, 'tea')).toBeVisible()
  await expect(findField(page)).toHaveValue('tea in the afternoon')
  await expect(page).toHaveTitle(/^tea in the afternoon/)
})

test('a link opened elsewhere leads to the same place after signing in', async ({ browser }) => {
  await askFor(page, 'tea in the afternoon')
  await rowOf(page, 'tea').click()
  await expect(panelOf(page, 'tea')).toBeVisible()
  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(page.url())
  await expect(elsewhere).toHaveURL(/\/sign-in\?from=/)
  await elsewhere.getByRole('button', { name: 'Ines Halloran' }).click()
  await expect(elsewhere).toHaveURL(page.url())
  await expect(panelOf(elsewhere, 'tea')).toBeVisible()
  await elsewhere.context().close()
})

test('somebody else’s link shows nothing of it', async ({ browser }) => {
  await rowOf(page, 'dietary_rule').click()
  const id = new URL(page.url()).searchParams.get('open')
  const temi = await enterAs(browser, url, 'Temi Okonjo')
  await temi.goto(page.url())
  await expect(temi.getByRole('region', { name: 'Memory' }).getByText('There is no such memory')).toBeVisible()
  const answer = await temi.goto(`${url}/memories/${id}`)
  expect(answer?.status()).toBe(404)
  await expect(temi.getByRole('heading', { name: 'There is no such memory' })).toBeVisible()
  await temi.context().close()
})

test('older and newer memories each come once, and the page survives a reload', async () => {
  const seen: (string | null)[] = []
  const links = page.getByRole('main').getByRole('article').getByRole('link')
  for (let at = 1; ; at += 50) {
    await expect(page.getByText(new RegExp(`^${at}–\\d+ of 300$`))).toBeVisible()
    for (const link of await links.all()) seen.push(await link.getAttribute('href'))
    const older = page.getByRole('link', { name: 'Older', exact: true })
    if ((await older.count()) === 0) break
    await older.click()
  }
  const ids = seen.map((href) => new URL(href ?? '', url).searchParams.get('open'))
  expect(new Set(ids).size).toBe(300)
  await page.reload()
  await expect(page.getByText('251–300 of 300')).toBeVisible()
  await page.getByRole('link', { name: 'Newer', exact: true }).click()
  await expect(page.getByText('201–250 of 300')).toBeVisible()
  await page.goBack()
  await expect(page.getByText('251–300 of 300')).toBeVisible()
})

test('results have pages of ten, and a new question begins at the first', async () => {
  await askFor(page, 'trip to the coast')
  await page.getByRole('link', { name: 'Next 10' }).click()
  await expect(page.getByText(/^11–20 of/)).toBeVisible()
  await page.reload()
  await expect(page.getByText(/^11–20 of/)).toBeVisible()
  await findField(page).fill('trip to the coast in winter')
  await expect(page.getByText(/^1–10 of/)).toBeVisible()
})

test('T46: what an address cannot mean is left out', async () => {
  for (const search of ['?skip=-5&q=tea', '?skip=NaN&q=tea', '?skip=1e9', '?open=%2e%2e/auth/csrf', '?q=%20%00']) {
    const answer = await page.goto(`${url}/memories${search}`)
    expect(answer?.status(), search).toBe(200)
    await expect(page.getByRole('article').first()).toBeVisible()
  }
})

test('a place in the list that does not exist leads to the newest memories', async () => {
  for (const search of ['?after=nonsense', '?before=%00']) {
    await page.goto(`${url}/memories${search}`)
    await expect(page.getByText('This page of the list no longer exists.')).toBeVisible()
    await page.getByRole('link', { name: 'All memories, newest first' }).click()
    await expect(rowOf(page, 'weekly_summary')).toBeVisible()
  }
})

test('words count beside meaning, and "Meaning only" leaves them out: a switch that the address keeps', async () => {
  await askFor(page, 'beetroot soup')
  const row = rowOf(page, 'borscht')
  await row.getByRole('link').click()
  const panel = panelOf(page, 'borscht')
  await expect(panel.getByText(/^\d of your 2, \d+(st|nd|rd|th) of \d+$/)).toBeVisible()
  await page.getByRole('link', { name: 'Meaning only' }).click()
  await expect(page).toHaveURL(/by=meaning/)
  await expect(status()).toContainText('closest first')
  await expect(page.getByRole('link', { name: 'Meaning only' })).toHaveAttribute('aria-current', 'true')
  await page.reload()
  await expect(page.getByRole('link', { name: 'Meaning only' })).toHaveAttribute('aria-current', 'true')
  await expect(panelOf(page, 'borscht').getByText('Meaning', { exact: true })).toBeVisible()
  await expect(panelOf(page, 'borscht').getByText(/of your 2/)).toHaveCount(0)
  await page.goBack()
  await expect(page).not.toHaveURL(/by=meaning/)
})

test('"Words only" lists what holds every word of the question, newest first, and can be selected as a whole', async () => {
  await page.goto(`${url}/memories?q=graz+office`)
  await page.getByRole('link', { name: 'Words only' }).click()
  await expect(page).toHaveURL(/by=words/)
  await expect(page.getByText('Every word of your question is in them. Meaning was not compared.')).toBeVisible()
  const found = Number(/^(\d+) of 300 memories match, newest first$/.exec((await status().textContent()) ?? '')?.[1])
  const rows = page.getByRole('article')
  await expect(rows).toHaveCount(Math.min(10, found))
  for (const row of await rows.all()) await expect(row).toContainText(/graz/i)
  await page.getByRole('button', { name: 'Newest first' }).click()
  await expect(page.getByRole('menuitemradio', { name: 'Closest first' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await findField(page).fill('graz xylophone')
  await expect(page.getByRole('heading', { name: 'No memory holds “graz xylophone”' })).toBeVisible()
  await page.getByRole('button', { name: 'Compare meaning as well' }).click()
  await expect(page).not.toHaveURL(/by=/)
  await expect(status()).toContainText('closest first')
})

test('T43: a late answer never replaces a newer one', async () => {
  const { reached, release } = await holdAnswers('q=tea')
  await findField(page).fill('tea')
  await reached
  await findField(page).fill('beetroot')
  await expect(page).toHaveURL(/q=beetroot/)
  await expect(rowOf(page, 'borscht')).toBeVisible()
  await expect(status()).toContainText('closest first')
  const shown = await page.getByRole('main').innerText()
  await release()
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
  expect(await page.getByRole('main').innerText()).toBe(shown)
  await expect(findField(page)).toHaveValue('beetroot')
})

test('T40: typing keeps focus and caret while an answer is awaited and when it arrives', async () => {
  const { reached, release } = await holdAnswers('q=green+tea')
  await findField(page).fill('green tea')
  await reached
  await expect(status()).toHaveText(/Searching…/)
  await page.keyboard.press('Home')
  await page.keyboard.type('my ')
  const caret = () => findField(page).evaluate((field) => (field as HTMLInputElement).selectionStart)
  expect(await caret()).toBe(3)
  await release()
  await expect(page).toHaveURL(/q=my\+green\+tea/)
  await expect(status()).toContainText('closest first')
  await expect(findField(page)).toBeFocused()
  await expect(findField(page)).toHaveValue('my green tea')
  expect(await caret()).toBe(3)
})

test('T43: eight keystrokes cost one search', async () => {
  const asked: string[] = []
  page.on('request', (request) => request.url().includes('/api/memories?') && asked.push(request.url()))
  const embedded = dashboard.endpoint.requests.length
  await findField(page).focus()
  await page.keyboard.type('beetroot')
  await expect(rowOf(page, 'borscht')).toBeVisible()
  await expect(status()).toContainText('closest first')
  expect(asked).toEqual([`${url}/api/memories?q=beetroot`])
  expect(dashboard.endpoint.requests.length - embedded).toBe(1)
})

test('one step back leaves a question that was typed with pauses', async () => {
  for (const part of ['green', ' tea', ' please']) {
    await findField(page).pressSequentially(part)
    await expect(page).toHaveURL(new RegExp(`${part.trim()}$`))
  }
  await page.goBack()
  await expect(findField(page)).toHaveValue('')
})

/** Holds the answers to requests with this search until `release`. */
async function holdAnswers(search: string) {
  let release = () => {}
  const open = new Promise<void>((done) => {
    release = done
  })
  const wanted = (url: URL) => url.pathname === '/api/memories' && url.search === `?${search}`
  const reached = page.waitForRequest((request) => wanted(new URL(request.url())))
  const hold = async (route: Route) => {
    await open
    await route.continue().catch(() => {}) // given up meanwhile
  }
  await page.route(wanted, hold)
  return {
    reached,
    release: async () => {
      release()
      await page.unroute(wanted, hold)
    },
  }
}
