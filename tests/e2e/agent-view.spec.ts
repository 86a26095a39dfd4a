// What the agent sees, what is similar, and what it would recall after an edit: in a browser.
import { randomUUID } from 'node:crypto'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { memoryId } from '@/lib/shared/memory'
import {
  askFor,
  complaintsOf,
  type Dashboard,
  enterAs,
  expectNoSidewaysScroll,
  findField,
  panelOf,
  rowOf,
  startDashboard,
} from '../support/browser'
import { ask, callAction } from '../support/http'
import { ADA, BEN, EMPTY_SITE, signInByHttp } from '../support/people'

let dashboard: Dashboard
let url: string

/** Closeness is sharing words, so each place can be told beforehand. Only what stands at `text` gets a search entry. */
const MEMORIES: Record<string, object> = {
  tea: { text: 'green tea' },
  tea_pot: { text: 'green tea pot' },
  tea_house: { text: 'green tea house garden' },
  tea_shop: { text: 'green tea shop near the station' },
  tea_time: { text: 'tea with friends in the late afternoon' },
  tea_leaves: { text: 'some say tea leaves foretell what is going to happen' },
  choir: { text: 'sings in a choir' },
  towel: { note: 'a green towel for the gym' },
}

test.beforeAll(async () => {
  dashboard = await startDashboard({ ...EMPTY_SITE, EMBEDDING_FIELDS: '["text"]' })
  url = dashboard.server.url
  const cookie = await signInByHttp(url, ADA)
  for (const [key, value] of Object.entries(MEMORIES)) {
    const memory = { key, json: JSON.stringify(value), operation: randomUUID() }
    const answer = await callAction(url, 'saveNew', [memory], { cookie })
    expect(answer.value, answer.body).toMatchObject({ ok: true })
  }
})
test.afterAll(() => dashboard?.stop())

