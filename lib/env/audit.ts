// Where checkpoints of the audit go. Read by lib/env.ts.
import { dirname, join } from 'node:path'
import { optional } from './parsers'

/** Names and their forms. */
export const auditSettings = { AUDIT_CHECKPOINT_FILE: optional }

/** A file outside the database; unset: beside the folder of the embedded one, `.data/audit-checkpoints.jsonl`. */
export function checkpointFile(env: { AUDIT_CHECKPOINT_FILE?: string | undefined; EMBEDDED_DATA_DIR: string }): string {
  return env.AUDIT_CHECKPOINT_FILE ?? join(dirname(env.EMBEDDED_DATA_DIR), 'audit-checkpoints.jsonl')
}
