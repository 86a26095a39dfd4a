// What one administrator asks for and another confirms; where there is no other, it takes effect after a day in which it can be stopped.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { ASK_APPROVAL, END_APPROVAL } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { appendAudit, EVERYBODY, recordStaff } from '../audit/record'
import { type Admin, pseudonym } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import { type AdminSettings, adminsOf, countOthers } from './admins'
import { type ApprovalRequest, type Approved, openScope } from './approval-kinds'
import { canonicalJson } from './canonical-json'

/** A request waits so long for a second person; or, where there is none, for its time to come. */
const APPROVAL_HOURS = 24

export type Asked = {
  id: string
  /** Somebody else must confirm it; or nobody else could, and it takes effect alone when it is due. */
  waitsFor: 'person' | 'time'
  /** Until then it can be confirmed; or then it takes effect. */
  until: string
}

/**
 * Asks for what one person alone may not do. Whether somebody else could confirm it is counted now, by the settings and the tables.
 * @throws Expected `exists` where the same waits already, `invalid`, `database-unavailable`
 */
export const askApproval = tracedForStaff(ASK_APPROVAL, asked)

async function asked(admin: Admin, settings: AdminSettings, { kind, scope, reason }: ApprovalRequest): Promise<Asked> {
  const opened = openScope(kind, scope)
  if (opened === null) throw new Expected('invalid', 'This cannot be asked for. Reload the page and try again.')
  const { subjectId } = opened
  const text = canonicalJson(opened.scope)
  const hash = hashOf(text)
  return asExpected(() =>
    inTransaction(admin.pool, async (client) => {
      await expireOld(client, admin.pseudonymKey)
      const asker = { askedBy: admin.userId, email: admin.email, subjectId }
      const others = await countOthers(client, settings, asker, APPROVAL_HOURS)
      const waitsFor = others > 0 ? 'person' : 'time'
      const { rows } = await client.query<{ id: string; until: string }>(
        `insert into dashboard.approval (kind, scope, scope_hash, subject_id, reason, asked_by, due_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, case when $7 then now() + make_interval(hours => $8) end,
                 now() + make_interval(hours => case when $7 then $8 * 2 else $8 end))
         on conflict (kind, scope_hash) where state = 'open' do nothing
         returning id, coalesce(due_at, expires_at)::text as until`,
        [kind, text, hash, subjectId, reason, admin.userId, waitsFor === 'time', APPROVAL_HOURS],
      )
      const row = rows[0]
      if (row === undefined) throw new Expected('exists', 'This has been asked for already, and waits.')
      await record(client, admin, 'approval.ask', { id: row.id, kind, hash, subjectId }, reason, {
        waitsFor,
        others,
      })
      return { ...row, waitsFor }
    }),
  )
}

/**
 * Confirms a request, and does what it asked for in the same transaction.
 * @param request.hash of the scope that was shown: nothing else is confirmed
 * @throws Expected `not-found`, `refused` for one’s own and for what concerns oneself, `conflict`, and what the doing of it throws
 */
export const confirmApproval = tracedForStaff(END_APPROVAL, confirmed)

async function confirmed(admin: Admin, { id, hash }: { id: string; hash: string }): Promise<void> {
  await asExpected(() =>
    inTransaction(admin.pool, async (client) => {
      const request = await openRequest(client, id)
      if (request.hash !== hash)
        throw new Expected('conflict', 'This request is not the one that was shown. Reload the page.')
      if (request.askedBy === admin.userId)
        throw new Expected('refused', 'You asked for this yourself: somebody else must confirm it.')
      if (request.subjectId === admin.userId)
        throw new Expected('refused', 'This concerns you: somebody else must confirm it.')
      await close(client, id, 'confirmed', admin.userId)
      await record(client, admin, 'approval.confirm', request)
      await execute(client, request, {
        confirmedBy: admin.userId,
        pseudonymKey: admin.pseudonymKey,
        record: (entry) => recordStaff(admin, entry, client),
      })
    }),
  )
}

/**
 * Ends a request without its being done: of one’s own it is withdrawn, of somebody else’s it is denied.
 * @throws Expected `not-found`
 */
export const denyApproval = tracedForStaff(END_APPROVAL, denied)

async function denied(admin: Admin, { id, reason }: { id: string; reason: string }): Promise<void> {
  await asExpected(() =>
    inTransaction(admin.pool, async (client) => {
      const request = await openRequest(client, id)
      const how = request.askedBy === admin.userId ? 'withdrawn' : 'denied'
      await close(client, id, how, admin.userId, reason)
      await record(client, admin, how === 'withdrawn' ? 'approval.withdraw' : 'approval.deny', request, reason)
    }),
  )
}

/**
 * Does what nobody else could confirm and whose day has passed, if who asked may still ask and nobody else could confirm it now. Run by
 * the upkeep and by the page that shows it.
 * @throws Expected `database-unavailable`
 */