test.describe('as the agent sees it', () => {
  const given = (page: Page) => page.getByRole('list', { name: 'What the agent gets' }).getByRole('article')
  const missed = (page: Page) =>
    page.getByRole('region', { name: 'Here the agent stops: its tool asks for 5' }).getByRole('article')

  test('its memories in its order, the line where it stops, and what it misses with the reason', async ({
    browser,
  }) => {
    const page = await enterAs(browser, url, 'Ada')
    const complaints = complaintsOf(page)
    await askFor(page, 'green tea')
    await page.getByRole('link', { name: 'As the agent sees it' }).click()
    await expect(page.getByRole('status').filter({ hasText: '5 memories, in the agent’s order' })).toBeVisible()
    await expect(page).toHaveURL(/by=agent/)
    await expect(given(page)).toHaveCount(5)
    await expect(given(page).first()).toContainText('1.00')
    await expect(given(page).nth(1)).toContainText('tea_pot')
    await expect(missed(page)).toHaveCount(3)
    await expect(missed(page).first()).toContainText('6th by closeness')
    await expect(rowOf(page, 'towel')).toContainText('Not searchable by meaning yet')
    await expect(page.getByText('2 past its limit')).toBeVisible()

    // j goes through both lists, however much faster than the page it is; the place is counted through
    await findField(page).blur()
    const slow = await page.context().newCDPSession(page)
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 6 })
    for (let times = 0; times < 6; times++) await page.keyboard.press('j')
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    await expect(panelOf(page, 'tea_leaves').getByText('6 of 8')).toBeVisible()
    await expect(panelOf(page, 'tea_leaves').getByRole('heading', { name: 'How close it is' })).toBeVisible()
    await page.keyboard.press('Escape')

    await page.reload()
    await expect(given(page)).toHaveCount(5)
    await page.setViewportSize({ width: 320, height: 700 })
    await expectNoSidewaysScroll(page)
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.getByRole('link', { name: '1 without a search entry' }).click()
    await expect(page).toHaveURL(/searchable=no/)
    await expect(page.getByText('a green towel for the gym')).toBeVisible()
    await expect(page.getByRole('article')).toHaveCount(1)
    expect(complaints).toEqual([])
  })

  test('the exact text that its tool returns can be read and copied', async ({ browser }) => {
    const page = await enterAs(browser, url, 'Ada')
    await allowClipboard(page.context())
    await page.goto(`${url}/memories?q=green+tea&by=agent`)
    const keys = ['tea', 'tea_pot', 'tea_house', 'tea_shop', 'tea_time']
    const expected = `Found 5 relevant memories:\n${keys
      .map((key) => `- [${key}]: {"text": "${(MEMORIES[key] as { text: string }).text}"}`)
      .join('\n')}`
    await page.getByText('The exact text the agent gets').click()
    const text = page.getByRole('region', { name: 'The exact text the agent gets' })
    expect(await text.innerText()).toBe(expected)
    await page.getByRole('button', { name: 'Copy the text' }).click()
    await expect(page.getByText('Copied.')).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(expected)
  })

  test('a filter does not narrow it, which is said', async ({ browser }) => {
    const page = await enterAs(browser, url, 'Ada')
    await page.goto(`${url}/memories?q=green+tea&by=agent&searchable=no`)
    await expect(page.getByText('Your filter does not narrow this.')).toBeVisible()
    await expect(given(page)).toHaveCount(5)
    await page.getByRole('main').getByRole('link', { name: 'Clear the filter' }).first().click()
    await expect(page).not.toHaveURL(/searchable/)
    await expect(page.getByText('Your filter does not narrow this.')).toHaveCount(0)
  })

  test('T44: while the encoder does not answer, that is said, and the question stays', async ({ browser }) => {
    const page = await enterAs(browser, url, 'Ada')
    dashboard.endpoint.behave({ kind: 'refuse', status: 400 })
    try {
      await page.goto(`${url}/memories?q=late+tea&by=agent`)
      await expect(page.getByRole('main').getByRole('alert')).toContainText('The agent’s search is not answering')
      await expect(findField(page)).toHaveValue('late tea')
      await page.getByRole('link', { name: 'Search by words instead' }).click()
      await expect(page.getByText('These results match words only')).toBeVisible()
      await page.goBack()
      await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
    } finally {
      dashboard.endpoint.behave(undefined)
    }
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(given(page)).toHaveCount(5)
  })
})

test.describe('find similar', () => {
  test('from the panel and from the page; the list says what it is similar to, and a chip takes it away', async ({
    browser,
  }) => {
    const page = await enterAs(browser, url, 'Ada')
    const complaints = complaintsOf(page)
    await askFor(page, 'green tea')
    await rowOf(page, 'tea').click()
    await panelOf(page, 'tea').getByRole('link', { name: 'Find similar' }).click()
    await expect(page.getByRole('status').filter({ hasText: '7 memories, most similar first' })).toBeVisible()
    await expect(page.getByRole('article').first()).toContainText('tea_pot')
    await expect(rowOf(page, 'tea')).toHaveCount(0)
    await expect(findField(page)).toHaveValue('')
    await page.reload()
    await expect(page.getByRole('article').first()).toContainText('tea_pot')
    await page.setViewportSize({ width: 320, height: 700 })
    await expectNoSidewaysScroll(page)
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.getByRole('link', { name: 'Similar to tea' }).click()
    await expect(page).toHaveURL(`${url}/memories`)
    await expect(page.getByRole('status').filter({ hasText: '8 memories' })).toBeVisible()

    await page.goto(`${url}/memories/${memoryId([], 'tea_pot')}`)
    await page.getByRole('link', { name: 'Find similar' }).click()
    await expect(page.getByRole('article').first()).toContainText('green tea')
    // a question takes its place
    await findField(page).fill('choir')
    await expect(page.getByRole('status').filter({ hasText: 'closest first' })).toBeVisible()
    await expect(page).not.toHaveURL(/like=/)
    expect(complaints).toEqual([])
  })

  test('without a search entry its words are compared, and that is said', async ({ browser }) => {
    const page = await enterAs(browser, url, 'Ada')
    await page.goto(`${url}/memories?like=${memoryId([], 'towel')}`)
    await expect(page.getByText('towel has no search entry to compare.')).toBeVisible()
    await expect(rowOf(page, 'tea_pot')).toContainText('Words only')
  })

  test('T2: of a memory that is not there, or is another’s, there is nothing similar', async ({ browser }) => {
    const page = await enterAs(browser, url, 'Ben')
    const said: string[] = []
    for (const key of ['tea', 'nobody has this']) {
      await page.goto(`${url}/memories?like=${memoryId([], key)}`)
      await expect(page.getByText('There is no such memory')).toBeVisible()
      await expect(page.getByText('Similar to one memory')).toBeVisible() // loaded after the rest
      said.push(await page.getByRole('main').innerText())
    }
    expect(said[0]).toBe(said[1])
  })
})

