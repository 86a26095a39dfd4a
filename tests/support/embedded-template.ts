// The embedded database as it is before anything is stored, made once for a run: making one takes seconds, a copy next to nothing.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '@/lib/lakebase/database'

/** Makes it; `remove` takes it away again. */
export async function makeEmbeddedTemplate(): Promise<{ path: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'memory-template-'))
  const path = join(folder, 'memory')
  const { close } = await openEmbedded(path)
  await close()
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A data directory of one's own, which is not there yet; with a template, a copy of it. */
export function newDataDir(template: string | undefined): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'memory-tests-'))
  const path = join(folder, 'memory')
  if (template !== undefined) cpSync(template, path, { recursive: true })
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
