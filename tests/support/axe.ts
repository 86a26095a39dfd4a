// The rules of accessibility, run in the page itself.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { RunOptions } from 'axe-core'

declare const axe: typeof import('axe-core')

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Each broken rule with the elements that break it: of `rules`, or else of all but `except`, and `within` selectors, or else the page. */
export async function violationsOf(
  page: Page,
  { rules, except = [], within }: { rules?: readonly string[]; except?: string[]; within?: string[] } = {},
): Promise<string[]> {
  // half a megabyte that a document needs once
  if (await page.evaluate(() => typeof axe === 'undefined')) await page.evaluate(SOURCE)
  const runOnly: RunOptions['runOnly'] =
    rules === undefined ? { type: 'tag', values: TAGS } : { type: 'rule', values: [...rules] }
  const rulesOff = Object.fromEntries(except.map((rule) => [rule, { enabled: false }]))
  return page.evaluate(
    async ({ within, options }) => {
      // what fades in is judged as it stays
      const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      await Promise.all(ending.map(({ finished }) => finished.catch(() => {})))
      const { violations } = await axe.run(within ?? document, options)
      return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 160))].join(' | '))
    },
    { within, options: { runOnly, rules: rulesOff, resultTypes: ['violations'] } satisfies RunOptions },
  )
}
