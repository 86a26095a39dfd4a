// "I can have forgotten what I want, see what that means before I say yes, and follow it": by keyboard and on a phone, without a manual.
import { randomUUID } from 'node:crypto'
import { type Browser, expect, type Page, test } from '@playwright/test'
import type { MemoryPage } from '@/lib/shared/memory'
import { violationsOf } from '../support/axe'
import { complaintsOf, type Dashboard, expectNoSidewaysScroll, startDashboard, untilAlive } from '../support/browser'
import { ask, callAction } from '../support/http'
import { signIn, signInByHttp } from '../support/people'

const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil'] as const
type Name = (typeof PEOPLE)[number]
const idOf = (name: Name) => `${name.toLowerCase()}@example.com`
const SETTINGS = {
  DEMO_DATA: 'none',
  LOCAL_USERS: PEOPLE.map((name) => `${name} <${idOf(name)}>`).join('; '),
  MEMORY_ID_PATTERN: '[a-z]+@example\\.com',
}

let dashboard: Dashboard
let url: string
test.beforeAll(async () => {
  dashboard = await startDashboard(SETTINGS)
  url = dashboard.server.url
})
test.afterAll(() => dashboard?.stop())

/** Memories as an agent wrote them, each a day later. Answers with the session. */
async function settle(name: Name, texts: Record<string, string>, at = url): Promise<string> {
  const cookie = await signInByHttp(at, idOf(name))
  const items = Object.entries(texts).map(([key, text], day) => {
    const time = new Date(Date.UTC(2026, 2, 1 + day, 12)).toISOString()
    const line = { key, value: { text }, index: 'default', created_at: time, updated_at: time }
    return { text: JSON.stringify(line), over: null, key: null, operation: randomUUID() }
  })
  expect((await callAction(at, 'importLines', [{ items }], { cookie })).value).toMatchObject({ ok: true })
  return cookie
}

const listOf = async (cookie: string, at = url) =>
  (JSON.parse((await ask(at, '/api/memories', { headers: { cookie } })).body) as MemoryPage).memories
const keysOf = async (cookie: string, at = url) => (await listOf(cookie, at)).map(({ key }) => key).sort()

async function open(browser: Browser, name: Name, { width = 1280, at = url } = {}) {
  const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage()
  const complaints = complaintsOf(page)
  await signIn(page, at, name)
  await page.goto(`${at}/privacy`)
  await untilAlive(page)
  return { page, complaints }
}

/** An agent with a token of this person's saves something. */
async function agentSaves(cookie: string, key: string, text: string): Promise<string> {
  const { value } = await callAction(url, 'makeToken', [{ name: 'Helper', scope: 'write', days: 7 }], { cookie })
  const { token } = (value as { value: { token: string } }).value
  const args = { memory_key: key, memory_data_json: JSON.stringify({ text }) }
  const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'save_user_memory', arguments: args } }
  const headers = {
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
  }
  return (await ask(url, '/api/mcp', { method: 'POST', headers, body: JSON.stringify(call) })).body
}

const SEPARATION = {
  separation: 'Separated from Tomas in spring, prefers no questions about the separation',
  lawyer: 'The separation lawyer is Ruud Verhaegen',
  flat: 'After the separation the flat goes to Tomas',
  address: 'New address since the separation: Lindenhofweg 14',
}
const OTHERS = Object.fromEntries(
  ['tea', 'piano', 'bicycle', 'garden', 'trains', 'bread', 'chess', 'rowing', 'maps', 'stamps'].map((word, at) => [
    word,
    `Likes ${word} on day ${at} with colleague ${at}`,
  ]),
)
const tickOf = (page: Page, key: string) => page.getByRole('checkbox', { name: `Forget ${key}`, exact: true })
const isDone = (page: Page, what: RegExp) =>
  expect(page.getByRole('heading', { level: 1, name: what })).toBeVisible({ timeout: 30_000 })

