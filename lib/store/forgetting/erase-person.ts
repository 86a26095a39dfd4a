// Forgetting everything: what our tables hold about the person and no memory alone, the agent's conversations, and what else waited.
import type pg from 'pg'
import type { MemoryStore } from '../memory-store'
import { countDeleted } from './count-deleted'
import { FORGET_HOOKS } from './hooks'
import { recordErasure } from './ledger-entries'
import { moveForget } from './move'
import { FORGET_TABLES, type ForgetTable, WHO, whoValues } from './tables'
import { pointsOf, step, type Task, type WorkerDeps } from './task'
import { eraseThreads } from './threads'

/** Rows of one table at a time. */
const PORTION = 5_000

/** What is about the person and no memory alone. */
export async function erasePerson(store: MemoryStore, task: Task, deps: WorkerDeps): Promise<void> {
  const at = pointsOf(deps)
  for (let isMore = true; isMore; ) {
    await at('person: before')
    isMore = await step(store, task, async (client) => {
      let isFull = false
      for (const table of FORGET_TABLES)
        if (table.name !== 'store') isFull = (await eraseOfPerson(client, store, task, table)) === PORTION || isFull
      await at('person: erased')
      return isFull
    })
    await at('person: committed')
  }
}

/** Of the agent's conversations and what other parts know of: recorded with what ends the execution, so that it is recorded once. */
export async function eraseBeyond(client: pg.PoolClient, store: MemoryStore, task: Task): Promise<void> {
  await endOthers(client, task)
  const { threads, tables } = await eraseThreads(client, store, task.userId)
  await countDeleted(client, task, tables)
  for (const { beyond } of FORGET_HOOKS) await countDeleted(client, task, (await beyond?.(client, store, task)) ?? [])
  await recordErasure(client, store, task, { memories: 'everything', threads })
}

async function eraseOfPerson(
  client: pg.PoolClient,
  { catalog }: MemoryStore,
  task: Task,
  { table, name, ofPerson }: ForgetTable,
): Promise<number> {
  // vectors of rows that are there go with them
  const isLoose =
    name === 'store_vectors'
      ? `and not exists (select from ${catalog.storeTable} s where s.prefix = t.prefix and s.key = t.key)`
      : ''
  const { rowCount } = await client.query(
    `with ${WHO}
     delete from ${table(catalog)} d where d.ctid = any(array(
       select t.ctid from ${table(catalog)} t, who where ${ofPerson} ${isLoose} limit ${PORTION}))`,
    whoValues(task),
  )
  await countDeleted(client, task, [{ table: name, before: 0, deleted: rowCount ?? 0 }])
  return rowCount ?? 0
}

/** What else was asked for is contained in everything. */
async function endOthers(client: pg.PoolClient, { id, subject }: Task): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select id from dashboard.forget_request where subject = $1 and id <> $2
        and state in ('submitted', 'identity_confirmed', 'awaiting_approval', 'scheduled', 'on_hold', 'failed') order by id for update`,
    [subject, id],
  )
  for (const other of rows)
    await moveForget(client, other.id, { to: 'cancelled', role: 'worker', actor: 'worker', reason: 'superseded' })
}
