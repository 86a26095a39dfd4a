// Before all browser tests: what each server of theirs would otherwise make for itself. See server.ts and browser.ts.
import { ensurePostgres } from '../../scripts/ensure-postgres.mjs'
import { makeDemoTemplate } from './browser'
import { makeEmbeddedTemplate } from './embedded-template'

export default async function setup(): Promise<undefined | (() => Promise<void>)> {
  if (process.argv.includes('--project=alone')) return // the demonstration begins from nothing
  const postgres = await ensurePostgres()
  if ('url' in postgres) process.env.PLAYWRIGHT_POSTGRES_URL = postgres.url
  const empty = await makeEmbeddedTemplate()
  process.env.PLAYWRIGHT_DATABASE_TEMPLATE = empty.path
  const demo = await makeDemoTemplate()
  process.env.PLAYWRIGHT_DEMO_TEMPLATE = demo.path
  return async () => {
    empty.remove()
    demo.remove()
    if ('url' in postgres) await postgres.stop()
  }
}
