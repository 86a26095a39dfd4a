// The queue of requests to forget, for those who run or audit the dashboard: counts and pseudonyms, never what was said.
import { type ForgetEvent, type ForgetTableCount, readReference, type StaffForgetRequest } from '@/lib/shared/forget'
import { FORGET_QUEUES, type ForgetQueueName } from '@/lib/shared/forget-queue'
import { LIST_FORGET_QUEUE, READ_FORGET } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from '../audit/record'
import type { Auditor, MemoryStore } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import { noSuchForget } from './own'
import { countGoing, type Going, itemsOfRequest } from './preview'
import { countsOf, DAYS_LEFT, eventsOf, REQUEST_COLUMNS, type RequestRow, toRequest } from './rows'

export type ForgetQueueFilter = {
  /** `all`: open or ended, the latest first. */
  which: ForgetQueueName | 'all'
  /** Pseudonym of one person; unset: everybody's. */
  subject?: string
  limit?: number
}

export type ForgetQueue = {
  requests: StaffForgetRequest[]
  /** How many each queue holds, of everybody. */
  counts: Record<ForgetQueueName, number>
}

const QUEUES: Record<ForgetQueueFilter['which'], string> = {
  all: 'true',
  open: 'r.ended_at is null',
  decide: `r.state in ('submitted', 'awaiting_approval')`,
  overdue: 'r.ended_at is null and r.due_at <= now()',
  soon: `r.ended_at is null and r.due_at > now() and r.due_at <= now() + interval '7 days'`,
  held: `r.state = 'on_hold'`,
  failed: `r.state = 'failed'`,
  ended: 'r.ended_at is not null',
}

const MOST_LISTED = 200

/** Columns of a {@link StaffForgetRequest} for whoever's pseudonym is $1 and role $2. */
const STAFF_COLUMNS = `${REQUEST_COLUMNS}, r.subject, r.asked_by as "askedBy", r.evidence, r.came_by as "cameBy", r.scope_hash as hash, r.attempts, r.root,
  (select n.name from dashboard.pseudonym p join dashboard.person_name n on n.user_id = p.user_id where p.pseudonym = r.subject) as "subjectName",
  (select n.name from dashboard.pseudonym p join dashboard.person_name n on n.user_id = p.user_id where p.pseudonym = r.asked_by) as "askedByName",
  (r.state = 'awaiting_approval' and $2 = 'admin' and $1 not in (r.asked_by, r.subject)) as "mayApprove"`

type StaffRow = RequestRow & Omit<StaffForgetRequest, keyof RequestRow | 'label'> & { root: string | null }

/** An auditor is told under which pseudonym the audit tells of a person, and not who it is. */
function toStaffRequest(
  { namespaceRoot }: Pick<MemoryStore, 'namespaceRoot'>,
  { role }: Auditor,
  row: StaffRow,
): StaffForgetRequest {
  const { root, ...request } = toRequest(row)
  if (role === 'admin') return { ...request, label: root === null ? null : root.slice(namespaceRoot.length + 1) }
  const isOwn = request.askedBy === request.subject
  return { ...request, label: null, subjectName: null, askedByName: isOwn ? null : request.askedByName }
}

/**
 * The queue. That it was looked at is recorded first.
 * @throws Expected `database-unavailable`
 */
export const listForgetQueue = tracedForStaff(LIST_FORGET_QUEUE, queue)

async function queue(
  staff: Auditor,
  store: Pick<MemoryStore, 'namespaceRoot'>,
  { which, subject, limit = MOST_LISTED }: ForgetQueueFilter,
): Promise<ForgetQueue> {
  const order = which === 'all' ? 'r.received_at desc' : which === 'ended' ? 'r.ended_at desc' : 'r.due_at'
  await recordStaff(staff, { action: 'forget.list', detail: { which }, ...(subject === undefined ? {} : { subject }) })
  return asExpected(async () => {
    const { rows } = await staff.pool.query<StaffRow>(
      `select ${STAFF_COLUMNS} from dashboard.forget_request r
        where ${QUEUES[which]} and ($3::text is null or r.subject = $3) order by ${order}, r.reference limit $4`,
      [staff.actor, staff.role, subject ?? null, Math.min(limit, MOST_LISTED)],
    )
    return { requests: rows.map((row) => toStaffRequest(store, staff, row)), counts: await countQueue(staff.pool) }
  })
}

/** Days until the first of the open ones is due, as {@link StaffForgetRequest.daysLeft}; null: none is open. */
export async function firstDue(pool: MemoryStore['pool']): Promise<number | null> {
  const { rows } = await asExpected(() =>
    pool.query<{ days: number }>(
      `select ${DAYS_LEFT('r.due_at')} as days from dashboard.forget_request r where r.ended_at is null order by r.due_at limit 1`,
    ),
  )
  return rows[0]?.days ?? null
}

/** How much waits, of nobody in particular: for the overview. */
export async function countQueue(pool: MemoryStore['pool']): Promise<ForgetQueue['counts']> {
  const counts = FORGET_QUEUES.map((name) => `(count(*) filter (where ${QUEUES[name]}))::int as "${name}"`)
  const { rows } = await asExpected(() =>
    pool.query<ForgetQueue['counts']>(`select ${counts.join(', ')} from dashboard.forget_request r`),
  )
  if (rows[0] === undefined) throw new Error('a count without an answer')
  return rows[0]
}

export type StaffForget = {
  request: StaffForgetRequest
  events: (ForgetEvent & { byName: string | null })[]
  tables: ForgetTableCount[]
  /** What a deletion now would delete; null once it has begun. */
  going: Going | null
}

/**
 * One request with its way, its counts and what it would delete now. That it was looked at is recorded first.
 * @throws Expected `not-found`, `database-unavailable`
 */
export const readForget = tracedForStaff(READ_FORGET, readOne)

async function readOne(staff: Auditor, store: MemoryStore, reference: string): Promise<StaffForget> {
  return asExpected(() =>
    inTransaction(staff.pool, async (client) => {
      const { rows } = await client.query<StaffRow & { id: string; userId: string | null }>(
        `select r.id, r.user_id as "userId", ${STAFF_COLUMNS} from dashboard.forget_request r where r.reference = $3`,
        [staff.actor, staff.role, readReference(reference) ?? ''],
      )
      if (rows[0] === undefined) throw noSuchForget()
      const { id, userId, ...row } = rows[0]
      await recordStaff(staff, { action: 'forget.read', subject: row.subject, detail: { request: id } }, client)
      const request = toStaffRequest(store, staff, row)
      const label = row.root?.slice(store.namespaceRoot.length + 1)
      const names = await client.query<{ pseudonym: string; name: string }>(
        `select p.pseudonym, n.name from dashboard.forget_event e join dashboard.pseudonym p on p.pseudonym = e.actor
           join dashboard.person_name n on n.user_id = p.user_id where e.request_id = $1`,
        [id],
      )
      const nameOf = new Map(names.rows.map(({ pseudonym, name }) => [pseudonym, name]))
      const isMasked = (by: string) => staff.role !== 'admin' && by === row.subject
      return {
        request,
        events: (await eventsOf(client, id)).map((event) => ({
          ...event,
          byName: isMasked(event.by) ? null : (nameOf.get(event.by) ?? null),
        })),
        tables: await countsOf(client, id),
        going:
          row.total !== null || row.root === null || userId === null || label === undefined
            ? null
            : await countGoing(
                client,
                store,
                { root: row.root, label, subject: row.subject, userId },
                row.scope === 'everything' ? null : itemsOfRequest(id),
              ),
      }
    }),
  )
}
