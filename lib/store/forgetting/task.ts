// Holding a request while it is carried out: one worker under a lease, each step a transaction of its own that begins by showing it.
import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { type AuditValues, auditInsert } from '../audit/row'
import type { MemoryStore } from '../memory-store'
import { inTransaction } from '../transaction'
import { releaseGuard } from './guard'
import type { OpenForget } from './hooks'
import { moveForget } from './move'
import { type At, nowhere } from './step-points'
import { labelIn } from './submit'

export type Task = OpenForget & {
  /** Proof that this worker holds it. */
  worker: string
  state: 'executing' | 'executed' | 'verified'
  /** How often it was scheduled: each execution has an audit row of its own, and one alone. */
  round: number
  /** As many executions were begun without an end. */
  attempts: number
}

export type WorkerDeps = {
  /** Days that backups are kept. */
  backupDays: number | null
  /** Told of every point at which the process might end. */
  at?: At
}

/** How long a worker may be silent before another takes its request over. */
const LEASE = `interval '60 seconds'`

/** The request is another worker's by now. */
export class LostLease extends Error {}

/** Takes the request that is due first and that nobody works on; null: there is none. */
export async function takeForget(store: MemoryStore): Promise<Task | null> {
  const worker = randomUUID()
  return inTransaction(store.pool, async (client) => {
    const { rows } = await client.query<{ id: string; state: string }>(
      `select id, state from dashboard.forget_request
        where state in ('scheduled', 'executing', 'executed', 'verified') and (leased_until is null or leased_until <= now())
        order by due_at, id for update skip locked limit 1`,
    )
    const found = rows[0]
    if (found === undefined) return null
    await client.query(
      `update dashboard.forget_request set worker = $2, leased_until = now() + ${LEASE}, attempts = attempts + 1 where id = $1`,
      [found.id, worker],
    )
    if (found.state === 'scheduled')
      await moveForget(client, found.id, { to: 'executing', role: 'worker', actor: 'worker' })
    return readTask(client, store, found.id, worker)
  })
}

async function readTask(client: pg.PoolClient, store: MemoryStore, id: string, worker: string): Promise<Task> {
  const { rows } = await client.query<Omit<Task, 'label' | 'worker'>>(
    `select r.id, r.reference, r.subject, r.user_id as "userId", r.root, r.scope, r.stop_remembering as "stopRemembering", r.channel,
            r.asked_by as "askedBy", r.items_hash as "itemsHash", r.item_count as "itemCount", r.received_at::text as "receivedAt",
            r.due_at::text as "dueAt", r.executing_at::text as "executingAt", r.state, r.attempts,
            (select e.actor from dashboard.forget_event e where e.request_id = r.id and e.from_state = 'awaiting_approval'
                and e.to_state = 'scheduled' and e.role = 'admin' order by e.seq desc limit 1) as "approvedBy",
            (select count(*)::int from dashboard.forget_event e where e.request_id = r.id and e.to_state = 'executing') as round
       from dashboard.forget_request r where r.id = $1`,
    [id],
  )
  const [row] = rows
  if (row === undefined) throw new Error('a locked request is not there')
  return { ...row, label: labelIn(store, row.root), worker }
}

/** Gives the request back, to be taken up after so many seconds. */
export async function giveBack({ pool }: MemoryStore, { id, worker }: Task, seconds: number): Promise<void> {
  await pool.query(
    `update dashboard.forget_request set leased_until = now() + make_interval(secs => $3) where id = $1 and worker = $2 and ended_at is null`,
    [id, worker, seconds],
  )
}

/** In the transaction of its failure: while it waits for somebody, agents may write again. */
export async function reopen(client: pg.PoolClient, task: Task): Promise<void> {
  if (task.scope === 'everything') await releaseGuard(client, task, task.id)
  await client.query(
    `update dashboard.forget_request set worker = null, leased_until = null where id = $1 and worker = $2`,
    [task.id, task.worker],
  )
}

/** Waits, in milliseconds, where somebody else holds what a step needs. */
const PATIENCE_MS = [20, 50, 100, 200, 500, 1_000, 1_000, 2_000, 2_000, 5_000]

/**
 * One step, as a whole or not at all; taken again where others' writes were in its way.
 * @throws LostLease
 */
export async function step<T>(store: MemoryStore, task: Task, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++)
    try {
      return await inTransaction(store.pool, async (client) => {
        const { rowCount } = await client.query(
          `update dashboard.forget_request set leased_until = now() + ${LEASE} where id = $1 and worker = $2 and ended_at is null`,
          [task.id, task.worker],
        )
        if (rowCount !== 1) throw new LostLease()
        return work(client)
      })
    } catch (error) {
      const ms = isContention(error) ? PATIENCE_MS[tries] : undefined
      if (ms === undefined) throw error
      await wait(ms)
    }
}

/** Lock timeout, deadlock, serialization failure; or another request that holds the guard. */
export function isContention(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(55P03|40P01|40001|55006)$/.test(String(error.code))
}

export function pointsOf({ at = nowhere }: WorkerDeps): At {
  return at
}

/** Audits a step under an id that follows from the request: what happens once is recorded once, whatever crashed. */
export async function auditOnce(
  client: pg.PoolClient,
  task: Task,
  action: string,
  detail: Record<string, unknown>,
  outcome: 'done' | 'failed' = 'done',
): Promise<string> {
  const operation = operationOf(task, action)
  const said = JSON.stringify({ request: task.id, scope: task.scope, ...detail })
  const values: AuditValues = ['schedule', 'system', 'schedule', task.subject, null, said]
  await client.query(auditInsert({ values: '$1', operation: '$2::uuid', action: '$3', outcome: '$4' }), [
    ...[values, operation, action, outcome],
  ])
  return operation
}

export function operationOf({ id, round }: Pick<Task, 'id' | 'round'>, action: string): string {
  const hex = createHash('sha256').update(`${id} ${action} ${round}`).digest('hex').slice(0, 32)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
