// "Everything I read and hear is in my language, and at my clock's time."
import { type Browser, expect, type Page, test } from '@playwright/test'
import { memoryId } from '@/lib/shared/memory'
import { complaintsOf, type Dashboard, enterAs, startDashboard, writeMemory } from '../support/browser'
import { expectFits, expectGerman, untilListens } from '../support/german'
import { EMPTY_SITE, signIn } from '../support/people'

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
  await expect(page.getByText('15. Januar 2025').first()).toBeVisible()
  await expect(page.getByText('1.200').first()).toBeVisible()
  await expect(page.getByText('nein', { exact: true }).first()).toBeVisible()
  const learned = page.getByRole('complementary').locator('time').first()
  await expect(learned).toHaveText(
    /^\d{1,2}\. (Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember) \d{4}$/,
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
