// That the audit itself is read is in the audit: what was asked for, in words of this code and pseudonyms.
import { type AuditFilter, queryOf } from '@/lib/shared/audit-filter'
import type { Auditor } from '../memory-store'
import { asExpected } from '../outage'
import { recordStaff } from './record'

/** One view is recorded once in so many minutes: paging through it, opening its entries and reloading it add nothing. */
const MINUTES = 5

/** To look no further back than whoever reads fast gets in that time. */
const LOOKED_AT = 200

/**
 * Records that a view of the audit was opened, before it is handed out.
 * @throws Expected `database-unavailable`
 */
export async function recordAuditRead(auditor: Auditor, filter: AuditFilter): Promise<void> {
  const what = { action: 'audit.read', ...aboutOf(filter) }
  const { rowCount } = await asExpected(() =>
    auditor.pool.query(
      `select from (
         select * from dashboard.audit where actor = $1 order by id desc limit ${LOOKED_AT}
       ) a
       where a.action = $2 and a.at > now() - make_interval(mins => ${MINUTES}) and a.detail = $3::jsonb limit 1`,
      [auditor.actor, what.action, JSON.stringify(what.detail)],
    ),
  )
  if (rowCount === 0) await recordStaff(auditor, what)
}

/**
 * Records that somebody has the record checked, before they are told what came of it.
 * @throws Expected `database-unavailable`
 */
export async function recordAuditCheck(auditor: Auditor): Promise<void> {
  await recordStaff(auditor, { action: 'audit.verify' })
}

/** Whom and what a view is about, for its entry: who all of it was done by, where it is about nobody else. `more` stands beside the filter. */
export function aboutOf(
  filter: AuditFilter,
  more: Record<string, unknown> = {},
): { subject?: string; memory?: string; detail: Record<string, unknown> } {
  const { memory } = filter
  const subject = filter.subject ?? filter.actor
  return {
    ...(subject === null ? {} : { subject }),
    ...(memory === null ? {} : { memory }),
    detail: { filter: Object.fromEntries(queryOf(filter)), ...more },
  }
}
