// From `verified` to `completed`: the receipt and the audit are written while it is still known whom it is about, and then that is not known any more.
import type pg from 'pg'
import type { ForgetCheck } from '@/lib/shared/forget'
import type { MemoryStore } from '../memory-store'
import { FORGET_HOOKS, type ForgetFacts } from './hooks'
import { moveForget } from './move'
import { countsOf } from './rows'
import { auditOnce, operationOf, pointsOf, step, type Task, type WorkerDeps } from './task'

export async function complete(store: MemoryStore, task: Task, deps: WorkerDeps): Promise<void> {
  const at = pointsOf(deps)
  await at('completion: before')
  await step(store, task, async (client) => {
    await client.query(
      `update dashboard.forget_request set backups_until = case when $2::int is not null then now() + make_interval(days => $2) end where id = $1`,
      [task.id, deps.backupDays],
    )
    const facts = await factsOf(client, task)
    for (const hook of FORGET_HOOKS) await hook.complete?.(client, store, task, facts)
    await at('completion: hooks')
    const { deleted, gone, drifted } = facts
    await auditOnce(client, task, 'forget.complete', { deleted, gone, drifted })
    await at('completion: audited')
    await moveForget(client, task.id, { to: 'completed', role: 'verifier', actor: 'verifier' })
  })
  await at('completion: committed')
}

async function factsOf(client: pg.PoolClient, task: Task): Promise<ForgetFacts> {
  const operation = operationOf(task, 'forget.execute')
  const { rows } = await client.query<
    Omit<ForgetFacts, 'tables' | 'checks' | 'audit'> & { checks: string; seq: string | null; hash: string | null }
  >(
    `select r.checks::text as checks, r.done as deleted, r.gone, r.drifted, r.executed_at::text as "executedAt",
            r.verified_at::text as "verifiedAt", now()::text as "completedAt", r.backups_until::text as "backupsUntil",
            c.seq::text as seq, encode(c.hash, 'hex') as hash
       from dashboard.forget_request r
       left join dashboard.audit a on a.op_id = $2
       left join dashboard.audit_chain c on c.audit_id = a.id
      where r.id = $1`,
    [task.id, operation],
  )
  const [row] = rows
  if (row === undefined) throw new Error('a held request is not there')
  const { seq, hash, checks, ...facts } = row
  return {
    ...facts,
    checks: JSON.parse(checks) as ForgetCheck[],
    tables: await countsOf(client, task.id),
    audit: { operation, seq: seq === null ? null : Number(seq), hash },
  }
}