test('T19: a topic by keyboard: the line, one taken out, one that changed meanwhile; exactly the rest goes, and its words stand in no address', async ({
  browser,
}) => {
  const cookie = await settle('Ada', { ...SEPARATION, ...OTHERS })
  const { page, complaints } = await open(browser, 'Ada')
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  await page.getByRole('link', { name: 'A topic' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Forget' })).toBeFocused()
  await page.keyboard.type('my separation')
  await page.keyboard.press('Enter')

  await expect(page.getByText('4 of 14 memories ticked to go')).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'What will go' })).toContainText('4memories, exactly these')
  for (const key of Object.keys(SEPARATION)) await expect(tickOf(page, key)).toBeChecked()
  await expect(tickOf(page, 'tea')).not.toBeChecked()
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violationsOf(page)).toEqual([])
  }

  // one is taken out, the line is moved away and back; what was decided by hand stays decided
  await tickOf(page, 'address').press('Space')
  await expect(page.getByText('1 kept by you')).toBeVisible()
  await page.getByRole('slider').press('End')
  await expect(page.getByText('3 of 14 memories ticked to go')).toBeVisible()
  await page.getByRole('checkbox', { name: /less close, but/ }).press('Space')
  await expect(page.getByText('0 of 14 memories ticked to go')).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'What will go' })).toContainText('nothing goes')
  await page.getByRole('slider').press('Home')
  await expect(page.getByText('13 of 14 memories ticked to go')).toBeVisible()
  await page.getByRole('button', { name: 'Untick all' }).press('Enter')
  await page.getByRole('checkbox', { name: /less close, but/ }).press('Space')
  await expect(page.getByText('4 of 14 memories ticked to go')).toBeVisible()
  await tickOf(page, 'address').press('Space')
  await expect(page.getByText('3 of 14 memories ticked to go')).toBeVisible()

  // it is kept on the server, not in this window
  await expect(page.getByRole('complementary', { name: 'What will go' })).toContainText('3memories, exactly these')
  await page.reload()
  await untilAlive(page)
  await expect(page.getByText('3 of 14 memories ticked to go')).toBeVisible()
  await expect(tickOf(page, 'address')).not.toBeChecked()

  // an agent changes one and writes another meanwhile
  const flat = (await listOf(cookie)).find(({ key }) => key === 'flat')
  const json = JSON.stringify({ text: 'The flat is sold' })
  const edit = { id: flat?.id, version: flat?.version, json, operation: randomUUID() }
  expect((await callAction(url, 'saveEdit', [edit], { cookie })).value).toMatchObject({ ok: true })
  await settle('Ada', { news: 'The separation is in the news' })

  const word = page.getByRole('textbox', { name: 'Type FORGET to confirm' })
  await word.focus()
  await page.keyboard.type('forget')
  await expect(page.getByRole('button', { name: 'Forget 3 memories' })).toBeDisabled()
  await word.press('ControlOrMeta+a')
  await page.keyboard.type('FORGET')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/privacy\/requests\/F-/)
  await isDone(page, /^2 memories were forgotten, and a search for them found nothing$/)
  await expect(page.getByText('1 memory had changed since you chose it. It was not touched.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'See the receipt' })).toBeVisible()
  expect(await keysOf(cookie)).toEqual([...Object.keys(OTHERS), 'address', 'flat', 'news'].sort())
  expect(addresses.filter((address) => /separation/i.test(decodeURIComponent(address)))).toEqual([])
  expect(complaints).toEqual([])
})

