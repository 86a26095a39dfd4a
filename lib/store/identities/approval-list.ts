// What waits for somebody's confirmation or for its time, and what was settled lately.
import type { Sentence } from '@/lib/shared/text'
import { sentence } from '@/lib/shared/text'
import { LIST_APPROVALS } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import type { Auditor } from '../memory-store'
import { asExpected } from '../outage'
import { namesOf } from '../people/names'
import { openScope } from './approval-kinds'

export type ApprovalLine = {
  id: string
  /** Of the scope that `said` says: what is confirmed. */
  hash: string
  said: Sentence
  reason: string
  askedBy: string
  isMine: boolean
  /** Whether it concerns whoever looks. */
  isAboutMe: boolean
  askedAt: string
  waitsFor: 'person' | 'time'
  until: string
  state: 'open' | 'confirmed' | 'effective' | 'denied' | 'withdrawn' | 'expired' | 'failed'
  endedBy: string | null
  endedAt: string | null
  endedWhy: string | null
}

type Row = Omit<ApprovalLine, 'said' | 'isMine' | 'isAboutMe'> & {
  kind: string
  scope: string
  subjectId: string | null
}

/** So many that are settled stay in sight. */
const MOST_SETTLED = 20

/**
 * What waits first, the oldest at the top; then what was settled, the newest at the top.
 * @throws Expected `database-unavailable`
 */
export const listApprovals = tracedForStaff(LIST_APPROVALS, approvals)

async function approvals(staff: Auditor): Promise<ApprovalLine[]> {
  return asExpected(async () => {
    const { rows } = await staff.pool.query<Row>(
      `with request as (
         select *, case when state = 'open' and expires_at <= now() then 'expired' else state end as now_state from dashboard.approval
       ), shown as (
         (select * from request where now_state = 'open' order by asked_at limit 200)
         union all
         (select * from request where now_state <> 'open' order by coalesce(ended_at, expires_at) desc limit ${MOST_SETTLED})
       )
       select id, kind, scope, scope_hash as hash, subject_id as "subjectId", reason, asked_by as "askedBy", asked_at::text as "askedAt",
              case when due_at is null then 'person' else 'time' end as "waitsFor", coalesce(due_at, expires_at)::text as until,
              now_state as state, ended_by as "endedBy", coalesce(ended_at, case when now_state <> 'open' then expires_at end)::text as "endedAt",
              ended_why as "endedWhy"
         from shown`,
    )
    const names = await namesOf(staff.pool, [
      ...new Set(rows.flatMap(({ askedBy, endedBy }) => [askedBy, endedBy ?? askedBy])),
    ])
    return rows.map(({ kind, scope, subjectId, askedBy, endedBy, ...row }) => ({
      ...row,
      said:
        openScope(kind, JSON.parse(scope))?.said ??
        sentence('Something that this version of the dashboard does not know.'),
      isMine: askedBy === staff.userId,
      isAboutMe: subjectId === staff.userId,
      askedBy: names.get(askedBy) ?? askedBy,
      endedBy: endedBy === null ? null : (names.get(endedBy) ?? endedBy),
    }))
  })
}
