// Work over many memories: one kind of work over one frozen selection, kept in the database so that it outlives pages and processes.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { type Job, type LeftOut, problemOf } from '@/lib/shared/job'
import { memoryId } from '@/lib/shared/memory'
import { LEFT_OUT, START_JOB, STOP_JOB, UNDO_MANY } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { isPerRow, requireWholeNamespace } from '../access/per-row'
import { ROW_VERSION } from '../change/row-version'
import type { OperationId } from '../change/write-checks'
import { childOf } from '../memory-row'
import { type MemoryStore, reasonOf, type Scope } from '../memory-store'
import { asExpected } from '../outage'
import { openSelection, UUID } from '../selected'
import { inTransaction } from '../transaction'

/** A person's jobs that are under way at once; each waits for none of the others. */
const AT_ONCE = 5

/** A new job is interrupted only once its worker had time to begin. */
const COLUMNS = `id, kind, total, done, gone, failed, selection_id as selection, coalesce(batch_id, id) as batch,
  case when state = 'running' and coalesce(leased_until, created_at + interval '5 seconds') <= now() then 'interrupted'
       else state end as state`

/**
 * Begins a job over a selection; somebody has to run it (`runJob`). Asked for twice, it is the same job.
 * @param start.operation becomes the id of the job
 * @param start.count how many memories the person was told; a selection that holds another number is refused
 * @throws Expected `not-found` for a selection that is not there, `conflict` when it is another number or is being worked on
 *   already, `too-many` jobs at once, `database-unavailable`
 */
export const startJob = traced(START_JOB, begun)

async function begun(
  scope: Scope,
  start: { operation: OperationId; kind: 'delete' | 'renew'; selection: string; count: number },
): Promise<Job> {
  return asExpected(() =>
    inTransaction(scope.store.pool, async (client) => {
      // locked: the same intention, sent twice at once, finds the first one's job
      await openSelection(client, scope, start.selection, 'for update')
      const same = await findJob(client, scope, start.operation)
      if (same !== null && same.kind === start.kind && same.selection === start.selection) return same
      await mayStart(client, scope)
      const { rows } = await client.query<{ count: number; isBusy: boolean }>(
        `select (select count(*)::int from dashboard.selection_item where selection_id = $1 and problem is null) as count,
                exists (select from dashboard.job where selection_id = $1 and state = 'running') as "isBusy"`,
        [start.selection],
      )
      if (rows[0]?.isBusy) throw new Expected('conflict', 'This selection is being worked on already.')
      if (rows[0]?.count !== start.count || start.count < 1)
        throw new Expected('conflict', 'The selection has changed meanwhile. Nothing was changed; look at it again.')
      await client.query(`update dashboard.selection set expires_at = now() + interval '1 hour' where id = $1`, [
        start.selection,
      ])
      return insertJob(client, scope, { ...start, total: start.count, selection: start.selection, batch: null })
    }),
  )
}

/**
 * Begins to bring back what a batch removed, as far as its window is open. A deletion that is still under way is stopped first. Asked
 * for twice, it is the same job.
 * @throws Expected `not-found` when nothing of it can be undone, `too-many` jobs at once, `database-unavailable`
 */
export const startUndo = traced(UNDO_MANY, undoBegun)

async function undoBegun(scope: Scope, undo: { operation: OperationId; batch: string }): Promise<Job> {
  const noUndo = () =>
    new Expected('not-found', 'This can no longer be undone: the ten minutes are over, or it was undone already.')
  if (!UUID.test(undo.batch)) throw noUndo()
  return asExpected(() =>
    inTransaction(scope.store.pool, async (client) => {
      await client.query(
        `update dashboard.job set state = 'stopped', finished_at = now()
          where id = $1 and subject = $2 and state = 'running' and kind = 'delete'`,
        [undo.batch, scope.subject],
      )
      // locked: asked for twice at once, the second finds the first one's job
      await client.query('select from dashboard.removal where batch_id = $1 and subject = $2 order by id for update', [
        undo.batch,
        scope.subject,
      ])
      const same = await client.query<Job>(
        `select ${COLUMNS} from dashboard.job
          where subject = $1 and kind = 'undo' and batch_id = $2 and (id = $3 or state = 'running')`,
        [scope.subject, undo.batch, undo.operation],
      )
      if (same.rows[0] !== undefined) return same.rows[0]
      await mayStart(client, scope)
      const { rowCount } = await client.query(
        `update dashboard.removal set problem = null where batch_id = $1 and subject = $2 and undo_until > now()`,
        [undo.batch, scope.subject],
      )
      if (!rowCount) throw noUndo()
      return insertJob(client, scope, { ...undo, kind: 'undo', total: rowCount, selection: null })
    }),
  )
}

