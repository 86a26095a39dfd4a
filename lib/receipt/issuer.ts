// Who issues receipts: the key of this installation, and the version that runs.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Signer, signerOf } from '@/lib/audit/checkpoints'
import { environment } from '@/lib/env'
import { derivedKey, keyOf } from '@/lib/store/configured'
import type { Receipt } from './receipt'

export type Issuer = { signer: Signer; software: Receipt['software'] }

/** What the key is derived for, where it is derived. */
const PURPOSE = 'receipts'

/** @throws Expected `misconfigured` without `RECEIPT_SIGNING_KEY` and without a secret */
export async function configuredIssuer(): Promise<Issuer> {
  return { signer: configuredSigner(), software: { ...software(), commit: await commit() } }
}

/** @throws as {@link configuredIssuer} */
export function configuredSigner(): Signer {
  return signerOf(environment().receipts.signingKey ?? derivedKey(PURPOSE))
}

/** As {@link configuredSigner}, of settings that are examined; null where they name no key. */
export function signerIn({
  receipts,
  secret,
}: Pick<ReturnType<typeof environment>, 'receipts' | 'secret'>): Signer | null {
  const seed = receipts.signingKey ?? (secret === undefined ? undefined : keyOf(secret, PURPOSE))
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
