// What every kind of job does in the same way: hold its place, take the next few memories, and count what became of them.
import type pg from 'pg'
import type { ItemProblem, JobKind } from '@/lib/shared/job'
import type { AuditValues } from '../audit/row'
import { type MemoryStore, type Origin, roleOfOrigin } from '../memory-store'

/** A job as its worker knows it. */
export type Task = {
  id: string
  kind: JobKind
  subject: string
  actor: string
  surface: Origin['surface']
  /** Why it is done for somebody else; null where nobody does. */
  reason: string | null
  /** What is left of it is the items without a problem. */
  selectionId: string | null
  /** Of a deletion its own id; of an undo the id of the deletion. */
  batchId: string
  /** Proof that this worker holds the job. */
  worker: string
}

/** How a step is to be taken: at most `size` memories; `patient` waits for those that somebody else is writing. */
export type Pace = { size: number; patient: boolean }

/**
 * What a step looked at, and how many of these it dealt with; null when the job is not this worker's any more. `giveUp`: the
 * rest would fare no better.
 */
export type Step = { looked: number; settled: number; giveUp?: ItemProblem } | null

/** One kind of work, in chunks that each happen as a whole or not at all. */
export type Work = {
  step: (store: MemoryStore, task: Task, pace: Pace) => Promise<Step>
  /** The next memory (or with `all` the rest) is left out with a reason. */
  leaveOut: (client: pg.PoolClient, task: Task, problem: ItemProblem, all: boolean) => Promise<void>
}

/** {@link AuditValues} of what a job does. */
export function taskValues({ surface, actor, subject, reason }: Task, detail: Record<string, unknown>): AuditValues {
  return [surface, roleOfOrigin({ surface }), actor, subject, reason, JSON.stringify(detail)]
}

/** How long a worker may be silent before another may take its job over. */
export const LEASE = `interval '20 seconds'`

/** Locks the job for this transaction. Waiting for a lock gives up before Postgres would end the agent's transaction for ours. */
export async function holdJob(client: pg.PoolClient, task: Task, { patient }: Pace): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from dashboard.job where id = $1 and worker = $2 and state = 'running' for update`,
    [task.id, task.worker],
  )
  if (!patient) await client.query(`set local lock_timeout = '500ms'`)
  return rowCount === 1
}

export type Item = { position: number; prefix: string; key: string; version: string }

/** The next items of a selection that nobody has dealt with. */
export async function nextItems(client: pg.Pool | pg.PoolClient, task: Task, size: number): Promise<Item[]> {
  const { rows } = await client.query<Item>(
    `select position, prefix, key, version from dashboard.selection_item
      where selection_id = $1 and problem is null order by position limit $2`,
    [task.selectionId, size],
  )
  return rows
}

/**
 * Locks the stored rows of `items`, so that statements after it see each row and its search entries at one version. Rows
 * that somebody is writing just now are passed over, unless `patient`.
 * @returns for each item whether its row is there, and whether it is locked
 */
export async function lockRows(
  client: pg.PoolClient,
  { catalog }: MemoryStore,
  items: readonly Item[],
  { patient }: Pace,
): Promise<(Item & { isThere: boolean; isLocked: boolean })[]> {
  const { rows } = await client.query<{ position: number; isThere: boolean; isLocked: boolean }>(
    `with item as (
       select * from unnest($1::int[], $2::text[], $3::text[]) as t (position, prefix, key)
     ), locked as materialized (
       select s.prefix, s.key from ${catalog.store} s join item i on i.prefix = s.prefix and i.key = s.key
        order by s.prefix, s.key for update of s ${patient ? '' : 'skip locked'}
     )
     select i.position,
            exists (select from locked l where l.prefix = i.prefix and l.key = i.key) as "isLocked",
            exists (select from ${catalog.store} s where s.prefix = i.prefix and s.key = i.key) as "isThere"
       from item i`,
    [items.map(({ position }) => position), items.map(({ prefix }) => prefix), items.map(({ key }) => key)],
  )
  const found = new Map(rows.map((row) => [row.position, row]))
  return items.map((item) => ({
    ...item,
    isThere: found.get(item.position)?.isThere ?? false,
    isLocked: found.get(item.position)?.isLocked ?? false,
  }))
}

/** What became of the items of one step. */
export type Outcome = { done: Item[]; gone: Item[]; left: [ItemProblem, Item[]][] }

/** Takes what is done out of the selection, marks what was left out, and counts both. */
export async function settle(client: pg.PoolClient, task: Task, { done, gone, left }: Outcome): Promise<void> {
  const positions = (items: readonly Item[]) => items.map(({ position }) => position)
  await client.query('delete from dashboard.selection_item where selection_id = $1 and position = any($2::int[])', [
    task.selectionId,
    positions([...done, ...gone]),
  ])
  for (const [problem, items] of left)
    if (items.length > 0)
      await client.query(
        'update dashboard.selection_item set problem = $3 where selection_id = $1 and position = any($2::int[])',
        [task.selectionId, positions(items), problem],
      )
  await count(client, task, {
    done: done.length,
    gone: gone.length,
    failed: left.reduce((sum, [, items]) => sum + items.length, 0),
  })
}

/** Adds to the job's counts. */
export async function count(
  client: pg.PoolClient,
  task: Task,
  { done, gone, failed }: { done: number; gone: number; failed: number },
): Promise<void> {
  await client.query(
    `update dashboard.job set done = done + $2, gone = gone + $3, failed = failed + $4, leased_until = now() + ${LEASE}
      where id = $1`,
    [task.id, done, gone, failed],
  )
}

/** {@link Work.leaveOut} of jobs over a selection. */
export async function leaveItemsOut(
  client: pg.PoolClient,
  task: Task,
  problem: ItemProblem,
  all: boolean,
): Promise<void> {
  const { rowCount } = await client.query(
    `update dashboard.selection_item set problem = $2
      where selection_id = $1 and position in (
        select position from dashboard.selection_item where selection_id = $1 and problem is null
         order by position limit ${all ? 'all' : 1})`,
    [task.selectionId, problem],
  )
  await count(client, task, { done: 0, gone: 0, failed: rowCount ?? 0 })
}
