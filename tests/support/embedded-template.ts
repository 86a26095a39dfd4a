// The embedded database as it is before anything is stored, made once for a run: making one takes seconds, a copy next to nothing.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { openEmbedded } from '@/lib/lakebase/database'

/** Makes it; `remove` takes it away again. */
export async function makeEmbeddedTemplate(): Promise<{ path: string; remove: () => void }> {
  setFlagsFromString('--liftoff-only') // it is there for seconds: compiling it for speed takes longer
  const { folder, remove } = templatePlace()
  return { path: await templateIn(folder), remove }
}

/** Where a template of this run will lie as soon as a test wants one; `remove` takes it away again. */
export function templatePlace(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'memory-template-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The template in `folder`: made by whichever process asks first, while the others wait. */
export async function templateIn(folder: string): Promise<string> {
  const [ready, making] = [join(folder, 'memory'), join(folder, 'making')]
  while (!existsSync(ready)) {
    if (!isMine(making)) {
      await pause(100)
      continue
    }
    try {
      const { pool, close } = await openEmbedded(join(making, 'memory'))
      // nothing makes another database from these, and each copy would carry their six hundred files
      await pool.query(`update pg_database set datistemplate = false where datistemplate`)
      for (const name of ['template0', 'template1']) await pool.query(`drop database ${name}`)
      await close()
      renameSync(join(making, 'memory'), ready)
    } finally {
      rmSync(making, { recursive: true, force: true })
    }
  }
  return ready
}

/** Whether this process is the first to make the folder. */
function isMine(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch {
    return false
  }
}

/** A data directory of one's own, which is not there yet; with a template, a copy of it. */
export function newDataDir(template: string | undefined): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'memory-tests-'))
  const path = join(folder, 'memory')
  if (template !== undefined) cpSync(template, path, { recursive: true })
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
