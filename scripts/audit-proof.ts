// What `npm run verify-audit` does once it has a database: seals where asked, looks at every entry, says what came of it, and how to end.
import type { KeyObject } from 'node:crypto'
import { writePublicKey } from '@/lib/audit/checkpoints'
import { type Seal, sealAudit } from '@/lib/audit/seal'
import { verifyAudit } from '@/lib/audit/verify'
import type { Database } from '@/lib/lakebase/database'
import { inEnglish } from '@/lib/shared/text'
import { isVouchedFor, reportOf } from './audit-report'

export type Asked = {
  file: string
  /** Whose signatures count. */
  keys: readonly KeyObject[]
  /** Writes a checkpoint first; null: writes none. */
  signer: Seal['signer'] | null
  /** Is content with nothing less than a checkpoint, and no doubt. */
  isNeeded: boolean
}

type Say = (line: string) => void

/**
 * @returns how the command ends: 0 all holds, 1 something does not
 * @throws as `verifyAudit` and `sealAudit` do
 */
export async function proveAudit(pool: Database['pool'], asked: Asked, say: Say): Promise<0 | 1> {
  const { file, keys, signer, isNeeded } = asked
  const isDoubtful = signer !== null && (await seal(pool, { file, signer }, say))
  const begun = performance.now()
  const verdict = await verifyAudit(pool, { file, keys })
  for (const line of reportOf(verdict, file, (performance.now() - begun) / 1_000)) say(line)
  for (const key of keys) say(`Public key: ${writePublicKey(key)}`)
  const isLacking = isNeeded && (isDoubtful || !isVouchedFor(verdict))
  if (isLacking) say('✗ A checkpoint was to vouch for it without a doubt, and none does.')
  return verdict.breaks.length > 0 || isLacking ? 1 : 0
}

/** @returns whether there was a doubt before the checkpoint was written, which it hides */
async function seal(pool: Database['pool'], { file, signer }: Seal, say: Say): Promise<boolean> {
  const { sealed, problem, doubt } = await sealAudit(pool, { file, signer })
  if (problem !== null) say(`✗ No checkpoint was written. ${inEnglish(problem)}`)
  if (doubt !== null) say(`? ${inEnglish(doubt)}`)
  if (sealed !== null && problem === null) say(`Sealed: entry ${sealed.seq}, at ${sealed.at}, in ${file}`)
  if (sealed === null && problem === null && doubt === null) say('Nothing is recorded yet.')
  return doubt !== null
}