test.describe('what the agent would recall', () => {
  test('a question is proposed, both sides are shown with the places, and nothing is saved', async ({ browser }) => {
    const page = await enterAs(browser, url, 'Ada')
    const complaints = complaintsOf(page)
    await page.goto(`${url}/memories/${memoryId([], 'choir')}/edit`)
    await page.getByText('What the agent would recall').click()
    const question = page.getByRole('textbox', { name: 'If the agent asks' })
    await expect(question).toHaveValue('sings in a choir')
    await question.fill('green tea')
    const text = page.getByRole('textbox', { name: 'text', exact: true })
    await text.fill('green tea')
    await question.press('Enter')
    await expect(page.getByText('This memory: not among the first 5 (7th) now, 1st after this edit.')).toBeVisible()
    const side = (name: string) =>
      page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) })
    await expect(side('Now').getByRole('listitem')).toHaveCount(5)
    await expect(side('Now').getByText('this memory')).toHaveCount(0)
    await expect(side('After this edit').getByRole('listitem').first()).toContainText('this memory')
    await expect(side('After this edit').getByText('tea_time')).toHaveCount(0)

    await text.fill('rides a red bicycle')
    await expect(page.getByText('You have changed the text since; compare again.')).toBeVisible()
    await page.getByRole('button', { name: 'Compare' }).click()
    await expect(page.getByText('This memory: not among the first 5 (7th) now, not among')).toBeVisible()
    await page.setViewportSize({ width: 320, height: 700 })
    await expectNoSidewaysScroll(page)
    expect(complaints).toEqual([])

    await page.setViewportSize({ width: 1280, height: 900 })
    await page.getByRole('link', { name: 'Cancel' }).click()
    await expect(page.getByText('sings in a choir')).toBeVisible()
  })

  test('when the encoder does not answer, that is said, and what was typed stays', async ({ browser }) => {
    const page = await enterAs(browser, url, 'Ada')
    await page.goto(`${url}/memories/${memoryId([], 'choir')}/edit`)
    const text = page.getByRole('textbox', { name: 'text', exact: true })
    await text.fill('green tea')
    await page.getByText('What the agent would recall').click()
    dashboard.endpoint.behave({ kind: 'refuse', status: 400 })
    try {
      await page.getByRole('button', { name: 'Compare' }).click()
      await expect(page.getByRole('main').getByRole('alert')).toContainText('Not compared.')
    } finally {
      dashboard.endpoint.behave(undefined)
    }
    await expect(text).toHaveValue('green tea')
    await page.getByRole('button', { name: 'Compare' }).click()
    await expect(page.getByText(/^This memory: 1st now/)).toBeVisible()
  })
})

// last: Ben can search no more for a while
test('the agent’s search is a search as every other: more than 120 a minute are refused', async () => {
  const cookie = await signInByHttp(url, BEN)
  const statuses = new Set<number>()
  for (let times = 0; times < 250 && !statuses.has(429); times++)
    statuses.add((await ask(url, '/api/memories?q=x&by=agent', { headers: { cookie } })).status)
  expect([...statuses]).toEqual([200, 429])
})

async function allowClipboard(context: BrowserContext): Promise<void> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url })
}
