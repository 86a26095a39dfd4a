// "Whatever an agent was tricked into remembering, I can read it, and it can do nothing."
import { expect, type Page, test } from '@playwright/test'
import { memoryId } from '@/lib/shared/memory'
import {
  complaintsOf,
  type Dashboard,
  enterAs,
  expectNoSidewaysScroll,
  findField,
  startDashboard,
  undoList,
  writeMemory,
} from '../support/browser'

let dashboard: Dashboard
let url: string
let page: Page
let complaints: string[]

const TEXTS = [
  '<script>window.__pwned = 1</script>',
  '"><img src=x onerror="window.__pwned = 1">',
  '<svg/onload=window.__pwned=1><style>*{display:none}</style>',
  '</title><iframe srcdoc="<script>parent.__pwned=1</script>"></iframe>',
  'javascript:window.__pwned=1',
  '[click](javascript:window.__pwned=1) ![x](https://evil.example/x.png)',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: template syntax is what it is about.
  '{{constructor.constructor("window.__pwned=1")()}} ${window.__pwned=1} <%= window.__pwned=1 %>',
  'https://evil.example/?q=steal @import url(//evil.example/x.css)',
  '\u202Egnp.exe',
  'zero\u200Bwidth and \u2066isolated\u2069',
  '\u001B[31mred\u001B[0m bell\u0007',
  'x'.repeat(10_000),
  'Z\u0301\u0302\u0303'.repeat(200),
]
const keyOf = (text: string) => text.slice(0, 120)

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000)
  dashboard = await startDashboard()
  url = dashboard.server.url
  page = await enterAs(browser, url, 'Mika Sand')
  complaints = complaintsOf(page)
  await page.setViewportSize({ width: 375, height: 812 })
  for (const text of TEXTS) await writeMemory(page, url, keyOf(text), text)
})
test.afterAll(() => dashboard?.stop())
test.afterEach(async () => {
  expect(complaints).toEqual([])
  expect(await page.evaluate(() => '__pwned' in window || 'polluted' in {})).toBe(false)
})

test('T61: in list and results', async () => {
  for (const path of ['/memories', '/memories?q=window', `/memories?q=${encodeURIComponent(TEXTS[0] ?? '')}`]) {
    await page.goto(url + path)
    await expect(page.getByRole('article').first()).toBeVisible()
    await expectNoSidewaysScroll(page)
  }
  await expect(page.getByText('<script>window.__pwned = 1</script>').first()).toBeVisible()
  await expect(findField(page)).toHaveValue(TEXTS[0] ?? '')
  await expect(page).toHaveTitle(/^<script>/)
})

for (const text of TEXTS)
  test(`beside the list, on its page, as JSON and in the form: ${JSON.stringify(text.slice(0, 40))}`, async () => {
    const id = memoryId([], keyOf(text))
    for (const path of [`?open=${id}`, `/${id}`, `/${id}?as=json`, `/${id}/edit`]) {
      await page.goto(`${url}/memories${path}`)
      await expect(
        page
          .getByRole('main')
          .getByRole('heading', { level: path.startsWith('?') ? 2 : 1 })
          .last(),
      ).toBeVisible()
      await expectNoSidewaysScroll(page)
      await expect(page.locator('iframe, img, main script, main style, a[href^="javascript:"]')).toHaveCount(0)
    }
    await expect(page.getByRole('textbox', { name: 'text', exact: true })).toHaveValue(text)
    await page.getByRole('button', { name: 'JSON' }).click()
    await expectNoSidewaysScroll(page)
  })

test('characters that hide or reorder are shown as marks', async () => {
  await page.goto(`${url}/memories`)
  const list = page.getByRole('main')
  for (const mark of [
    '⟨U+202E⟩gnp.exe',
    'zero⟨U+200B⟩width',
    '⟨U+2066⟩isolated⟨U+2069⟩',
    '⟨U+001B⟩[31mred',
    'bell⟨U+0007⟩',
  ])
    await expect(list).toContainText(mark)
  await page.goto(`${url}/memories/${memoryId([], '\u202Egnp.exe')}`)
  await expect(page).toHaveTitle(/^⟨U\+202E⟩gnp\.exe/)
  await page.goto(`${url}/memories/${memoryId([], '\u202Egnp.exe')}?as=json`)
  await expect(page.getByRole('region', { name: 'Value as JSON' })).toContainText('⟨U+202E⟩gnp.exe')
})

