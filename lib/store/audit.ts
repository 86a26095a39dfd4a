// An audit row of its own, for what is no write of a memory: those leave theirs in their own statement.
import type pg from 'pg'
import { auditDetail, type ScopeFacts } from './memory-store'

/** @param detail ids, counts and words of this code: never a text of a person or an agent */
export async function recordAudit(
  database: pg.Pool | pg.PoolClient,
  scope: ScopeFacts,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await database.query(
    `with mapping as (
       insert into dashboard.pseudonym (pseudonym, user_id) values ($4, $6) on conflict (pseudonym) do nothing
     )
     insert into dashboard.audit (op_id, action, surface, actor, subject, detail)
     values (gen_random_uuid(), $1, $2, $3, $4, $5::jsonb)`,
    [action, scope.origin.surface, scope.actor, scope.subject, auditDetail(scope, detail), scope.userId],
  )
}
