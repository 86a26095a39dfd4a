// Taking memories away in a file and bringing them in again, as a person does it.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import { complaintsOf, enterAs, expectNoSidewaysScroll, findField, rowOf, untilAlive } from '../support/browser'
import { type EmbeddingEndpoint, startEmbeddingEndpoint } from '../support/embedding-endpoint'
import { callAction } from '../support/http'
import { ADA, BEN, EMPTY_SITE, signInByHttp } from '../support/people'
import { type RunningServer, startServer } from '../support/server'

let server: RunningServer
let endpoint: EmbeddingEndpoint
let address: string
test.beforeAll(async () => {
  endpoint = await startEmbeddingEndpoint({ dims: 64 })
  const encoder = {
    DATABRICKS_HOST: endpoint.url,
    DATABRICKS_TOKEN: 'token',
    DATABRICKS_EMBEDDING_ENDPOINT: 'code-points',
    EMBEDDING_DIMS: '64',
  }
  server = await startServer({ env: { ...EMPTY_SITE, ...encoder } })
  address = `${server.url}/memories/transfer`
})
test.afterAll(async () => {
  await server?.stop()
  await endpoint?.close()
})

const WRITTEN = '2025-03-04 05:06:07.123456+00'
const line = (key: string, value: object | string, more: object = {}) =>
  `{"type": "memory", "key": ${JSON.stringify(key)}, "value": ${typeof value === 'string' ? value : JSON.stringify(value)}, ${JSON.stringify({ created_at: WRITTEN, updated_at: WRITTEN, ...more }).slice(1)}`
const file = (...lines: string[]) => ({
  name: 'memories.jsonl',
  mimeType: 'application/x-ndjson',
  buffer: Buffer.from(lines.join('\n')),
})
const end = (memories: number) => JSON.stringify({ type: 'end', memories, versions: 0 })

const choose = async (page: Page, chosen: ReturnType<typeof file>) => {
  await untilAlive(page)
  await page.locator('input[type=file]').setInputFiles(chosen)
}
const counts = async (page: Page) =>
  (await page.locator('.leaders.counts li').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))
const compared = (page: Page) => expect(page.getByRole('heading', { name: 'What this file would do' })).toBeVisible()
const imported = (page: Page) => expect(page.getByRole('heading', { name: 'Imported', exact: true })).toBeVisible()
const download = async (page: Page, name: string) => {
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  return { name: saved.suggestedFilename(), text: readFileSync(await saved.path(), 'utf8') }
}
const exported = async (person: string, query = '') => {
  const cookie = await signInByHttp(server.url, person)
  return (await fetch(`${server.url}/api/export?format=jsonl${query}`, { headers: { cookie } })).text()
}

