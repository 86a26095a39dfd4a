// "Everything I read and hear is in my language, and at my clock's time."
import { type Browser, expect, type Page, test } from '@playwright/test'
import { catalogueOf } from '@/lib/shared/catalogue'
import { memoryId } from '@/lib/shared/memory'
import {
  complaintsOf,
  type Dashboard,
  enterAs,
  expectNoSidewaysScroll,
  startDashboard,
  writeMemory,
} from '../support/browser'
import { EMPTY_SITE, signIn } from '../support/people'

const GERMAN = catalogueOf('de')
let dashboard: Dashboard
let url: string

test.beforeAll(async ({ browser }) => {
  dashboard = await startDashboard(EMPTY_SITE)
  url = dashboard.server.url
  const page = await enterAs(browser, url, 'Ben')
  await writeMemory(page, url, 'tee', 'Trinkt am liebsten Tee')
  await page.context().close()
})
test.afterAll(() => dashboard?.stop())

test('T71: a browser that asks for German gets nothing in English, aria-labels included', async ({ browser }) => {
  const page = await windowOf(browser, 'de-AT')
  const complaints = complaintsOf(page)
  await page.goto(`${url}/sign-in`)
  await expectGerman(page, 'Anmelden')
  await signIn(page, url, 'Ada')
  await expectGerman(page, 'Über dich ist noch nichts gemerkt')

  await page.goto(`${url}/memories/new`)
  await untilListens(page)
  await page.getByRole('textbox', { name: 'text', exact: true }).fill('Trinkt am liebsten Tee')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await expectGerman(page, 'Eine Erinnerung braucht einen Schlüssel, etwa preferred_workspace.')
  await page.getByRole('button', { name: 'JSON' }).click()
  await page.getByRole('textbox', { name: 'Wert als JSON' }).fill('{"text": "Tee",}')
  await expectGerman(page, 'Zeile 1: Vor der schließenden geschweiften Klammer steht ein Komma.')
  await page
    .getByRole('textbox', { name: 'Wert als JSON' })
    .fill('{"text": "Trinkt am liebsten Tee", "seit": "2025-01-15", "tassen": 1200, "mit_milch": false}')
  await page.getByRole('textbox', { name: 'Schlüssel' }).fill('tee')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await expectGerman(page, 'Gespeichert. Suche erneuert.')
  await expect(page.getByText('15. Januar 2025')).toBeVisible()
  await expect(page.getByText('1.200')).toBeVisible()
  await expect(page.getByText('nein', { exact: true })).toBeVisible()
  const learned = page.locator('time').first()
  await expect(learned).toHaveText(
    /^\d{1,2}\. (Jan\.|Feb\.|März|Apr\.|Mai|Juni|Juli|Aug\.|Sept\.|Okt\.|Nov\.|Dez\.) \d{4}$/,
  )
  await expect(learned).toHaveAttribute('title', /^(Mon|Diens|Donners|Frei|Sams|Sonn)tag, |^Mittwoch, /)

  await page.goto(`${url}/memories/new`)
  await untilListens(page)
  await page.getByRole('textbox', { name: 'text', exact: true }).fill('Kaffee')
  await page.getByRole('textbox', { name: 'Schlüssel' }).fill('tee')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await expectGerman(page, 'Eine Erinnerung namens tee gibt es schon. Nichts wurde gespeichert.')

  await page.goto(`${url}/memories/${memoryId([], 'tee')}/edit`)
  await untilListens(page)
  await expectGerman(page, 'Noch ist nichts geändert.')
  await page.goto(`${url}/memories?q=Tee`)
  await untilListens(page)
  await expectGerman(page, 'nächste zuerst')
  await page.getByRole('article').first().click()
  await expectGerman(page, 'Warum sie gefunden wurde')
  await page.getByRole('button', { name: 'Löschen' }).click()
  await expectGerman(page, 'tee gelöscht. Rückgängig bis')
  await page.getByRole('button', { name: 'Rückgängig: tee zurückholen' }).click()
  await expectGerman(page, 'Rückgängig gemacht. tee ist wieder da')
  await page.keyboard.press('?')
  await expectGerman(page, 'Sie wirken, solange nichts getippt wird.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expectGerman(page, 'Gehe zu')
  await page.goto(`${url}/memories/nichts`)
  await expectGerman(page, 'Diese Erinnerung gibt es nicht')
  // what is not there is answered so on purpose, and chromium says it
  expect(complaints.filter((one) => !/404/.test(one))).toEqual([])
  await page.context().close()
})

test('T71: what the server answers is in the reader’s language too', async ({ browser }) => {
  const page = await windowOf(browser, 'de')
  await signIn(page, url, 'Ben')
  const answer = await page.evaluate(async () => (await fetch('/api/memories?after=x')).json())
  expect(answer).toEqual({
    code: 'invalid',
    sentence: 'Diese Seite der Liste gibt es nicht mehr. Fang noch einmal bei den neuesten an.',
  })
  dashboard.endpoint.behave({ kind: 'refuse', status: 400 })
  await page.goto(`${url}/memories/new`)
  await untilListens(page)
  await page.getByRole('textbox', { name: 'Schlüssel' }).fill('kaffee')
  await page.getByRole('textbox', { name: 'text', exact: true }).fill('Kaffee')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await expectGerman(page, 'Der Databricks-Endpunkt words hat den Text abgelehnt (HTTP 400).')
  dashboard.endpoint.behave(undefined)
  await page.context().close()
})

test('T71: the language is chosen beside the theme: nothing typed is lost, and it stays chosen', async ({
  browser,
}) => {
  const page = await windowOf(browser, 'en-GB')
  await signIn(page, url, 'Ada')
  await page.goto(`${url}/memories/new?from=here`)
  await expect(page.getByRole('button', { name: /^Theme: change to/ })).toBeVisible()
  await page.getByRole('textbox', { name: 'Key' }).fill('halb_getippt')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch')
  await expect(page.getByRole('heading', { name: 'Eine neue Erinnerung' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Schlüssel' })).toHaveValue('halb_getippt')
  expect(page.url()).toBe(`${url}/memories/new?from=here`)
  await expectGerman(page, 'Wer sie liest')
  await page.getByRole('textbox', { name: 'Schlüssel' }).fill('')
  await page.reload()
  await expectGerman(page, 'Wer sie liest')
  expect(await (await page.request.get(`${url}/memories`)).text()).toContain('<html lang="de" dir="ltr"')
  await untilListens(page)
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('English')
  await expect(page.getByRole('heading', { name: 'A new memory' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.context().close()

  const door = await windowOf(browser, 'en')
  await door.goto(`${url}/sign-in`)
  await expect(door.getByRole('button', { name: /^Theme: change to/ })).toBeVisible()
  await door.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch')
  await expectGerman(door, 'Wähle, wer du sein möchtest.')
  await door.context().close()
})

test('T71: in German, and from right to left, no page scrolls sideways', async ({ browser }) => {
  const page = await windowOf(browser, 'de')
  await page.goto(`${url}/sign-in`)
  await expectFits(page)
  await signIn(page, url, 'Ben')
  const tee = memoryId([], 'tee')
  for (const path of ['', '?q=Tee', `?open=${tee}`, `/${tee}`, `/${tee}?as=json`, `/${tee}/edit`, '/new', '/nichts']) {
    await page.goto(`${url}/memories${path}`)
    await expectFits(page)
  }
  await page.context().close()
})

test('T45: times are in the zone of the reader’s clock, on every page, and say which', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Tokyo' })
  const page = await context.newPage()
  await signIn(page, url, 'Ben')
  const changed = page.locator('time').first()
  await expect(changed).toHaveAttribute('title', /, Asia\/Tokyo$/)
  // as after a journey: the cookie is from elsewhere, and no sign-in page lies between
  await context.addCookies([{ name: 'time-zone', value: 'America%2FNew_York', url }])
  await page.reload()
  await expect(changed).toHaveAttribute('title', /, Asia\/Tokyo$/)
  expect(await (await page.request.get(`${url}/memories`)).text()).toContain(', Asia/Tokyo')
  await context.close()
})

async function windowOf(browser: Browser, locale: string): Promise<Page> {
  return (await browser.newContext({ locale })).newPage()
}

async function untilListens(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Farben: auf/ })).toBeVisible()
}

async function expectFits(page: Page): Promise<void> {
  for (const width of [1280, 375, 320]) {
    await page.setViewportSize({ width, height: 800 })
    for (const dir of ['ltr', 'rtl']) {
      await page.evaluate((to) => document.documentElement.setAttribute('dir', to), dir)
      await expectNoSidewaysScroll(page)
    }
  }
}

/** `text` is there, and nothing that can be read or heard is English. */
async function expectGerman(page: Page, text: string): Promise<void> {
  await expect(page.getByText(text).first()).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  const said = await page.evaluate(() => {
    const attributes = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt']
    const isOurs = (element: Element | null) =>
      element !== null && element.closest('script, style, pre, code, kbd, [lang=en]') === null
    const elements = [...document.querySelectorAll('*')].filter(isOurs)
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
    const texts: string[] = [document.querySelector('meta[name=description]')?.getAttribute('content') ?? '']
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (isOurs(node.parentElement)) texts.push(node.nodeValue ?? '')
    for (const element of elements) for (const name of attributes) texts.push(element.getAttribute(name) ?? '')
    return texts.map((one) => one.trim()).filter((one) => one !== '')
  })
  expect(said.length).toBeGreaterThan(5)
  expect(said.filter(isEnglish), page.url()).toEqual([])
}

/** What stands between the places of the catalogue's texts, in English and not in German. */
const FRAGMENTS = new Set(fragmentsOf(Object.keys(GERMAN)))
// what is the same in German, and the name of a field of theirs
for (const known of [...fragmentsOf(Object.values(GERMAN)), 'text']) FRAGMENTS.delete(known)

function fragmentsOf(texts: string[]): string[] {
  return texts
    .flatMap((text) => text.split(/\||\{\w+\}/))
    .map((part) => (part.split('##')[0] ?? '').trim())
    .filter((part) => /\p{L}{2}/u.test(part))
}

/** A text of the catalogue, or one with words that no German sentence has. */
function isEnglish(text: string): boolean {
  return (
    FRAGMENTS.has(text) ||
    /(?<![\p{L}_])(the|of|your|you|this|that|and|with|from|not|is|are|to|memory|memories|search|save|delete)(?![\p{L}_])/iu.test(
      text,
    )
  )
}
