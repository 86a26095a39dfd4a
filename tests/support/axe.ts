// The rules of accessibility, run in the page itself.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** There are no frames, and a page of its own for each result costs more than the rules. */
export function axeOf(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
}
