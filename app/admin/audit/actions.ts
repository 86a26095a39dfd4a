'use server'

import { z } from 'zod'
import { auditorAction } from '@/lib/action'
import { configuredSeal } from '@/lib/audit/seal'
import { verifyAudit } from '@/lib/audit/verify'
import type { Sentence } from '@/lib/shared/text'
import { findInAudit } from '@/lib/store/audit/people'
import { recordAuditCheck } from '@/lib/store/audit/reads'

const text = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .refine((typed) => typed.isWellFormed() && !typed.includes('\u0000'))

export const findPerson = auditorAction(z.object({ text }), (auditor, asked) => findInAudit(auditor, asked.text))

/** A page does not wait longer; `npm run verify-audit` does. */
const CHECK_MS = 20_000

export type CheckedRecord = {
  entries: number
  holding: number
  isComplete: boolean
  /** The first that is wrong; `id` where it has a row. */
  broken: { seq: number | null; id: string | null; said: Sentence } | null
  checkpoints: { count: number; last: { seq: number; at: string } | null }
  doubts: Sentence[]
}

export const checkRecord = auditorAction(z.object({}), async (auditor): Promise<CheckedRecord> => {
  await recordAuditCheck(auditor)
  const { file, signer } = configuredSeal()
  const { breaks, ...verdict } = await verifyAudit(auditor.pool, { file, keys: [signer.publicKey], withinMs: CHECK_MS })
  const [first] = breaks
  return {
    ...verdict,
    broken:
      first === undefined ? null : { seq: first.seq, id: first.at === null ? null : first.auditId, said: first.said },
  }
})