export async function runDueApprovals(pool: pg.Pool, pseudonymKey: string, settings: AdminSettings): Promise<void> {
  await asExpected(async () => {
    await inTransaction(pool, (client) => expireOld(client, pseudonymKey))
    const { rows } = await pool.query<{ id: string }>(
      `select id from dashboard.approval where state = 'open' and due_at <= now() order by due_at limit 50`,
    )
    for (const { id } of rows) await inTransaction(pool, (client) => runDue(client, id, pseudonymKey, settings))
  })
}

async function runDue(client: pg.PoolClient, id: string, pseudonymKey: string, settings: AdminSettings): Promise<void> {
  const request = await openRequest(client, id).catch(() => null)
  if (request === null) return
  const actor = pseudonym({ pseudonymKey }, 'person', request.askedBy)
  const write: Approved<unknown>['record'] = (entry) =>
    appendAudit(client, { subject: EVERYBODY, ...entry, surface: 'server', role: 'system', actor })
  const about = aboutOf(request, pseudonymKey)
  await client.query('savepoint doing')
  try {
    if (!(await adminsOf(client, settings)).has(request.askedBy))
      throw new Expected('refused', 'Who asked for it is no administrator any more.')
    // back to a day before it was asked for, which is as far as was looked then
    if ((await countOthers(client, settings, request, APPROVAL_HOURS * 2)) > 0)
      throw new Expected('refused', 'Somebody else could confirm it now. It must be asked for again.')
    await close(client, id, 'effective', null)
    await write({ action: 'approval.effect', ...about })
    await execute(client, request, { confirmedBy: null, pseudonymKey, record: write })
  } catch (error) {
    if (!(error instanceof Expected) || error.code === 'database-unavailable') throw error
    await client.query('rollback to savepoint doing')
    await close(client, id, 'failed', null, error.sentence)
    const detail = { ...about.detail, why: error.code }
    await write({ action: 'approval.fail', ...about, outcome: 'failed', detail })
  }
}

type Request = {
  id: string
  kind: string
  scope: string
  hash: string
  subjectId: string | null
  reason: string
  askedBy: string
  askedAt: string
}

async function openRequest(client: pg.PoolClient, id: string): Promise<Request> {
  const { rows } = await client.query<Request>(
    `select id, kind, scope, scope_hash as hash, subject_id as "subjectId", reason, asked_by as "askedBy", asked_at::text as "askedAt"
       from dashboard.approval where id = $1 and state = 'open' and expires_at > now() for update`,
    [id],
  )
  if (rows[0] === undefined)
    throw new Expected(
      'not-found',
      'This request does not wait any more: it was settled, withdrawn, or its time has passed.',
    )
  return rows[0]
}

async function execute(
  client: pg.PoolClient,
  { kind, scope, reason, askedBy, askedAt }: Request,
  by: Pick<Approved<unknown>, 'confirmedBy' | 'pseudonymKey' | 'record'>,
): Promise<void> {
  const opened = openScope(kind, JSON.parse(scope))
  if (opened === null) throw new Expected('invalid', 'This version of the dashboard cannot do what was asked for.')
  await opened.execute(client, { reason, askedBy, askedAt, ...by })
}

async function close(client: pg.PoolClient, id: string, state: string, by: string | null, why: string | null = null) {
  await client.query(
    `update dashboard.approval set state = $2, ended_at = now(), ended_by = $3, ended_why = $4 where id = $1`,
    [id, state, by, why],
  )
}

/** What nobody confirmed in time cannot be confirmed any more, also before this says so. */
async function expireOld(client: pg.PoolClient, pseudonymKey: string): Promise<void> {
  const { rows } = await client.query<About>(
    `update dashboard.approval set state = 'expired', ended_at = now() where state = 'open' and expires_at <= now()
     returning id, kind, scope_hash as hash, subject_id as "subjectId"`,
  )
  const nobody = { surface: 'schedule', role: 'system', actor: 'schedule' } as const
  for (const row of rows)
    await appendAudit(client, { action: 'approval.expire', ...nobody, ...aboutOf(row, pseudonymKey) })
}

type About = Pick<Request, 'id' | 'kind' | 'hash' | 'subjectId'>

function aboutOf({ id, kind, hash, subjectId }: About, pseudonymKey: string) {
  const subject = subjectId === null ? EVERYBODY : pseudonym({ pseudonymKey }, 'person', subjectId)
  return { subject, detail: { approval: id, kind, hash } }
}

async function record(
  client: pg.PoolClient,
  admin: Admin,
  action: string,
  { id, kind, hash, subjectId }: About,
  reason?: string,
  more: Record<string, unknown> = {},
): Promise<void> {
  const subject = subjectId === null ? undefined : pseudonym(admin, 'person', subjectId)
  const known = subject === undefined || subjectId === null ? [] : [{ pseudonym: subject, userId: subjectId }]
  await recordStaff(admin, { action, subject, reason, detail: { approval: id, kind, hash, ...more }, known }, client)
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
