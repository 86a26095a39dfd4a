// "It looks as good as it did yesterday, in the light and in the dark, on a desk and on a phone."
import { mkdirSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { TEMI_ID } from '@/lib/demo/people'
import { memoryId } from '@/lib/shared/memory'
import {
  complaintsOf,
  enterAs,
  expectNoSidewaysScroll,
  startDashboard,
  untilAlive,
  windowBeside,
} from '../support/browser'
import { type RunningServer, startServer } from '../support/server'

/** Pictures are written with UPDATE_SCREENSHOTS=1, and then with the encoder that people see. */
const isWriting = process.env.UPDATE_SCREENSHOTS === '1'
const FOLDER = 'docs/screenshots'
const SIZES = { wide: { width: 1280, height: 860 }, narrow: { width: 375, height: 740 } } as const
const QUESTION = 'food while travelling'
const ID = memoryId([], 'dietary_rule')
/** Runs the dashboard; in everybody else’s header there is no sign of it. */
const ADMIN = TEMI_ID

let server: RunningServer
let stop: () => Promise<void>

test.beforeAll(async () => {
  test.setTimeout(180_000)
  if (isWriting) {
    mkdirSync(FOLDER, { recursive: true })
    server = await startServer({ env: { DEMO_ARRIVALS: '0', MEMORY_ADMIN_EMAILS: ADMIN } })
    stop = server.stop
    await expect.poll(server.output, { timeout: 170_000 }).toContain('Every memory can be found by meaning now.')
  } else ({ server, stop } = await startDashboard({ MEMORY_ADMIN_EMAILS: ADMIN }))
})
test.afterAll(() => stop?.())

type Shot = { name: string; path: string; ready: (page: Page) => Promise<unknown> }

const heading = (name: string | RegExp) => (page: Page) =>
  expect(page.getByRole('heading', { name }).first()).toBeVisible()

/** Every page that a person can come to, as its address opens it. */
const SHOTS: Shot[] = [
  { name: 'memories', path: '/memories', ready: heading(/^(November|October) 2026$/) },
  {
    name: 'search',
    path: `/memories?q=${encodeURIComponent(QUESTION)}&open=${ID}`,
    ready: (page) =>
      expect(page.getByRole('region', { name: 'Memory dietary_rule' }).getByText('Where it comes from')).toBeVisible(),
  },
  {
    name: 'results',
    path: `/memories?q=${encodeURIComponent(QUESTION)}&since=2026-01-01`,
    ready: (page) => expect(page.getByRole('status').filter({ hasText: 'closest first' })).toBeVisible(),
  },
  {
    name: 'agent',
    path: `/memories?q=${encodeURIComponent(QUESTION)}&by=agent`,
    ready: (page) => expect(page.getByRole('article').first()).toBeVisible(),
  },
  { name: 'memory', path: `/memories/${ID}`, ready: heading('dietary_rule') },
  { name: 'json', path: `/memories/${ID}?as=json`, ready: heading('dietary_rule') },
  { name: 'edit', path: `/memories/${ID}/edit`, ready: heading('Editing dietary_rule') },
  { name: 'history', path: `/memories/${ID}/history`, ready: heading(/History/) },
  {
    name: 'map',
    path: '/memories/map',
    ready: (page) => expect(page.getByText(/\d+ memories in \d+ groups/)).toBeVisible(),
  },
  { name: 'table', path: '/memories/map?as=table', ready: (page) => expect(page.getByRole('table')).toBeVisible() },
  {
    name: 'pairs',
    path: '/memories/duplicates',
    ready: (page) => expect(page.getByText('the most alike first')).toBeVisible(),
  },
  { name: 'transfer', path: '/memories/transfer', ready: heading('Export and import') },
  { name: 'new', path: '/memories/new', ready: heading('A new memory') },
  { name: 'privacy', path: '/privacy', ready: heading('Agents') },
  { name: 'forget', path: '/privacy/forget/everything', ready: heading('Forget everything') },
]

const LOOKS = (['light', 'dark'] as const).flatMap((theme) =>
  Object.entries(SIZES).map(([size, viewport]) => ({ theme, size, viewport })),
)

test('every page, light and dark, wide and narrow', async ({ browser }) => {
  test.setTimeout(180_000)
  const page = await enterAs(browser, server.url, 'Ines Halloran')
  const complaints = complaintsOf(page)
  for (const { name, path, ready } of SHOTS) {
    await page.goto(`${server.url}${path}`)
    await untilAlive(page)
    await ready(page)
    await pictures(page, name)
  }
  await conflict(page)
  await pictures(page, 'conflict')
  expect(complaints).toEqual([])
  await page.context().close()
})

test('the health page and the sign-in page, light and dark, wide and narrow', async ({ browser }) => {
  const page = await enterAs(browser, server.url, 'Temi Okonjo')
  await page.goto(`${server.url}/admin/health`)
  await untilAlive(page)
  await expect(page.getByRole('heading', { name: 'Tracing' })).toBeAttached()
  await pictures(page, 'health')
  await page.context().close()
  const signIn = await (await browser.newContext()).newPage()
  await signIn.goto(`${server.url}/sign-in`)
  await expect(signIn.getByRole('button', { name: 'Ines Halloran' })).toBeVisible()
  await pictures(signIn, 'sign-in')
  await signIn.context().close()
})

/** One load, looked at in each way: whatever a width or a theme changes follows at once. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const { theme, size, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    await picture(page, `${name}-${theme}-${size}`)
  }
  await page.setViewportSize(SIZES.wide)
}

async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.mouse.move(0, 0)
  await expectNoSidewaysScroll(page)
  const png = await page.screenshot(isWriting ? { path: `${FOLDER}/${name}.png` } : undefined)
  expect(png.length, `${name}.png`).toBeLessThan(300_000)
}

/** Two windows change the same words; the memory is as before afterwards. */
async function conflict(page: Page): Promise<void> {
  const words = page.getByRole('textbox', { name: 'text', exact: true })
  await page.goto(`${server.url}/memories/${ID}/edit`)
  const before = await words.inputValue()
  const other = await windowBeside(page)
  await other.goto(page.url())
  await words.fill('Does not eat meat; fish is fine, also when travelling')
  await save(other, 'Does not eat meat; fish on Fridays and on holidays is fine')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Your words for text' })).toBeVisible()
  await other.goto(`${server.url}/memories/${ID}/edit`)
  await save(other, before)
  await other.close()
}

async function save(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'text', exact: true }).fill(words)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved. Search renewed.')).toBeVisible()
}
