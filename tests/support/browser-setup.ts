// Before all browser tests: what each server of theirs would otherwise make for itself. See PLAYWRIGHT_DATABASE_TEMPLATE in server.ts.
import { makeEmbeddedTemplate } from './embedded-template'

export default async function setup(): Promise<() => void> {
  const { path, remove } = await makeEmbeddedTemplate()
  process.env.PLAYWRIGHT_DATABASE_TEMPLATE = path
  return remove
}
