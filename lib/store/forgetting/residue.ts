// What our own tables still hold, found by their columns as the database's catalogue has them: a table that nobody thought of is looked into as well.
import type pg from 'pg'
import type { ForgetCheck } from '@/lib/shared/forget'
import { quoteName } from '../catalog'
import type { MemoryStore } from '../memory-store'
import type { Task } from './task'

/** What may name a person all the same, and why: told on the receipt as what remains. */
const REMAINS: Readonly<Record<string, string>> = {
  'role_grant.user_id': 'who may run and audit the dashboard',
  'disabled_person.user_id': 'who is shut out',
  'admin_seen.user_id': 'who runs the dashboard',
  'reveal.user_id': 'the administrator’s own id',
  'namespace_binding.label': 'whose the namespace is, while the binding counts',
  'namespace_binding.user_id': 'the same',
  'identity_alarm.label': 'that a namespace is locked, while it is',
  'forget_request.user_id': 'until this request ends',
  'forget_request.root': 'until this request ends',
  'forget_item.prefix': 'until this request ends',
}

/** Somebody who is signed in, or has come again since, is known until they are not any more; then forgotten too (forgotten-people.ts). */
const WHILE_SIGNED_IN = new Set(['session.user_id', 'claimant.user_id', 'person_name.user_id', 'pseudonym.user_id'])

type Column = { table: string; column: string }

/** Rows in our schema that still name the memories, or the person. */
export async function tracesOf(client: pg.PoolClient, store: MemoryStore, task: Task): Promise<ForgetCheck[]> {
  const { rows: columns } = await client.query<Column>(
    `select c.relname as "table", a.attname as "column" from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname = 'dashboard' and c.relkind in ('r', 'p') and a.attname in ('prefix', 'root', 'label', 'user_id', 'subject_id')
      order by 1, 2`,
  )
  return task.scope === 'everything'
    ? [await ofPerson(client, task, columns)]
    : [await ofItems(client, store, task, columns)]
}

async function ofPerson(client: pg.PoolClient, task: Task, columns: readonly Column[]): Promise<ForgetCheck> {
  const { rows } = await client.query<{ isSignedIn: boolean }>(
    `select exists (select from dashboard.session s where s.user_id = $1)
         or exists (select from dashboard.claimant c where c.user_id = $1 and c.first_at >= $2::timestamptz) as "isSignedIn"`,
    [task.userId, task.executingAt],
  )
  const isSignedIn = rows[0]?.isSignedIn ?? false
  let [looked, found] = [0, 0]
  for (const { table, column } of columns) {
    const name = `${table}.${column}`
    if (REMAINS[name] !== undefined || (isSignedIn && WHILE_SIGNED_IN.has(name))) continue
    const value = column === 'label' ? task.label : /_id$/.test(column) ? task.userId : task.root
    const condition =
      value === task.root
        ? `(${quoteName(column)} = $1 or starts_with(${quoteName(column)}, $1 || '.'))`
        : `${quoteName(column)} = $1`
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from dashboard.${quoteName(table)} where ${condition}`,
      [value],
    )
    looked += 1
    found += rows[0]?.count ?? 0
  }
  return { name: 'own-tables', looked, found, isResidue: true }
}

/** At addresses that are empty: where something was written anew, our tables rightly know of it. */
async function ofItems(
  client: pg.PoolClient,
  { catalog }: MemoryStore,
  task: Task,
  columns: readonly Column[],
): Promise<ForgetCheck> {
  const tables = columns.filter(({ table, column }) => column === 'prefix' && table !== 'forget_item')
  let [looked, found] = [0, 0]
  for (const { table } of tables) {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from dashboard.${quoteName(table)} t
         join dashboard.forget_item i on i.request_id = $1 and i.outcome in ('deleted', 'gone') and i.prefix = t.prefix and i.key = t.key
        where not exists (select from ${catalog.storeTable} s where s.prefix = i.prefix and s.key = i.key)`,
      [task.id],
    )
    looked += 1
    found += rows[0]?.count ?? 0
  }
  return { name: 'own-tables', looked, found, isResidue: true }
}
