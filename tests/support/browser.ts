// What a page does behind the user's back, and what a picture of it would show.
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Browser, expect, type Locator, type Page, type Response } from '@playwright/test'
import { type EmbeddingEndpoint, startEmbeddingEndpoint } from './embedding-endpoint'
import { letIn } from './people'
import { type RunningServer, startServer } from './server'

export type Dashboard = {
  server: RunningServer
  endpoint: EmbeddingEndpoint
  /** Its settings, for another start on the same data. */
  env: Record<string, string>
  stop: () => Promise<void>
}

/** The product with a serving endpoint of the tests: every search entry is there at once, and closeness is sharing words. */
export async function startDashboard(env: Record<string, string> = {}): Promise<Dashboard> {
  const endpoint = await startEmbeddingEndpoint({ dims: 512, vector: wordVector })
  const settings = {
    DATABRICKS_HOST: endpoint.url,
    DATABRICKS_TOKEN: 'token',
    DATABRICKS_EMBEDDING_ENDPOINT: 'words',
    EMBEDDING_DIMS: '512',
    ...env,
  }
  const template = demoTemplate(env)
  const server = await startServer({ env: settings, template })
  const isFilled = env.DEMO_DATA === 'none' || template !== undefined
  const ready = isFilled ? 'The database is ready.' : 'Every memory can be found by meaning now.'
  await expect.poll(server.output, { timeout: 30_000 }).toContain(ready)
  return {
    server,
    endpoint,
    env: settings,
    stop: async () => {
      await server.stop()
      await endpoint.close()
    },
  }
}

/** The people of the demonstration as {@link makeDemoTemplate} left them, where the settings ask for nothing else. */
function demoTemplate(env: Record<string, string>): string | undefined {
  const isOther = ['DEMO_DATA', 'LOCAL_USERS', 'EMBEDDING_FIELDS', 'EMBEDDING_DIMS'].some((name) => name in env)
  return isOther ? undefined : process.env.PLAYWRIGHT_DEMO_TEMPLATE
}

/** Makes it once for all: writing some hundred memories with their search entries takes a server four seconds. */
export async function makeDemoTemplate(): Promise<{ path: string; remove: () => void }> {
  const { server, endpoint } = await startDashboard()
  server.signal('SIGTERM')
  await server.ended
  await endpoint.close()
  return { path: server.dataDir, remove: () => rmSync(dirname(server.dataDir), { recursive: true, force: true }) }
}

/** Adds 1 to one component for each word; never zero. */
function wordVector(text: string, dims: number): number[] {
  const vector = new Array<number>(dims).fill(0)
  vector[0] = 0.01
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    let at = 7
    for (const character of word) at = (at * 31 + (character.codePointAt(0) ?? 0)) % 65_521
    at %= dims
    vector[at] = (vector[at] ?? 0) + 1
  }
  return vector
}

/** Everything that went wrong in `page` and that nobody sees: console errors, reports of the CSP, dialogs, other hosts. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text()))
      complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  page.on('dialog', (dialog) => {
    if (dialog.type() !== 'beforeunload') complaints.push(`dialog: ${dialog.message()}`)
    dialog.accept().catch(() => {}) // the page may be gone
  })
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol !== 'data:' && hostname !== '127.0.0.1') complaints.push(`request to ${request.url()}`)
  })
  return complaints
}

/** A window of its own, with its own cookies, signed in as `name`; whoever sits at it is {@link inNoHurry}. */
export async function enterAs(browser: Browser, url: string, name: string): Promise<Page> {
  const page = inNoHurry(await (await browser.newContext()).newPage())
  await letIn(page, url, name)
  await page.goto(`${url}/memories`)
  return page
}

/** One more window beside `page`, with the same cookies, and {@link inNoHurry}. */
export async function windowBeside(page: Page): Promise<Page> {
  return inNoHurry(await page.context().newPage())
}

/** Whatever address is opened in `page`: nothing is pressed before it listens, as by somebody who looks first. */
function inNoHurry(page: Page): Page {
  const looking =
    <Where extends unknown[]>(open: (...where: Where) => Promise<Response | null>) =>
    async (...where: Where) => {
      const answer = await open(...where)
      const isPage = answer?.headers()['content-type']?.startsWith('text/html') ?? false
      if (isPage && (await themeButton(page).count()) > 0) await untilAlive(page)
      return answer
    }
  page.goto = looking(page.goto.bind(page))
  page.reload = looking(page.reload.bind(page))
  return page
}

/** Nothing reaches beyond the right edge of the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), page.url()).toBeLessThanOrEqual(
    0,
  )
}

/** The field with the question. */
export const findField = (page: Page): Locator => page.getByRole('searchbox', { name: 'Find' })

/** Says what it would do only once the page listens. */
const themeButton = (page: Page) => page.getByRole('button', { name: /^(Theme|Farben)/ })

/** Waits until the page listens to keys and typing, which is after it can be read. */
export async function untilAlive(page: Page): Promise<void> {
  await expect(themeButton(page)).toHaveAccessibleName(/: /)
}

/** Types a question and waits until the list answers it. */
export async function askFor(page: Page, question: string): Promise<void> {
  await untilAlive(page)
  await findField(page).fill(question)
  await expect(page.getByRole('heading', { name: `Memories about ${question}` })).toBeAttached()
  await expect(page.getByRole('status').filter({ hasText: 'closest first' })).toBeVisible()
}

/** One memory in the list. */
export const rowOf = (page: Page, key: string): Locator =>
  page.getByRole('article').filter({ has: page.getByRole('link', { name: new RegExp(`open ${key}$`, 'i') }) })

/** The memory beside the list. */
export const panelOf = (page: Page, key: string): Locator =>
  page.getByRole('region', { name: `Memory ${key}`, exact: true })

/** The list of what was deleted and can be brought back. */
export const undoList = (page: Page): Locator => page.getByRole('status', { name: 'What can be undone' })

/** Writes a memory through the form, and waits until it is saved. */
export async function writeMemory(page: Page, url: string, key: string, text: string): Promise<void> {
  await page.goto(`${url}/memories/new`)
  await page.getByRole('textbox', { name: 'Key' }).fill(key)
  await page.getByRole('textbox', { name: 'text', exact: true }).fill(text)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved. Search renewed.')).toBeVisible()
}
