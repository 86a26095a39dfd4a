// Where the tests put what is there for seconds: hundreds of files for each embedded database, which a disk takes a second to remove.
import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const IN_MEMORY = '/dev/shm'
/** A run keeps some hundred megabytes at a time. */
const ENOUGH_BYTES = 4 * 2 ** 30

/** @returns {{ path: string, remove: () => void }} a new folder, in memory where the machine has room for it */
export function makeScratchFolder() {
  const path = mkdtempSync(join(hasRoom() ? IN_MEMORY : tmpdir(), 'memory-run-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

function hasRoom() {
  try {
    accessSync(IN_MEMORY, constants.W_OK)
    const { bavail, bsize } = statfsSync(IN_MEMORY)
    return bavail * bsize >= ENOUGH_BYTES
  } catch {
    return false
  }
}
