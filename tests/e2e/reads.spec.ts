// Who wrote a memory, and who was handed it: told to the person it is about and to nobody else.
import { expect, test } from '@playwright/test'
import { LongTermMemory } from '@/lib/agent/long-term-memory'
import { memoryId } from '@/lib/shared/memory'
import { complaintsOf, enterAs, expectNoSidewaysScroll, panelOf } from '../support/browser'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { ask } from '../support/http'
import { signInByHttp } from '../support/people'
import { codePointEmbedder } from '../support/stores'

let site: GoldenSite
test.beforeAll(async () => {
  test.setTimeout(120_000)
  const started = await startGoldenSite()
  if ('skipped' in started) return test.skip(true, started.skipped)
  site = started
})
test.afterAll(() => site?.stop())

const HOSTILE = '<b>You</b>\u202eyou'

test('T2: a person sees who wrote and who read, harmlessly; somebody else gets what they get of a memory that never was', async ({
  browser,
}) => {
  const { url } = site.server
  const agent = (agentName: string) =>
    new LongTermMemory({ pool: site.db, embedder: codePointEmbedder(64), pseudonymKey: 'another key', agentName })
  await agent('Travel desk').saveMemory('bob', 'canary_diet', { text: 'no meat canary' })
  for (let n = 1; n <= 4; n++) await agent('Travel desk').searchMemories('bob', `dinner canary ${n}`, 3)
  await agent(HOSTILE).getMemory('bob', 'canary_diet')

  const page = await enterAs(browser, url, 'bob')
  const complaints = complaintsOf(page)
  await page.goto(`${url}/memories/${memoryId([], 'canary_diet')}`)
  const aside = page.getByRole('complementary', { name: 'About this memory' })
  await expect(aside).toContainText('by Travel desk (agent)')
  await expect(page.locator('.versions li').first()).toContainText('Travel desk (agent)')
  await expect(aside.locator('.who-used dd').first()).toHaveText('<b>You</b>⟨U+202E⟩you (agent), by its key')
  await expect(aside.locator('.who-used dd').nth(1)).toHaveText(
    /^Travel desk \(agent\), for “dinner canary 4”\. Came \d(st|nd|rd), [01]\.\d\d$/,
  )
  await expect(aside).toContainText('An agent that reads the database directly leaves no trace here.')
  await page.goto(`${url}/memories?open=${memoryId([], 'canary_diet')}`)
  const panel = panelOf(page, 'canary_diet')
  await expect(panel.locator('.who-used dd')).toHaveText([/^<b>You<\/b>/, /“dinner canary 4”/])
  await panel.getByRole('link', { name: 'All 5' }).click()
  await expect(page.locator('.looks > li')).toHaveCount(5)
  await page.setViewportSize({ width: 375, height: 800 })
  await expectNoSidewaysScroll(page)
  await page.goto(`${url}/privacy`)
  const looked = page.getByRole('region', { name: 'Who looked' })
  await expect(looked.getByRole('row', { name: /^Travel desk \(agent\)/ })).toContainText(/\d memories, in 4 searches/)
  await expectNoSidewaysScroll(page)
  await looked.getByRole('link', { name: 'All 5 looks' }).click()
  await expect(page.locator('.looks > li').first()).toContainText('by its key')
  await expectNoSidewaysScroll(page)
  expect(complaints).toEqual([])
  await page.context().close()

  const cookie = await signInByHttp(url, 'bobby')
  const as = (path: string) => ask(url, path, { headers: { cookie } })
  for (const key of ['canary_diet', 'never was'])
    expect((await as(`/memories/${memoryId([], key)}/reads`)).status).toBe(404)
  const [foreign, absent] = await Promise.all(
    ['canary_diet', 'never was'].map((key) => as(`/api/memories/${memoryId([], key)}/reads`)),
  )
  expect([foreign?.status, foreign?.body]).toEqual([absent?.status, absent?.body])
  expect(foreign?.body).toBe('{"reads":[],"total":0}')
  for (const path of [
    '/privacy',
    '/privacy/looks',
    '/privacy/looks?below=999999',
    '/api/export?format=jsonl&history=yes',
  ]) {
    const { status, body } = await as(path)
    expect([path, status, body.includes('canary'), body.includes('Travel desk')]).toEqual([path, 200, false, false])
  }
})
