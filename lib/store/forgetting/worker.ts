// The worker of the server: takes what is due, carries it out, has it checked and completes it. Run by the upkeep, and right after somebody asked or said yes.
import { isBehindLedger, repeatOutside } from '@/lib/ledger/ledger'
import { endingSignal, withoutRequest } from '@/lib/shutdown'
import { adminsOf, countOthers } from '../identities/admins'
import type { MemoryStore } from '../memory-store'
import { inTransaction } from '../transaction'
import { verify } from './check'
import { complete } from './complete'
import { execute } from './erase'
import { forgetTheForgotten } from './forgotten-people'
import { moveForget } from './move'
import type { ForgetRules } from './rules'
import { requireTheirs } from './still-theirs'
import { DELAY_HOURS } from './submit'
import { auditOnce, giveBack, LostLease, pointsOf, reopen, step, type Task, takeForget, type WorkerDeps } from './task'

/** After so many beginnings without an end it is said to have failed. */
const MOST_ATTEMPTS = 5
const RETRY_S = 60

/**
 * Carries out all that is due, one after the other. Never throws: what could not be done is tried again, or said to have failed.
 * @param deps.isAlone no other process can be working on this database: what a dead one held is free at once
 * @returns how many were completed
 */
export function runDueForgets(
  store: MemoryStore,
  rules: ForgetRules,
  deps: Omit<WorkerDeps, 'backupDays'> & { isAlone?: boolean } = {},
): Promise<number> {
  return withoutRequest(runDue(store, rules, { ...deps, backupDays: rules.backupDays }))
}

async function runDue(
  store: MemoryStore,
  rules: ForgetRules,
  deps: WorkerDeps & { isAlone?: boolean },
): Promise<number> {
  let completed = 0
  try {
    // a restored backup has requests as they were then, also those that were taken back since
    if (await isBehindLedger(store.pool)) return 0
    if (deps.isAlone === true)
      await store.pool.query('update dashboard.forget_request set leased_until = null where leased_until is not null')
    await releaseDelayed(store, rules)
    while (!endingSignal().aborted) {
      const task = await takeForget(store)
      if (task === null) break
      if (await carryOut(store, task, rules, deps)) completed++
    }
    await endBackups(store)
    await forgetTheForgotten(store)
  } catch (error) {
    say(error)
  }
  return completed
}

async function carryOut(
  store: MemoryStore,
  task: Task,
  { identities }: ForgetRules,
  deps: WorkerDeps,
): Promise<boolean> {
  try {
    await pointsOf(deps)('taken')
    if (task.state === 'executing' && !(await requireTheirs(store, task, identities))) {
      console.error(`[forget] ${task.reference} failed: it is not clear any more whose it is. It waits in the queue.`)
      return false
    }
    if (task.state === 'executing') await execute(store, task, deps)
    if (task.state !== 'verified' && !(await verify(store, task, deps))) {
      console.error(
        `[forget] ${task.reference} failed: something that should be gone was found. It waits in the queue.`,
      )
      return false
    }
    await complete(store, task, deps)
    await repeatOutside(store.pool)
    return true
  } catch (error) {
    if (error instanceof LostLease) return false
    say(error)
    if (task.attempts >= MOST_ATTEMPTS) await fail(store, task)
    else await giveBack(store, task, RETRY_S)
    return false
  }
}

/** What cannot be carried out, whatever the reason, is said, and not tried for ever. */
async function fail(store: MemoryStore, task: Task): Promise<void> {
  await step(store, task, async (client) => {
    const { rows } = await client.query<{ state: string }>('select state from dashboard.forget_request where id = $1', [
      task.id,
    ])
    const role = rows[0]?.state === 'executing' ? 'worker' : 'verifier'
    await moveForget(client, task.id, { to: 'failed', role, actor: role, reason: 'error' })
    await auditOnce(client, task, 'forget.fail', { why: 'error' }, 'failed')
    await reopen(client, task)
  })
  console.error(`[forget] ${task.reference} failed ${MOST_ATTEMPTS} times. It waits in the queue.`)
}

/** Where nobody else could say yes, the day stands for it; unless somebody could by now, or whoever asked may not any more. */
async function releaseDelayed({ pool }: MemoryStore, { admins }: ForgetRules): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from dashboard.forget_request where state = 'awaiting_approval' and not_before <= now() order by not_before limit 50`,
  )
  for (const { id } of rows)
    await inTransaction(pool, async (client) => {
      const found = await client.query<{ askedBy: string; userId: string; channel: 'self' | 'behalf' }>(
        `select asked_by_id as "askedBy", user_id as "userId", channel from dashboard.forget_request
          where id = $1 and state = 'awaiting_approval' and not_before <= now() for update`,
        [id],
      )
      const [request] = found.rows
      if (request === undefined) return
      const { askedBy, userId, channel } = request
      const mayAsk = channel === 'self' || (await adminsOf(client, admins)).has(askedBy)
      const asker = { askedBy, email: undefined, subjectId: userId }
      if (!mayAsk || (await countOthers(client, admins, asker, DELAY_HOURS * 2)) > 0)
        await client.query('update dashboard.forget_request set not_before = null where id = $1', [id])
      else await moveForget(client, id, { to: 'scheduled', role: 'worker', actor: 'worker' })
    })
}

/** The last backup that could hold it has ended. */
async function endBackups({ pool }: MemoryStore): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from dashboard.forget_request where state = 'completed' and backups_until <= now() limit 500`,
  )
  for (const { id } of rows)
    await inTransaction(pool, (client) =>
      moveForget(client, id, { to: 'backups_expired', role: 'worker', actor: 'worker' }),
    )
}

/** Seconds until something can be carried out that cannot yet; null: nothing waits for a time. */
export async function secondsToNextForget(pool: MemoryStore['pool']): Promise<number | null> {
  const { rows } = await pool.query<{ seconds: number | null }>(
    `select ceil(extract(epoch from min(case when state = 'awaiting_approval' then not_before else coalesce(leased_until, now()) end) - now()))::int as seconds
       from dashboard.forget_request where ended_at is null and state in ('awaiting_approval', 'scheduled', 'executing', 'executed', 'verified')`,
  )
  return rows[0]?.seconds ?? null
}

/** Never with values: see withoutContent in outage.ts. */
function say(error: unknown): void {
  console.error(
    '[forget]',
    error instanceof Error && 'code' in error ? `stopped by ${error.code}` : 'stopped by an error',
  )
}
