// Before all browser tests: what each server of theirs would otherwise make for itself. See EMBEDDED_TEMPLATE in server.ts.
import { makeEmbeddedTemplate } from './embedded-template'

export default async function setup(): Promise<() => void> {
  const { path, remove } = await makeEmbeddedTemplate()
  process.env.EMBEDDED_TEMPLATE = path
  return remove
}
