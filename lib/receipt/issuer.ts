// Who issues receipts: the key of this installation, and the version that runs.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Signer, signerOf } from '@/lib/audit/checkpoints'
import { type Environment, environment } from '@/lib/env'
import { keyOf, RECEIPTS } from '@/lib/store/configured'
import type { MemoryStore } from '@/lib/store/memory-store'
import type { Receipt } from './receipt'

export type Issuer = { signer: Signer; software: Receipt['software'] }

/** That of the installation that `store` belongs to. */
export async function issuerOf({ receiptKey, pseudonymKey }: MemoryStore): Promise<Issuer> {
  const signer = signerOf(receiptKey ?? keyOf(pseudonymKey, RECEIPTS))
  return { signer, software: { ...software(), commit: await commit() } }
}

/** As {@link issuerOf} of the store of this process, from settings that are examined; null where they name no key. */
export function signerIn({ receipts, secret }: Pick<Environment, 'receipts' | 'secret'>): Signer | null {
  const seed = receipts.signingKey ?? (secret === undefined ? undefined : keyOf(secret, RECEIPTS))
  return seed === undefined ? null : signerOf(seed)
}

function software(): { name: string; version: string } {
  try {
    const file = join(/* turbopackIgnore: true */ process.cwd(), 'package.json')
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name: string; version: string }
    return { name, version }
  } catch {
    // a receipt is not held up for that
    return { name: 'memory-dashboard', version: 'unknown' }
  }
}

let asked: Promise<string | null> | undefined

/** The commit that runs; null where neither `GIT_COMMIT` nor git knows it. */
function commit(): Promise<string | null> {
  asked ??= promisify(execFile)('git', ['rev-parse', 'HEAD'], { timeout: 2_000 }).then(
    ({ stdout }) => /^[0-9a-f]{40,64}$/.exec(stdout.trim())?.[0] ?? null,
    () => null,
  )
  const { commit } = environment().receipts
  return commit === undefined ? asked : Promise.resolve(commit)
}
