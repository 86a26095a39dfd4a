// Refusals in the audit: of signing in, and of what somebody may not do. Bounded, so that nobody can fill it.
import type pg from 'pg'
import { pseudonym } from '../memory-store'
import { EVERYBODY } from './record'
import { type ActorRole, type AuditValues, auditInsert } from './row'

/** How many are recorded in a minute: of one person, and of all whom nobody knows together. The last one says that it is. */
export const REFUSALS_A_MINUTE = { person: 6, unknown: 30 }

export type Refused = {
  action: 'session.refused' | 'access.refused'
  pseudonymKey: string
  /** Null: nobody knows who it was. */
  userId: string | null
  role?: ActorRole
  surface?: string
  /** Codes and words of this code. */
  detail: Record<string, string>
}

/**
 * Of an address what names a page of ours: its first part, of the staff's and of the interface's two. What stands elsewhere may name
 * a person or a memory.
 */
export function placeOf(path: string): string {
  const [first = '', second = ''] = /^\/*([^?#]*)/.exec(path)?.[1]?.split('/') ?? []
  const parts = first === 'admin' || first === 'api' ? [first, second] : [first]
  return `/${parts.filter((part) => /^[a-z-]{1,24}$/.test(part)).join('/')}`
}

/** Records that somebody was refused. Never fails: the refusal stands, whether it can be recorded or not. */
export async function recordRefusal(pool: pg.Pool, refused: Refused): Promise<void> {
  const { action, pseudonymKey, userId, role = 'user', surface = 'dashboard', detail } = refused
  const person = userId === null ? EVERYBODY : pseudonym({ pseudonymKey }, 'person', userId)
  const most = userId === null ? REFUSALS_A_MINUTE.unknown : REFUSALS_A_MINUTE.person
  const values: AuditValues = [surface, role, person, person, null, JSON.stringify(detail)]
  const audit = auditInsert({
    ...{ values: '$1', operation: 'gen_random_uuid()', action: '$2::text', outcome: `'refused'` },
    detail: `case when counted.count = $4::int then '{"more": "not recorded"}'::jsonb else '{}' end`,
    from: 'counted where counted.count <= $4::int',
  })
  try {
    await pool.query(
      `with counted as (
         insert into dashboard.rate as r (subject, action, minute) values ($3::text, $2::text, date_trunc('minute', now()))
         on conflict (subject, action, minute) do update set count = r.count + 1 returning count
       ), known as (
         insert into dashboard.pseudonym (pseudonym, user_id)
         select $3::text, $5::text from counted where $5::text is not null and counted.count <= $4::int
         on conflict (pseudonym) do nothing
       )
       ${audit}`,
      [values, action, person, most, userId],
    )
  } catch (error) {
    console.error('[audit] a refusal was not recorded:', error instanceof Error ? error.message : 'failed')
  }
}
