// "It looks as good as it did yesterday, in the light and in the dark."
import { mkdirSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { memoryId } from '@/lib/shared/memory'
import { complaintsOf, enterAs, findField, startDashboard, untilAlive } from '../support/browser'
import { type RunningServer, startServer } from '../support/server'

/** Pictures are written with UPDATE_SCREENSHOTS=1, and then with the encoder that people see. */
const isWriting = process.env.UPDATE_SCREENSHOTS === '1'
const FOLDER = 'docs/screenshots'
const KEPT = ['memories-light', 'search-light', 'memory-dark', 'conflict-light']

let server: RunningServer
let stop: () => Promise<void>

test.beforeAll(async () => {
  test.setTimeout(120_000)
  if (isWriting) {
    mkdirSync(FOLDER, { recursive: true })
    server = await startServer()
    stop = server.stop
    await expect.poll(server.output, { timeout: 110_000 }).toContain('Every memory can be found by meaning now.')
  } else ({ server, stop } = await startDashboard())
})
test.afterAll(() => stop?.())

for (const theme of ['light', 'dark'] as const)
  test(`every page of the documentation, ${theme}`, async ({ browser }) => {
    const page = await enterAs(browser, server.url, 'Ines Halloran')
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 1280, height: 800 })
    const complaints = complaintsOf(page)
    const picture = async (name: string) => {
      await page.evaluate(() => document.fonts.ready)
      await page.mouse.move(0, 0)
      const isKept = isWriting && KEPT.includes(`${name}-${theme}`)
      const png = await page.screenshot(isKept ? { path: `${FOLDER}/${name}-${theme}.png` } : undefined)
      expect(png.length, `${name}-${theme}.png`).toBeLessThan(300_000)
    }
    const goto = (path: string) => page.goto(`${server.url}/memories${path}`)
    const id = memoryId([], 'dietary_rule')

    await goto('')
    await untilAlive(page)
    await picture('memories')
    await findField(page).fill('food while travelling')
    await expect(page.getByText('closest first')).toBeVisible()
    await page.getByRole('article').nth(1).click()
    await expect(page.getByRole('link', { name: 'Full page' })).toBeVisible()
    await picture('search')
    await goto(`/${id}`)
    await picture('memory')

    const words = page.getByRole('textbox', { name: 'text', exact: true })
    await goto(`/${id}/edit`)
    const before = await words.inputValue()
    const other = await page.context().newPage()
    await other.goto(page.url())
    await words.fill('Does not eat meat; fish is fine, also when travelling')
    await picture('edit')
    await save(other, 'Does not eat meat; fish on Fridays and on holidays is fine')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('region', { name: 'Your words for text' })).toBeVisible()
    await picture('conflict')
    await other.goto(`${server.url}/memories/${id}/edit`)
    await save(other, before)
    expect(complaints).toEqual([])
    await page.context().close()
  })

async function save(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'text', exact: true }).fill(words)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved. Search renewed.')).toBeVisible()
}