test('when deleted and brought back', async () => {
  for (const text of TEXTS.slice(0, 3)) {
    await page.goto(`${url}/memories/${memoryId([], keyOf(text))}`)
    await page.getByRole('button', { name: 'Delete' }).click()
    await expect(undoList(page)).toContainText(`Removed ${keyOf(text)}`)
    await expectNoSidewaysScroll(page)
    await undoList(page).getByRole('button').first().click()
    await expect(undoList(page)).toContainText(`Undone. ${keyOf(text)} is back`)
  }
})

test('names of fields are shown as they are, and pollute nothing', async () => {
  const json =
    '{"__proto__": {"polluted": true}, "constructor": "a", "toString": 1, "<b>bold</b>": "<i>it</i>", "": ""}'
  await page.goto(`${url}/memories/new`)
  await page.getByRole('textbox', { name: 'Key' }).fill('__proto__')
  await page.getByRole('button', { name: 'JSON' }).click()
  await page.getByRole('textbox', { name: 'Value as JSON' }).fill(json)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved. Search renewed.')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('<b>bold</b>')
  await expect(page.getByRole('main')).toContainText('<i>it</i>')
  await page.reload()
  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(page.getByRole('textbox', { name: 'Value as JSON' })).toHaveValue(/"__proto__": \{/)
})

const KEYS = [
  'a/b',
  '50%',
  '%2e%2e%2f',
  'a#b',
  'a?b=c&d',
  `"double" 'single'`,
  '😀👩‍👩‍👧',
  '  two  spaces ',
  '..',
  'مرحبا',
  'back\\slash',
  '日本',
]

test('T37: keys with every kind of sign open from a link and survive a reload', async () => {
  for (const key of KEYS) await writeAndReload(key)
  await page.goto(`${url}/memories`)
  for (const key of KEYS) {
    const link = page.locator(`#main a[href="/memories?open=${memoryId([], key)}"]`)
    await link.click()
    await expect(page.getByRole('region', { name: `Memory ${key}`, exact: true })).toBeVisible()
    await page.goBack()
  }
})

test('a key with a line break opens and survives a reload', async () => {
  // no field of a form can hold one: it is put into the request on its way
  await page.route('**/memories/new', async (route) => {
    const body = route.request().postData()
    if (body === null) return route.continue()
    await route.continue({ postData: body.replace('line_break', 'line\\nbreak') })
  })
  await page.goto(`${url}/memories/new`)
  await page.getByRole('textbox', { name: 'Key' }).fill('line_break')
  await page.getByRole('textbox', { name: 'text', exact: true }).fill('A break')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page).toHaveURL(new RegExp(memoryId([], 'line\nbreak')))
  await page.reload()
  await expect(page.getByRole('heading', { name: 'line break' })).toBeVisible()
  await page.unrouteAll()
})

test('every response has a nonce of its own, and only its scripts run', async () => {
  const nonces = new Set<string>()
  for (let visit = 0; visit < 3; visit++) {
    const answer = await page.goto(`${url}/memories`)
    const nonce = /'nonce-([^']+)'/.exec(answer?.headers()['content-security-policy'] ?? '')?.[1] ?? ''
    nonces.add(nonce)
    const html = (await answer?.text()) ?? ''
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`)
  }
  expect(nonces.size).toBe(3)
  expect(nonces).not.toContain('')
})

async function writeAndReload(key: string): Promise<void> {
  await writeMemory(page, url, key, `Its key is ${key}`)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(key)
  await expect(page.getByRole('main')).toContainText('Its key is')
}
