// Carrying a request out: in chunks, each of which happens as a whole or not at all, so that a crash anywhere is taken up where it was.
import type pg from 'pg'
import { ROW_VERSION } from '../change/row-version'
import { dropMaps } from '../map/cache'
import { type MemoryStore, pseudonym } from '../memory-store'
import { dropPairs } from '../pairs/cache'
import { countDeleted } from './count-deleted'
import { eraseBeyond, erasePerson } from './erase-person'
import { FORGET_HOOKS } from './hooks'
import { recordErasure } from './ledger-entries'
import { moveForget } from './move'
import { rememberProbes } from './probes'
import { FORGET_TABLES, type ForgetTable } from './tables'
import { auditOnce, pointsOf, step, type Task, type WorkerDeps } from './task'

const CHUNK = 500

/** From `executing` to `executed`. */
export async function execute(store: MemoryStore, task: Task, deps: WorkerDeps): Promise<void> {
  const at = pointsOf(deps)
  const isEverything = task.scope === 'everything'
  await at('guard: before')
  await step(store, task, async (client) => {
    for (const { hold } of FORGET_HOOKS) await hold?.(client, store, task)
    if (isEverything) await beginNow(client, task)
    await at('guard: held')
  })
  await at('guard: committed')
  await at('probes: before')
  await step(store, task, async (client) => {
    if (await hasProbes(client, task)) return
    const total = await rememberProbes(client, store, task)
    await at('probes: counted')
    await client.query('update dashboard.forget_request set total = done + gone + drifted + $2 where id = $1', [
      task.id,
      total,
    ])
    await at('probes: remembered')
  })
  await at('probes: committed')
  for (let size = 1; size > 0; ) {
    await at('chunk: before')
    size = await step(store, task, async (client) => {
      // few of many: each is found by its index, whatever was known of the tables
      await client.query(
        'set local enable_hashjoin to off; set local enable_mergejoin to off; set local enable_seqscan to off',
      )
      return isEverything ? eraseNextRows(client, store, task, deps) : eraseNextItems(client, store, task, deps)
    })
    await at('chunk: committed')
  }
  if (isEverything) await erasePerson(store, task, deps)
  await at('executed: before')
  await step(store, task, async (client) => {
    if (isEverything) await eraseBeyond(client, store, task)
    await at('executed: erased')
    const { rows } = await client.query<{ done: number; gone: number; drifted: number }>(
      'select done, gone, drifted from dashboard.forget_request where id = $1',
      [task.id],
    )
    await auditOnce(client, task, 'forget.execute', { ...rows[0], items: task.itemsHash })
    await at('executed: audited')
    await moveForget(client, task.id, { to: 'executed', role: 'worker', actor: 'worker' })
  })
  dropMaps(store.pool, task.subject)
  dropPairs(store.pool, task.subject)
  await at('executed: committed')
}

/** What an agent wrote between the taking and the hold is erased too: whoever was waited for began before this. */
async function beginNow(client: pg.PoolClient, task: Task): Promise<void> {
  const { rows } = await client.query<{ at: string }>(
    'update dashboard.forget_request set executing_at = clock_timestamp() where id = $1 returning executing_at::text as at',
    [task.id],
  )
  task.executingAt = rows[0]?.at ?? task.executingAt
}

/** Of this round: a retry remembers anew what it is about to delete. */
async function hasProbes(client: pg.PoolClient, { id }: Task): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    'select total is not null as has from dashboard.forget_request where id = $1',
    [id],
  )
  return rows[0]?.has ?? false
}

type Item = { position: number; prefix: string; key: string }
type Erased = Item & { isRow: boolean }

async function eraseNextItems(
  client: pg.PoolClient,
  store: MemoryStore,
  task: Task,
  deps: WorkerDeps,
): Promise<number> {
  const at = pointsOf(deps)
  const { rows: items } = await client.query<Item & { version: string }>(
    `select position, prefix, key, version from dashboard.forget_item
      where request_id = $1 and outcome is null order by position limit ${CHUNK}`,
    [task.id],
  )
  if (items.length === 0) return 0
  const places = [items.map(({ prefix }) => prefix), items.map(({ key }) => key)]
  // locked first: what is read then is each row at one version
  await client.query(
    `select from ${store.catalog.storeTable} s join unnest($1::text[], $2::text[]) as i (prefix, key) on i.prefix = s.prefix and i.key = s.key
      order by s.prefix, s.key for update of s`,
    places,
  )
  await at('chunk: locked')
  const { rows: found } = await client.query<{ prefix: string; key: string; version: string; json: string }>(
    `select s.prefix, s.key, ${ROW_VERSION} as version, s.value::text as json
       from ${store.catalog.storeTable} s join unnest($1::text[], $2::text[]) as i (prefix, key) on i.prefix = s.prefix and i.key = s.key`,
    places,
  )
  const rows = new Map(found.map((row) => [`${row.prefix}\u0000${row.key}`, row]))
  const rowOf = ({ prefix, key }: Item) => rows.get(`${prefix}\u0000${key}`)
  const deleted = items.filter((item) => rowOf(item)?.version === item.version)
  const absent = items.filter((item) => rowOf(item) === undefined)
  const renamed = await renamedAmong(client, store, absent)
  const gone = absent.filter(({ position }) => !renamed.has(position))
  const drifted = items.filter((item) => renamed.has(item.position) || !(deleted.includes(item) || gone.includes(item)))
  const erased = deleted.map((item) => ({ ...item, json: rowOf(item)?.json ?? '' }))
  for (const hook of FORGET_HOOKS) await hook.erased?.(client, store, task, erased)
  // while it is known what they were called before; a backup may have those that are gone by now
  await recordErasure(client, store, task, { memories: [...deleted, ...gone] })
  await eraseRows(client, store, task, [
    ...deleted.map((item) => ({ ...item, isRow: true })),
    ...gone.map((item) => ({ ...item, isRow: false })),
  ])
  await eraseOldVersions(client, task, drifted)
  await at('chunk: erased')
  for (const [outcome, some] of Object.entries({ deleted, gone, drifted }))
    await client.query(
      'update dashboard.forget_item set outcome = $3 where request_id = $1 and position = any($2::int[])',
      [task.id, some.map(({ position }) => position), outcome],
    )
  await client.query(
    'update dashboard.forget_request set done = done + $2, gone = gone + $3, drifted = drifted + $4 where id = $1',
    [task.id, deleted.length, gone.length, drifted.length],
  )
  await at('chunk: counted')
  return items.length
}

