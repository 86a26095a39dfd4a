// What a reader of German finds on a page.
import { expect, type Page } from '@playwright/test'
import { catalogueOf } from '@/lib/shared/catalogue'
import { expectNoSidewaysScroll } from './browser'

const GERMAN = catalogueOf('de')

/** Waits until the page listens to keys and typing. */
export async function untilListens(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Farben: auf/ })).toBeVisible()
}

/** Nothing scrolls sideways, on three widths and in both directions. */
export async function expectFits(page: Page): Promise<void> {
  for (const width of [1280, 375, 320]) {
    await page.setViewportSize({ width, height: 800 })
    for (const dir of ['ltr', 'rtl']) {
      await page.evaluate((to) => document.documentElement.setAttribute('dir', to), dir)
      await expectNoSidewaysScroll(page)
    }
  }
}

/** `text` is there, and nothing that can be read or heard is English. */
export async function expectGerman(page: Page, text: string): Promise<void> {
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