async function mayStart(client: pg.PoolClient, { subject }: Scope): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from dashboard.job where subject = $1 and state = 'running'`,
    [subject],
  )
  if ((rows[0]?.count ?? 0) >= AT_ONCE)
    throw new Expected('too-many', 'Several things are still under way. Try again when one of them is done.')
}

async function insertJob(
  client: pg.PoolClient,
  scope: Scope,
  job: { operation: string; kind: Job['kind']; total: number; selection: string | null; batch: string | null },
): Promise<Job> {
  const { rows } = await client.query<Job>(
    `with mapping as (
       insert into dashboard.pseudonym (pseudonym, user_id, prefix, key) values ($3, $4, null, null)
       on conflict (pseudonym) do nothing
     )
     insert into dashboard.job (id, kind, subject, actor, surface, selection_id, batch_id, total, reason)
     values ($1::uuid, $2, $3, $5, $6, $7::uuid, $8::uuid, $9, $10)
     on conflict (id) do nothing returning ${COLUMNS}`,
    [
      job.operation,
      job.kind,
      scope.subject,
      scope.userId,
      scope.actor,
      scope.origin.surface,
      job.selection,
      job.batch,
      job.total,
      reasonOf(scope.origin),
    ],
  )
  if (rows[0] === undefined) throw new Expected('conflict', 'This was asked for before. Reload the page and try again.')
  return rows[0]
}

async function findJob(db: pg.Pool | pg.PoolClient, { subject }: Scope, id: string): Promise<Job | null> {
  if (!UUID.test(id)) return null
  const { rows } = await db.query<Job>(`select ${COLUMNS} from dashboard.job where id = $1::uuid and subject = $2`, [
    id,
    subject,
  ])
  return rows[0] ?? null
}

/** @throws Expected `not-found` for a job that never was, is forgotten, or is another person's */
export async function readJob(scope: Scope, id: string): Promise<Job> {
  requireWholeNamespace(scope)
  const job = await asExpected(() => findJob(scope.store.pool, scope, id))
  if (job === null) throw noSuchJob()
  return job
}

function noSuchJob(): Expected {
  return new Expected('not-found', 'There is no such piece of work any more.')
}

/** This person's jobs that are under way, and those of the last hour whose result has not been put away, the latest first. */
export async function listJobs(scope: Scope): Promise<Job[]> {
  if (isPerRow(scope.store)) return [] // none can be begun
  const { rows } = await asExpected(() =>
    scope.store.pool.query<Job>(
      `select ${COLUMNS} from dashboard.job
        where subject = $1 and (state = 'running' or (not dismissed and finished_at > now() - interval '1 hour'))
        order by created_at desc, id limit 50`,
      [scope.subject],
    ),
  )
  return rows
}

/**
 * Ends a job after the chunk that it is at: what is done is done, the rest stays selected.
 * @throws Expected `not-found`
 */
export const stopJob = traced(STOP_JOB, jobStopped)

async function jobStopped(scope: Scope, id: string): Promise<Job> {
  if (!UUID.test(id)) throw noSuchJob()
  await asExpected(() =>
    scope.store.pool.query(
      `update dashboard.job set state = 'stopped', finished_at = now()
        where id = $1::uuid and subject = $2 and state = 'running'`,
      [id, scope.subject],
    ),
  )
  return readJob(scope, id)
}

/** Puts the result of a job that is over away: it is not shown again. */
export async function dismissJob(scope: Scope, id: string): Promise<Job> {
  requireWholeNamespace(scope)
  if (!UUID.test(id)) throw noSuchJob()
  await asExpected(() =>
    scope.store.pool.query(
      `update dashboard.job set dismissed = true where id = $1::uuid and subject = $2 and state <> 'running'`,
      [id, scope.subject],
    ),
  )
  return readJob(scope, id)
}

/**
 * What a job left of its selection: with the reason why, or because it was stopped first. An undo leaves nothing selected.
 * @param limit how many are told of
 * @throws Expected `not-found`
 */
export const leftBy = traced(LEFT_OUT, leftOutBy)

async function leftOutBy(scope: Scope, id: string, limit: number): Promise<LeftOut[]> {
  const { selection } = await readJob(scope, id)
  const { rows } = await asExpected(() =>
    scope.store.pool.query<{ prefix: string; key: string; problem: string | null; version: string | null }>(
      `select i.prefix, i.key, i.problem, ${ROW_VERSION} as version
         from dashboard.selection_item i
         left join ${scope.store.catalog.store} s on s.prefix = i.prefix and s.key = i.key
        where i.selection_id = $1 order by i.problem is null, i.position limit $2`,
      [selection, limit],
    ),
  )
  return rows.map(({ prefix, key, problem, version }) => ({
    id: memoryId(childOf(scope, prefix), key),
    key,
    problem: problemOf(problem),
    version,
  }))
}

/**
 * Jobs that nobody works on, each with the milliseconds until it may be taken up.
 * @param alone no other process can be working on this database: what a dead one held is free at once
 */
export async function orphanedJobs({ pool }: MemoryStore, alone: boolean): Promise<{ id: string; waitMs: number }[]> {
  if (alone) await pool.query(`update dashboard.job set leased_until = null where state = 'running'`)
  const { rows } = await pool.query<{ id: string; waitMs: number }>(
    `select id, greatest(0, ceil(extract(epoch from coalesce(leased_until, now()) - now()) * 1000))::int as "waitMs"
       from dashboard.job where state = 'running' and created_at > now() - interval '1 day'`,
  )
  return rows
}