/** A memory that is not there under its key any more, and is there under another: it was changed, and stays. */
async function renamedAmong(client: pg.PoolClient, store: MemoryStore, absent: readonly Item[]): Promise<Set<number>> {
  if (absent.length === 0) return new Set()
  const { rows } = await client.query<{ position: number }>(
    `select i.position from unnest($1::int[], $2::text[], $3::text[], $4::text[]) as i (position, prefix, key, pseudonym)
       join dashboard.pseudonym p on p.pseudonym = i.pseudonym and (p.prefix, p.key) is distinct from (i.prefix, i.key)
       join ${store.catalog.storeTable} s on s.prefix = p.prefix and s.key = p.key`,
    [
      absent.map(({ position }) => position),
      absent.map(({ prefix }) => prefix),
      absent.map(({ key }) => key),
      absent.map(({ prefix, key }) => pseudonym(store, 'memory', prefix, key)),
    ],
  )
  return new Set(rows.map(({ position }) => position))
}

/** The chosen version of a memory that changed since is an earlier one by now: it goes, with what came before it. */
async function eraseOldVersions(
  client: pg.PoolClient,
  task: Task,
  drifted: readonly (Item & { version: string })[],
): Promise<void> {
  if (drifted.length === 0) return
  const { rowCount } = await client.query(
    `delete from dashboard.memory_version v using unnest($1::text[], $2::text[], $3::text[]) as i (prefix, key, version)
      where v.prefix = i.prefix and v.key = i.key
        and coalesce(v.updated_at, v.created_at, '-infinity') <= coalesce(nullif(split_part(i.version, '/', 2), '')::timestamptz, $4::timestamptz)`,
    [
      drifted.map(({ prefix }) => prefix),
      drifted.map(({ key }) => key),
      drifted.map(({ version }) => version),
      task.receivedAt,
    ],
  )
  await countDeleted(client, task, [{ table: 'memory_version', before: 0, deleted: rowCount ?? 0 }])
}

/** What came after the execution began was not meant, and is found by the check: so that an agent that goes on does not keep us busy for ever. A time to come is nobody's. */
async function eraseNextRows(client: pg.PoolClient, store: MemoryStore, task: Task, deps: WorkerDeps): Promise<number> {
  const at = pointsOf(deps)
  const { rows } = await client.query<{ prefix: string; key: string }>(
    `select s.prefix, s.key from ${store.catalog.storeTable} s
      where (s.prefix = $1 or (s.prefix ~>=~ ($1 || '.') and s.prefix ~<~ ($1 || '/')))
        and (coalesce(s.created_at, '-infinity') <= $2::timestamptz or s.created_at > clock_timestamp())
      order by s.prefix, s.key limit ${CHUNK} for update`,
    [task.root, task.executingAt],
  )
  if (rows.length === 0) return 0
  await at('chunk: locked')
  for (const hook of FORGET_HOOKS) await hook.erased?.(client, store, task, [])
  await eraseRows(
    client,
    store,
    task,
    rows.map((row, position) => ({ ...row, position, isRow: true })),
  )
  await at('chunk: erased')
  await client.query('update dashboard.forget_request set done = done + $2 where id = $1', [task.id, rows.length])
  await at('chunk: counted')
  return rows.length
}

const AGENTS = new Set(['store', 'store_vectors'])

/** One statement for all tables: each of its parts sees them as they were before it. */
async function eraseRows(
  client: pg.PoolClient,
  { catalog }: MemoryStore,
  task: Task,
  items: readonly Erased[],
): Promise<void> {
  if (items.length === 0) return
  const tables = FORGET_TABLES.filter(({ ofItems }) => ofItems !== null)
  const part = ({ table, name, ofItems }: ForgetTable) =>
    `gone_${name} as (
       delete from ${table(catalog)} t where ${ofItems?.(AGENTS.has(name) ? 'stored' : 'item')}
       returning 1)`
  await client.query(
    `with item as materialized (
       select * from unnest($2::text[], $3::text[], $4::boolean[]) as i (prefix, key, is_row)
     ), stored as materialized (
       select prefix, key from item where is_row
     ), ${tables.map(part).join(', ')}
     update dashboard.forget_count c set deleted = c.deleted + n.rows
       from (${tables.map(({ name }) => `select '${name}' as name, count(*)::int as rows from gone_${name}`).join(' union all ')}) n
      where c.request_id = $1 and c.table_name = n.name and n.rows > 0`,
    [task.id, items.map(({ prefix }) => prefix), items.map(({ key }) => key), items.map(({ isRow }) => isRow)],
  )
}
