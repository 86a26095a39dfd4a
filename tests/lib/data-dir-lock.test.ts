import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeDataDirLock } from '@/lib/lakebase/data-dir-lock'

test('the lock can be taken on a fresh machine, where not even the folder of the data is there', async () => {
  const root = mkdtempSync(join(tmpdir(), 'memory-lock-'))
  const dataDir = join(root, 'not', 'there', 'yet')
  const unlock = await takeDataDirLock(dataDir)
  await expect(takeDataDirLock(dataDir)).rejects.toThrow(/^Another process has the embedded database open/)
  unlock()
  rmSync(root, { recursive: true, force: true })
})
