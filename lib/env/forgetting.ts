// How requests to forget are decided, and how long backups hold what was forgotten. Read by lib/env.ts.
import { z } from 'zod'
import { wholeIfSet } from './parsers'

/** Names and their forms. */
export const forgettingSettings = {
  FORGET_APPROVAL: z.enum(['self', 'admin'], { error: 'must be "self" or "admin"' }).default('self'),
  FORGET_BACKUP_DAYS: wholeIfSet(0, 3_650),
}

type Given = { FORGET_APPROVAL: 'self' | 'admin'; FORGET_BACKUP_DAYS?: number | undefined }

export function forgettingOf({ FORGET_APPROVAL, FORGET_BACKUP_DAYS }: Given) {
  return {
    /** `self`: what a person asks for is done at once; `admin`: after somebody who runs this dashboard has said yes. */
    approval: FORGET_APPROVAL,
    /** Days that backups of the database are kept; null: nobody has said. */
    backupDays: FORGET_BACKUP_DAYS ?? null,
  }
}
