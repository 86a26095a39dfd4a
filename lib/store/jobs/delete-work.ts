// Deleting many: as deleteMemory does it, set by set. Each chunk is verified gone before it counts.
import type pg from 'pg'
import { auditInsert } from '../audit/row'
import { UNDO_MINUTES } from '../change/removal'
import { ROW_VERSION } from '../change/row-version'
import { snapshotOf } from '../change/snapshot'
import { embedderPrint, type MemoryStore, pseudonym } from '../memory-store'
import { inTransaction } from '../transaction'
import {
  holdJob,
  type Item,
  leaveItemsOut,
  lockRows,
  nextItems,
  type Outcome,
  type Pace,
  type Step,
  settle,
  type Task,
  taskValues,
  type Work,
} from './step'

export const deleteWork: Work = { step: deleteSome, leaveOut: leaveItemsOut }

async function deleteSome(store: MemoryStore, task: Task, pace: Pace): Promise<Step> {
  return inTransaction(store.pool, async (client) => {
    if (!(await holdJob(client, task, pace))) return null
    const items = await nextItems(client, task, pace.size)
    if (items.length === 0) return { looked: 0, settled: 0 }
    const rows = await lockRows(client, store, items, pace)
    const locked = rows.filter(({ isLocked }) => isLocked)
    const removed = await removeLocked(client, store, task, locked)
    const outcome: Outcome = {
      done: locked.filter(({ position }) => removed.has(position)),
      gone: rows.filter(({ isThere, isLocked }) => !isThere && !isLocked),
      left: [['changed', locked.filter(({ position }) => !removed.has(position))]],
    }
    await settle(client, task, outcome)
    return { looked: items.length, settled: locked.length + outcome.gone.length }
  })
}

/** @returns positions of what is verifiably gone now: those that were still at their version */
async function removeLocked(
  client: pg.PoolClient,
  store: MemoryStore,
  task: Task,
  items: readonly Item[],
): Promise<Set<number>> {
  const { catalog } = store
  const audit = auditInsert({
    ...{ values: '$10', operation: 'earlier.operation', action: `'memory.remove'`, memory: 'earlier.memory' },
    ...{ before: 'earlier.value', from: 'earlier' },
  })
  const { rows } = await client.query<{ position: number }>(
    `with item as materialized (
       select t.*, gen_random_uuid() as operation
         from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[]) as t (position, prefix, key, version, memory)
     ), earlier as materialized (
       select s.*, i.position, i.operation, i.memory
         from item i join ${catalog.store} s on s.prefix = i.prefix and s.key = i.key
        where ${ROW_VERSION} = i.version
     ), ${snapshotOf(catalog, { prefix: 'snapshot.prefix', key: 'snapshot.key', embedder: '$6', actor: '$7' })}, removal as (
       insert into dashboard.removal (id, version_id, subject, undo_until, batch_id)
       select e.operation, s.id, $8, now() + make_interval(mins => $11), $9::uuid
         from snapshot s join earlier e on e.prefix = s.prefix and e.key = s.key
     ), entry as (
       delete from ${catalog.vectors} v using earlier where v.prefix = earlier.prefix and v.key = earlier.key
     ), gone as (
       delete from ${catalog.store} s using earlier where s.prefix = earlier.prefix and s.key = earlier.key
     ), mapping as (
       insert into dashboard.pseudonym (pseudonym, user_id, prefix, key)
       select memory, null, prefix, key from earlier on conflict (pseudonym) do nothing
     ), audit as (
       ${audit}
     )
     select position from earlier`,
    [
      items.map(({ position }) => position),
      items.map(({ prefix }) => prefix),
      items.map(({ key }) => key),
      items.map(({ version }) => version),
      items.map(({ prefix, key }) => pseudonym(store, 'memory', prefix, key)),
      embedderPrint(store),
      task.actor,
      task.subject,
      task.batchId,
      taskValues(task, { batch: task.batchId }),
      UNDO_MINUTES,
    ],
  )
  const removed = new Set(rows.map(({ position }) => position))
  await verifyGone(
    client,
    store,
    items.filter(({ position }) => removed.has(position)),
  )
  return removed
}

async function verifyGone(client: pg.PoolClient, { catalog }: MemoryStore, items: readonly Item[]): Promise<void> {
  const { rows } = await client.query<{ left: number }>(
    `select count(*)::int as left from unnest($1::text[], $2::text[]) as i (prefix, key)
      where exists (select from ${catalog.store} s where s.prefix = i.prefix and s.key = i.key)
         or exists (select from ${catalog.vectors} v where v.prefix = i.prefix and v.key = i.key)`,
    [items.map(({ prefix }) => prefix), items.map(({ key }) => key)],
  )
  if (rows[0]?.left !== 0)
    throw new Error('the database kept removed memories or their search entries; the removal was rolled back')
}