test('a file is brought in, taken away, changed, compared word by word and imported as chosen', async ({ browser }) => {
  const page = await enterAs(browser, server.url, 'Ada')
  const complaints = complaintsOf(page)
  await page.getByRole('link', { name: 'Bring memories in from a file' }).click()
  await expect(page.getByText('Nothing is remembered about you yet.')).toBeVisible()
  await choose(
    page,
    file(
      line('dietary_rule', '{"text": "Eats no meat; fish is fine", "share": 0.10, "big": 12345678901234567890}'),
      line('seat', { text: 'Window seat' }),
      line('coffee', { text: 'Black coffee' }),
      end(3),
    ),
  )
  await compared(page)
  expect(await counts(page)).toEqual(['New 3', 'Stored otherwise 0', 'Stored just so 0', 'Refused 0'])
  await page.getByRole('button', { name: 'Import 3 memories' }).click()
  await imported(page)
  await expect(page.getByText('3 memories are kept about you.')).toBeVisible()

  const spreadsheet = await download(page, 'Spreadsheet (CSV)')
  expect(spreadsheet.name).toMatch(/^memories-\d{4}-\d\d-\d\d\.csv$/)
  expect(spreadsheet.text).toContain('"Eats no meat; fish is fine"')
  expect(spreadsheet.text).toContain("'12345678901234567890")
  expect(spreadsheet.text).toMatch(/\r\nEnd of the file: 3 memories\r\n$/)
  const { name, text } = await download(page, 'JSON lines')
  expect(name).toMatch(/^memories-\d{4}-\d\d-\d\d\.jsonl$/)
  expect(text).toContain('"big": 12345678901234567890')
  expect(text).toContain(`"updated_at": "${WRITTEN}"`)

  // one is changed by hand, one here after the export, one is new, one is broken
  await page.goto(`${server.url}/memories`)
  await rowOf(page, 'coffee').getByRole('link').click()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'text' }).fill('Tea')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved. Search renewed.')).toBeVisible()
  await page.goto(address)
  const lines = text.trimEnd().split('\n')
  const changed = lines.map((one) => one.replace('fish is fine', 'no fish either').replace('Window', 'Aisle'))
  changed.splice(-1, 0, line('gym', { text: 'Tuesdays' }), '{"key": "x", "value": {"text": "x",}}')
  await choose(page, file(...changed))
  await compared(page)
  expect(await counts(page)).toEqual(['New 1', 'Stored otherwise 3', 'Stored just so 0', 'Refused 1'])
  await expect(page.getByText('Line 6', { exact: true })).toBeVisible()
  await expect(page.getByText(/^This is not JSON, at character 35: a comma stands before/)).toBeVisible()
  const choices = (key: string) => page.getByRole('group', { name: `What to do with ${key}` })
  await expect(choices('coffee').getByRole('radio', { name: 'Keep mine' })).toBeChecked()
  await expect(page.getByText('Changed here after this file was exported')).toHaveCount(1)
  const rule = page.locator('.compared > li', { hasText: 'dietary_rule' })
  await expect(rule.locator('del')).toHaveText(['is fine'])
  await expect(rule.locator('ins')).toHaveText(['no', 'either'])
  await expect(rule.getByText('2 other fields are the same')).toBeVisible()
  await choices('seat').getByRole('radio', { name: 'Keep both' }).check()
  await expect(page.getByText('Adds 2 memories. Replaces 1.')).toBeVisible()
  await page.getByRole('button', { name: 'Import 3 memories' }).click()
  await imported(page)
  expect(await counts(page)).toEqual(['Added 2', 'Replaced 1', 'Not imported 0'])
  await page.getByRole('button', { name: 'Put 1 back as it was' }).click()
  await expect(page.getByText('It is as it was before the import.')).toBeVisible()
  expect(await exported(ADA)).toContain('fish is fine')
  // once more, to stay
  await page.getByRole('button', { name: 'Choose another file' }).click()
  await choose(page, file(changed.find((one) => one.includes('dietary_rule')) ?? ''))
  await compared(page)
  await page
    .getByRole('group', { name: 'What to do with dietary_rule' })
    .getByRole('radio', { name: 'Take the file’s' })
    .check()
  await page.getByRole('button', { name: 'Import 1 memory' }).click()
  await imported(page)
  await page.getByRole('link', { name: 'See your memories' }).click()
  await expect(page.getByRole('link', { name: 'Export and import' })).toBeVisible()
  await expect(rowOf(page, 'dietary_rule')).toContainText('no fish either')
  for (const [key, words] of [
    ['seat', 'Window seat'],
    ['seat_imported', 'Aisle seat'],
    ['coffee', 'Tea'],
    ['gym', 'Tuesdays'],
  ] as const)
    await expect(rowOf(page, key)).toContainText(words)
  await findField(page).fill('no fish')
  await expect(page.getByRole('status').filter({ hasText: 'closest first' })).toBeVisible()
  const now = await exported(ADA, '&history=yes')
  expect(now).toContain('{"big": 12345678901234567890, "text": "Eats no meat; no fish either", "share": 0.10}')
  expect(now.match(/"type": "version"/g)).toHaveLength(4)
  expect(complaints).toEqual([])
})

test('T51: what failed stays with its reason and can be sent again; what changed meanwhile is compared again', async ({
  browser,
}) => {
  const page = await enterAs(browser, server.url, 'Ben')
  await page.goto(address)
  await choose(page, file(line('one', { text: 'first' }), line('two', { text: 'second' }), end(2)))
  await compared(page)
  endpoint.behave({ kind: 'refuse', status: 400 })
  await page.getByRole('button', { name: 'Import 2 memories' }).click()
  await imported(page)
  expect(await counts(page)).toEqual(['Added 0', 'Replaced 0', 'Not imported 2'])
  await expect(page.getByRole('heading', { name: '2 were not imported' })).toBeVisible()
  expect(await exported(BEN)).toContain('"memories": 0')
  endpoint.behave(undefined)
  // somebody else writes one of them meanwhile
  const other = await enterAs(browser, server.url, 'Ben')
  await other.goto(`${server.url}/memories/new`)
  await other.getByRole('textbox', { name: 'Key' }).fill('two')
  await other.getByRole('textbox', { name: 'text', exact: true }).fill('written meanwhile')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText('Saved. Search renewed.')).toBeVisible()
  await page.getByRole('button', { name: 'Import the 2 that are left' }).click()
  await expect(page.getByRole('heading', { name: '1 was not imported' })).toBeVisible()
  await expect(page.getByText('it was not overwritten. Compare the two again.')).toBeVisible()
  await page.getByRole('button', { name: 'Compare 1 again' }).click()
  await compared(page)
  await page.getByRole('group', { name: 'What to do with two' }).getByRole('radio', { name: 'Keep both' }).check()
  await page.getByRole('button', { name: 'Import 1 memory' }).click()
  await imported(page)
  const now = await exported(BEN)
  for (const words of ['"text": "first"', '"text": "second"', 'two_imported', 'written meanwhile'])
    expect(now).toContain(words)
})