test('what is typed and ticked survives a dashboard that does not answer; asked again after a lost answer, it is done once', async ({
  browser,
}) => {
  const cookie = await settle('Ben', { heron: 'A grey heron stands at the lake', ...OTHERS })
  const { page } = await open(browser, 'Ben')
  const fail = () =>
    page.route('**/*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await page.goto(`${url}/privacy/forget/topic`)
  await untilAlive(page)
  const field = page.getByRole('textbox', { name: 'Forget' })
  await field.fill('the grey heron')
  await fail()
  await field.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Your words are still here' })).toBeVisible()
  await expect(field).toHaveValue('the grey heron')
  await page.unroute('**/*')
  await field.press('Enter')
  await expect(tickOf(page, 'heron')).toBeChecked()
  await expect(page.getByRole('heading', { name: 'What stays' })).toBeVisible()

  await fail()
  await tickOf(page, 'tea').check()
  await expect(page.getByRole('alert').filter({ hasText: 'What you ticked is still here' })).toBeVisible()
  await expect(tickOf(page, 'tea')).toBeChecked()
  await page.unroute('**/*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('button', { name: 'Forget 2 memories' })).toBeVisible()

  await page.getByRole('textbox', { name: 'Type FORGET to confirm' }).fill('FORGET')
  await fail()
  await page.getByRole('button', { name: 'Forget 2 memories' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'sent twice, it is done once' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Type FORGET to confirm' })).toHaveValue('FORGET')
  await page.unroute('**/*')
  // now it arrives, and the answer is lost
  await page.route('**/privacy/forget/**', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await route.fetch()
    return route.abort()
  })
  await page.getByRole('button', { name: 'Forget 2 memories' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'sent twice, it is done once' })).toBeVisible()
  await expect.poll(() => keysOf(cookie)).toHaveLength(9)
  await page.unroute('**/privacy/forget/**')
  await page.getByRole('button', { name: 'Forget 2 memories' }).click()
  await isDone(page, /^2 memories were forgotten/)
  await page.goto(`${url}/privacy/requests`)
  await expect(page.getByRole('row')).toHaveCount(2)
})

test('T72: on a phone: one memory from its page, two from the list, a period; what an agent learns again is told', async ({
  browser,
}) => {
  const cookie = await settle('Cleo', OTHERS)
  const { page, complaints } = await open(browser, 'Cleo', { width: 375 })
  const tea = (await listOf(cookie)).find(({ key }) => key === 'tea')
  await page.goto(`${url}/memories/${tea?.id}`)
  await untilAlive(page)
  await page.getByRole('button', { name: 'Forget this memory' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Forget this memory' })).toBeVisible()
  await expect(page.getByText('Likes tea on day 0')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Take a copy of it first' })).toHaveAttribute('href', /selection=/)
  await expectNoSidewaysScroll(page)
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Type FORGET to confirm' }).fill('FORGET')
  await page.getByRole('button', { name: 'Forget 1 memory' }).click()
  await isDone(page, /^1 memory was forgotten/)
  await expectNoSidewaysScroll(page)
  expect(await violationsOf(page)).toEqual([])

  await page.goto(`${url}/privacy`)
  await untilAlive(page)
  await page.getByRole('link', { name: 'Memories you choose' }).click()
  for (const key of ['maps', 'chess']) await page.getByRole('checkbox', { name: `Select ${key}`, exact: true }).check()
  const bar = page.getByRole('region', { name: 'What is selected' })
  await expectNoSidewaysScroll(page)
  await bar.getByRole('button', { name: 'Forget' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Forget these 2 memories' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Type FORGET to confirm' }).fill('FORGET')
  await page.getByRole('button', { name: 'Forget 2 memories' }).click()
  await isDone(page, /^2 memories were forgotten/)

  await page.goto(`${url}/privacy/forget/period`)
  await untilAlive(page)
  await page.getByLabel('From').fill('2026-03-02')
  await page.getByLabel('Until').fill('2026-03-01')
  await expect(page.getByRole('alert').filter({ hasText: 'before the first' })).toBeVisible()
  await page.getByLabel('Until').fill('2026-03-04')
  await page.getByRole('button', { name: 'See what would go' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Forget these 3 memories' })).toBeVisible()
  for (const key of ['piano', 'bicycle', 'garden']) await expect(page.getByText(`Likes ${key}`)).toBeVisible()
  expect(await keysOf(cookie)).toEqual(['bicycle', 'bread', 'garden', 'piano', 'rowing', 'stamps', 'trains'])

  // T17: an agent learns one of them again: it is told, and can be allowed
  await agentSaves(cookie, 'hot drinks', OTHERS.tea ?? '')
  await page.goto(`${url}/privacy`)
  await untilAlive(page)
  const again = page.getByRole('region', { name: 'Learned again' })
  await expect(again.getByRole('link')).toHaveText(['hot drinks'])
  await expect(again).toContainText('The same text')
  await expectNoSidewaysScroll(page)
  expect(await violationsOf(page)).toEqual([])
  await again.getByRole('button', { name: 'Allow hot drinks' }).click()
  await expect(again).toHaveCount(0)
  expect(await keysOf(cookie)).toContain('hot drinks')
  expect(complaints).toEqual([])
})

test('T71: everything needs the word, the same in every language; stop remembering deletes nothing and is taken back', async ({
  browser,
}) => {
  const cookie = await settle('Dora', OTHERS)
  const { page, complaints } = await open(browser, 'Dora')
  const mayLearn = page.getByRole('switch', { name: 'Agents may learn new things about me' })
  await mayLearn.press('Space')
  await expect(page.getByText('Nothing was deleted.')).toBeVisible()
  await page.reload()
  await untilAlive(page)
  await expect(mayLearn).not.toBeChecked()
  await agentSaves(cookie, 'new', 'Something new')
  expect(await keysOf(cookie)).toEqual(Object.keys(OTHERS).sort())
  await mayLearn.press('Space')
  await expect(page.getByText('Agents may learn new things about you again.')).toBeVisible()
  await expect(mayLearn).toBeChecked()

  await page.getByRole('combobox').selectOption('de')
  await page.getByRole('link', { name: 'Alles', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Alles vergessen' })).toBeVisible()
  const button = page.getByRole('button', { name: 'Alles vergessen' })
  const word = page.getByRole('textbox', { name: 'Zum Bestätigen FORGET eintippen' })
  await expect(button).toBeDisabled()
  await word.fill('VERGESSEN')
  await expect(button).toBeDisabled()
  await word.fill('FORGET')
  await page.getByRole('checkbox', { name: /nichts Neues über mich merken/ }).check()
  await button.click()
  await isDone(page, /^Alles wurde vergessen, und eine Suche danach hat nichts gefunden$/)
  expect(await listOf(cookie)).toEqual([])
  await page.goto(`${url}/privacy`)
  await expect(page.getByRole('switch')).not.toBeChecked()
  await expect(page.getByRole('row', { name: /Alles, 10 Erinnerungen.*Vergessen und geprüft/ })).toBeVisible()
  expect(complaints).toEqual([])
})

test('T75: where somebody has to approve, the request waits with its date, is asked for once, and can be cancelled', async ({
  browser,
}) => {
  const approving = await startDashboard({ ...SETTINGS, FORGET_APPROVAL: 'admin' })
  try {
    const at = approving.server.url
    const cookie = await settle('Emil', OTHERS, at)
    const { page, complaints } = await open(browser, 'Emil', { at })
    const askForEverything = async () => {
      await page.goto(`${at}/privacy/forget/everything`)
      await untilAlive(page)
    }
    await askForEverything()
    await page.getByRole('textbox', { name: 'Type FORGET to confirm' }).fill('FORGET')
    await page.getByRole('button', { name: 'Forget everything' }).click()
    await isDone(page, /^Your request waits for approval$/)
    const reference = page.url().split('/').at(-1) ?? ''
    await expect(page.getByText(/, in \d+ days$/)).toBeVisible()
    expect(await violationsOf(page)).toEqual([])
    await askForEverything()
    await expect(page.getByText('You have asked for this already.')).toBeVisible()
    await page.getByRole('link', { name: 'See how far it is' }).click()
    await page.waitForURL(`**/${reference}`)
    await page.getByRole('button', { name: 'Cancel this request' }).click()
    await isDone(page, /^This request was cancelled$/)
    expect(await keysOf(cookie, at)).toEqual(Object.keys(OTHERS).sort())
    await page.goto(`${at}/privacy`)
    await expect(page.getByRole('row', { name: new RegExp(`${reference}.*Cancelled`) })).toBeVisible()
    expect(complaints).toEqual([])
  } finally {
    await approving.stop()
  }
})
