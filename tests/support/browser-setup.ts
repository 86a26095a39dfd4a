// Before all browser tests: what each server of theirs would otherwise make for itself. See server.ts and browser.ts.
import { makeDemoTemplate } from './browser'
import { makeEmbeddedTemplate } from './embedded-template'

export default async function setup(): Promise<() => void> {
  const empty = await makeEmbeddedTemplate()
  process.env.PLAYWRIGHT_DATABASE_TEMPLATE = empty.path
  const demo = await makeDemoTemplate()
  process.env.PLAYWRIGHT_DEMO_TEMPLATE = demo.path
  return () => {
    empty.remove()
    demo.remove()
  }
}