test('what is no file of memories is said to be so, and nothing is lost', async ({ browser }) => {
  const page = await enterAs(browser, server.url, 'Ben')
  await page.goto(address)
  const before = (await exported(BEN)).split('\n').slice(1)
  for (const [text, why] of [
    ['Key,text\r\ntea,green\r\n', 'The file is a spreadsheet (CSV)'],
    ['[{"key": "a", "value": {}}]', 'The file is one JSON list'],
    ['', 'The file is empty.'],
    ['{"type": "export", "format": "long-term-memory", "version": 9}\n', 'A newer version of this dashboard'],
  ] as const) {
    await choose(page, file(text))
    await expect(page.getByRole('alert').filter({ hasText: why })).toBeVisible()
  }
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(
      new File(
        Array.from({ length: 100 }, () => new Uint8Array(1_000_000)),
        'large.jsonl',
      ),
    )
    document
      .querySelector('.chapter:last-of-type')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })
  await expect(page.getByText('The file has 100 MB, and at most 64 MB can be imported.')).toBeVisible()
  await page.getByText('Paste lines instead').click()
  const pasted = page.getByRole('textbox', { name: 'Lines, one memory each' })
  await pasted.fill('\u{feff}{"key": "a", "value": {"__proto__": {"x": 1}}}\r\n{"key": "a", "value": {}}\r\n{"key": 1}')
  await page.getByRole('button', { name: 'Compare' }).click()
  await compared(page)
  expect(await counts(page)).toEqual(['New 1', 'Stored otherwise 0', 'Stored just so 0', 'Refused 2'])
  await expect(page.getByText('Line 1 has the same key. Keep one of the two lines.')).toBeVisible()
  await expect(page.getByText('This file has no last line.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Add a', exact: true }).uncheck()
  await expect(page.getByRole('button', { name: 'Import 0 memories' })).toBeDisabled()
  await page.getByRole('button', { name: 'Choose another file' }).click()
  expect((await exported(BEN)).split('\n').slice(1)).toEqual(before)
})

test('T50: 5,000 memories are compared and imported in chunks, with progress, and come out as they went in', async ({
  browser,
}) => {
  const page = await enterAs(browser, server.url, 'Ada')
  await page.goto(address)
  const many = Array.from({ length: 5_000 }, (_, at) =>
    line(`many_${String(at).padStart(4, '0')}`, { text: `${at} ${'words '.repeat(120)}` }),
  )
  await choose(page, file(...many, end(5_000)))
  await expect(page.getByText(/^Comparing… [1-4],?\d* memories so far$/)).toBeVisible()
  await compared(page)
  await expect(page.getByRole('checkbox', { name: /^Add many_/ })).toHaveCount(25)
  // stopping keeps what is stored; what is left can go on
  await page.getByRole('button', { name: 'Import 5,000 memories' }).click()
  await expect(page.getByText(/^Importing… [1-9]\d+ of 5,000$/)).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await imported(page)
  const added = Number(/Added (\d+)/.exec((await counts(page))[0] ?? '')?.[1])
  expect(added).toBeGreaterThan(0)
  expect((await exported(ADA, '&starts=many_')).match(/"key": "many_/g)).toHaveLength(added)
  await expect(
    page.getByRole('button', { name: `Import the ${(5_000 - added).toLocaleString('en')} that are left` }),
  ).toBeVisible()
})

test('T70, T71, T72: in German, on a phone, in both themes and by keyboard', async ({ browser }) => {
  const context = await browser.newContext({
    locale: 'de-AT',
    viewport: { width: 375, height: 740 },
    colorScheme: 'dark',
  })
  const page = await context.newPage()
  await page.goto(`${server.url}/sign-in`)
  await page.getByRole('button', { name: 'Ben', exact: true }).click()
  await page.waitForURL(/memories/)
  await page.goto(address)
  const items = [{ text: line('alt', { text: 'so' }), over: null, key: null, operation: randomUUID() }]
  await callAction(server.url, 'importLines', [{ items }], { cookie: await signInByHttp(server.url, BEN) })
  const german = file(line('neu', { text: 'Etwas Neues' }), line('alt', { text: 'anders' }), '{"key": 5}', end(2))
  await expect(page.getByRole('button', { name: 'Datei wählen' })).toBeEnabled()
  await page.locator('input[type=file]').setInputFiles(german)
  await expect(page.getByRole('heading', { name: 'Was diese Datei bewirken würde' })).toBeFocused()
  await expect(page.getByText('Die Angabe key muss ein Text in Anführungszeichen sein.')).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.setViewportSize({ width: 320, height: 740 })
  const tooWide = await page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !element.closest('.sr-only'))
      .map((element) => element.outerHTML.slice(0, 100)),
  )
  expect(tooWide).toEqual([])
  for (const scheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    expect(await violationsOf(page), scheme).toEqual([])
  }
  for (const target of await page.locator('main :is(label:has(input), .button, summary)').all()) {
    const box = await target.boundingBox()
    if (box !== null) expect(box.height, await target.innerText()).toBeGreaterThanOrEqual(34)
  }
  await page
    .getByRole('group', { name: 'Was mit alt geschehen soll' })
    .getByRole('radio', { name: 'Meine behalten' })
    .focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('button', { name: '2 Erinnerungen importieren' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Importiert' })).toBeFocused()
  expect(await counts(page)).toEqual(['Hinzugefügt 1', 'Ersetzt 1', 'Nicht importiert 0'])
  expect(await exported(BEN)).toContain('"text": "anders"')
})
