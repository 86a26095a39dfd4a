// An audit row of its own, for what is no write of a memory: those leave theirs in their own statement.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type Auditor, auditDetail, roleOfOrigin, type ScopeFacts } from './memory-store'
import { asExpected } from './outage'

/** As whom somebody acted: `agent` through the library or a token, `system` without anybody. */
export type ActorRole = 'user' | 'auditor' | 'admin' | 'agent' | 'system'
export type Outcome = 'done' | 'refused' | 'failed'

export type AuditEntry = {
  /** What was done, such as `memory.edit`, `person.reveal`. */
  action: string
  /** Where: `dashboard`, `admin` (by an administrator), `agent`, `mcp`, `server`. */
  surface: string
  role: ActorRole
  /** Pseudonyms. */
  actor: string
  subject: string
  memory?: string
  outcome?: Outcome
  /** Why, in the acting person's own words. */
  reason?: string
  /** Ids, counts and words of this code: never a text of a person or an agent. */
  detail?: Record<string, unknown>
  /** Whom pseudonyms stand for, where it is not known already. */
  known?: readonly { pseudonym: string; userId: string }[]
}

/** Appends one row; its place in the chain is made when the transaction commits. */
export async function appendAudit(database: pg.Pool | pg.PoolClient, entry: AuditEntry): Promise<void> {
  const { action, surface, role, actor, subject, memory, outcome = 'done', reason, detail = {}, known = [] } = entry
  await database.query(
    `with mapping as (
       insert into dashboard.pseudonym (pseudonym, user_id) select * from unnest($11::text[], $12::text[])
       on conflict (pseudonym) do nothing
     )
     insert into dashboard.audit (op_id, action, surface, role, actor, subject, memory, outcome, reason, detail)
     values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb)`,
    [
      ...[randomUUID(), action, surface, role, actor, subject, memory ?? null, outcome, reason ?? null],
      JSON.stringify(detail),
      known.map(({ pseudonym }) => pseudonym),
      known.map(({ userId }) => userId),
    ],
  )
}

/** The subject of what concerns nobody in particular. */
export const EVERYBODY = '-'

/**
 * Records what one of the staff looked at or did. It shares the fate of the look: what cannot be recorded is not handed out.
 * @param what.subject pseudonym of the person concerned; unset: {@link EVERYBODY}
 * @throws Expected `database-unavailable`
 */
export async function recordStaff(
  staff: Auditor,
  what: Pick<AuditEntry, 'action' | 'memory' | 'outcome' | 'reason' | 'detail' | 'known'> & { subject?: string },
  database: pg.Pool | pg.PoolClient = staff.pool,
): Promise<void> {
  const { actor, role, userId } = staff
  const known = [{ pseudonym: actor, userId }, ...(what.known ?? [])]
  await asExpected(() => appendAudit(database, { subject: EVERYBODY, ...what, surface: 'admin', role, actor, known }))
}

/** As {@link appendAudit}, of what was done with one person's memories. */
export async function recordAudit(
  database: pg.Pool | pg.PoolClient,
  scope: ScopeFacts,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> {
  const { origin, actor, subject, userId } = scope
  await appendAudit(database, {
    ...{ action, surface: origin.surface, role: roleOfOrigin(origin), actor, subject },
    reason: origin.surface === 'admin' ? origin.reason : undefined,
    detail: JSON.parse(auditDetail(scope, detail)) as Record<string, unknown>,
    known: userId === null ? [] : [{ pseudonym: subject, userId }],
  })
}
