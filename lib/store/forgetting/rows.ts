// Requests to forget as they are read from their table.
import type pg from 'pg'
import type { ForgetCheck, ForgetEvent, ForgetRequest, ForgetTableCount } from '@/lib/shared/forget'

/** Days until `due` (an expression): see {@link ForgetRequest.daysLeft}. */
export const DAYS_LEFT = (due: string) =>
  `(select case when d > 0 then ceil(d) else floor(d) end from (select extract(epoch from ${due} - now()) / 86400 as d) left_)::int`

/** Columns of a {@link ForgetRequest}, of `dashboard.forget_request` as `r`. */
export const REQUEST_COLUMNS = `r.reference, r.scope, r.state, r.item_count as count, r.stop_remembering as "stopRemembering", r.approval,
  r.needs_approval as "needsApproval", r.channel, r.identity, r.received_at::text as "receivedAt", r.due_at::text as "dueAt",
  ${DAYS_LEFT('r.due_at')} as "daysLeft", r.not_before::text as "notBefore", r.total, r.done, r.gone,
  r.drifted, r.reason, r.failed_why as "failedWhy", r.checks::text as checks, r.executed_at::text as "executedAt",
  r.verified_at::text as "verifiedAt", r.completed_at::text as "completedAt", r.backups_until::text as "backupsUntil",
  r.ended_at::text as "endedAt"`

export type RequestRow = Omit<ForgetRequest, 'checks'> & { checks: string }

export function toRequest<Row extends RequestRow>(row: Row): Omit<Row, 'checks'> & { checks: ForgetCheck[] } {
  return { ...row, checks: JSON.parse(row.checks) as ForgetCheck[] }
}

/** The way of a request, from its beginning. */
export async function eventsOf(db: pg.Pool | pg.PoolClient, id: string): Promise<ForgetEvent[]> {
  const { rows } = await db.query<ForgetEvent>(
    `select at::text, from_state as "from", to_state as "to", role, actor as by, reason
       from dashboard.forget_event where request_id = $1 order by seq`,
    [id],
  )
  return rows
}

/** Counts per table, in the order of their names. */
export async function countsOf(db: pg.Pool | pg.PoolClient, id: string): Promise<ForgetTableCount[]> {
  const { rows } = await db.query<ForgetTableCount>(
    `select table_name as "table", before, deleted, after from dashboard.forget_count
      where request_id = $1 order by table_name collate "C"`,
    [id],
  )
  return rows
}
