// Can the audit be trusted: who could change it, and is it as it was sealed outside the database?
import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AuditStanding } from '@/lib/audit/seal'
import { handOverAudit } from '@/lib/lakebase/audit-role'
import { sentence } from '@/lib/shared/text'
import { quoteName } from '@/lib/store/catalog'
import { type About, type Finding, fine, unknown, wrong } from './finding'

export const AUDIT_OWNER: About = { check: 'audit-owner', name: sentence('Who could change the audit') }
export const CHECKPOINTS: About = { check: 'audit-checkpoints', name: sentence('The audit’s checkpoints') }

export const NO_RECORD = sentence('Nothing is recorded yet.')

/** Triggers refuse every change; whoever owns the tables could switch these off. */
export function examineAuditOwner(mayChange: boolean, isEmbedded: boolean, role: string): Finding {
  if (!mayChange)
    return fine(AUDIT_OWNER, sentence('The dashboard’s role can read the audit and add to it, and nothing else.'))
  if (isEmbedded)
    return fine(
      AUDIT_OWNER,
      sentence(
        'The audit can only be added to. Whoever may write this machine’s files could change it; checkpoints tell.',
      ),
    )
  return {
    ...fine(
      AUDIT_OWNER,
      sentence(
        'The audit can only be added to. Its tables belong to the dashboard’s role, which could switch that off.',
      ),
    ),
    cure: sentence('To take that from it, let a superuser hand them over:'),
    sql: handOverAudit(quoteName(role)),
  }
}

/** @param ask how the record stands, see `auditStanding` */
export async function examineCheckpoints(file: string, ask: () => Promise<AuditStanding>): Promise<Finding> {
  const { entries, sealed, problem, doubt } = await ask()
  if (problem !== null)
    return wrong(CHECKPOINTS, problem, sentence('Run npm run verify-audit: it names the first entry that is wrong.'))
  if (!(await isWritable(file)))
    return wrong(
      CHECKPOINTS,
      sentence('The file of checkpoints cannot be written, so nothing outside the database proves the audit.'),
      sentence('Set AUDIT_CHECKPOINT_FILE to a file on a disk that is not the database’s.'),
    )
  if (doubt !== null) return unknown(CHECKPOINTS, doubt)
  if (entries === 0) return fine(CHECKPOINTS, NO_RECORD)
  if (sealed === null)
    return unknown(
      CHECKPOINTS,
      sentence('No checkpoint has been written yet. The server writes one when something is recorded.'),
    )
  return fine(
    CHECKPOINTS,
    sentence(
      'The checkpoint of entry {seq}, written {when} outside this database, fits the chain. The entries themselves are compared by npm run verify-audit.',
      { seq: sealed.seq, when: sealed.at },
    ),
  )
}

/** The file, or the first folder above it that is there. */
async function isWritable(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK)
    return true
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return isAbsent && dirname(path) !== path && isWritable(dirname(path))
  }
}
