// An audit row of its own, for what is no write of a memory: those leave theirs in their own statement.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Auditor, ScopeFacts } from '../memory-store'
import { asExpected } from '../outage'
import { type ActorRole, type AuditValues, auditInsert, auditValues, type Outcome } from './row'

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
  const { action, surface, role, actor, subject, memory, outcome = 'done', reason = null, detail = {} } = entry
  const values: AuditValues = [surface, role, actor, subject, reason, JSON.stringify(detail)]
  await insertRow(database, { action, memory, outcome, values, known: entry.known })
}

type Row = Pick<AuditEntry, 'action' | 'memory' | 'outcome' | 'known'> & { values: AuditValues }

async function insertRow(
  database: pg.Pool | pg.PoolClient,
  { action, memory = undefined, outcome = 'done', values, known = [] }: Row,
): Promise<void> {
  const row = { values: '$1', operation: '$2::uuid', action: '$3', memory: '$4', outcome: '$5' }
  await database.query(
    `with mapping as (
       insert into dashboard.pseudonym (pseudonym, user_id) select * from unnest($6::text[], $7::text[])
       on conflict (pseudonym) do nothing
     )
     ${auditInsert(row)}`,
    [
      ...[values, randomUUID(), action, memory ?? null, outcome],
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
  outcome: Outcome = 'done',
): Promise<void> {
  const { subject, userId } = scope
  const known = userId === null ? [] : [{ pseudonym: subject, userId }]
  await insertRow(database, { action, outcome, values: auditValues(scope, detail), known })
}
