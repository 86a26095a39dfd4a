// Erasing again what a restored backup brought back. Of what was erased only keyed fingerprints are known: candidates are what exists, and
// those whose fingerprint is the same are meant. Goes by the one list of tables, as the erasing of a request does.
import type pg from 'pg'
import { prefixOf, sanitizeUserId } from '@/lib/langgraph/namespace'
import { quoteName } from '../catalog'
import type { MemoryStore } from '../memory-store'
import { FORGET_TABLES, type ForgetTable, WHO, type Who, whoValues } from './tables'
import { eraseThreadsById, THREAD_TABLES, type ThreadSettings, type ThreadTable, threadCover } from './threads'
import { rememberTombstones } from './tombstones'

type Store = Pick<MemoryStore, 'pool' | 'catalog' | 'namespaceRoot' | 'namespaceStyle'>
type Db = pg.Pool | pg.PoolClient

/** One memory that may have to go; `isIn`: it is in the agent's table, written last at `writtenAt` (microseconds since 1970). */
export type Place = { prefix: string; key: string; isIn: boolean; writtenAt: number }

/** Tables of ours with a column of this name, as they stand in SQL. */
async function tablesWith(db: Db, ...columns: string[]): Promise<{ table: string; column: string }[]> {
  const { rows } = await db.query<{ table: string; column: string }>(
    `select format('dashboard.%I', c.relname) as table, quote_ident(a.attname) as column
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'dashboard'::regnamespace and c.relkind = 'r' and a.attname = any($1) order by 1, 2`,
    [columns],
  )
  return rows
}

/** Ids of people that any of our tables holds. */
export async function knownIds(db: Db): Promise<string[]> {
  const tables = await tablesWith(db, 'user_id', 'subject_id')
  const { rows } = await db.query<{ id: string }>(
    tables
      .map(({ table, column }) => `select ${column} as id from ${table} t where ${column} is not null`)
      .join(' union '),
  )
  return rows.map(({ id }) => id)
}

const PAGE = 5_000

/** Every person's own namespace that a row of the agent's or of ours names, or that an id leads to. */
export async function knownRoots(store: Store, ids: readonly string[]): Promise<Set<string>> {
  const { pool, catalog, namespaceRoot, namespaceStyle } = store
  const rootOf = (label: string) => prefixOf([namespaceRoot, label])
  const roots = new Set(ids.map((id) => rootOf(sanitizeUserId(id, namespaceStyle))))
  const label = `split_part(substr(prefix, length($1) + 2), '.', 1)`
  // one probe for each namespace of the agent's table, not for each row
  for (let after = '', size = PAGE; size === PAGE; ) {
    const { rows } = await pool.query<{ prefix: string; label: string }>(
      `with recursive space as (
         (select prefix from ${catalog.storeTable} s where prefix ~>~ greatest($2 collate "C", $1 || '.') and prefix ~<~ ($1 || '/')
           order by prefix using ~<~ limit 1)
         union all
         select (select s.prefix from ${catalog.storeTable} s where s.prefix ~>~ space.prefix and s.prefix ~<~ ($1 || '/')
                  order by s.prefix using ~<~ limit 1)
           from space where space.prefix is not null
       )
       select prefix, ${label} as label from space where prefix is not null limit ${PAGE}`,
      [namespaceRoot, after],
    )
    for (const row of rows) roots.add(rootOf(row.label))
    after = rows.at(-1)?.prefix ?? ''
    size = rows.length
  }
  const prefixes = await tablesWith(pool, 'prefix', 'root')
  const labels = await tablesWith(pool, 'label')
  const parts = [
    ...prefixes.map(
      ({ table, column }) =>
        `select ${label.replace('prefix', column)} as label from ${table} t where ${column} ~>=~ ($1 || '.') and ${column} ~<~ ($1 || '/')`,
    ),
    ...labels.map(({ table, column }) => `select ${column} from ${table} t where ${column} is not null`),
  ]
  const { rows } = await pool.query<{ label: string }>(parts.join(' union '), [namespaceRoot])
  for (const row of rows) roots.add(rootOf(row.label))
  return roots
}

const below = (column: string) => `(${column} = $1 or (${column} ~>=~ ($1 || '.') and ${column} ~<~ ($1 || '/')))`

/** Every memory below a namespace that a row names: those that are there, and those that only our own tables know. */
export async function* placesBelow({ pool, catalog }: Store, root: string): AsyncGenerator<Place[]> {
  const keyed = (await tablesWith(pool, 'key')).map(({ table }) => table)
  const prefixed = await tablesWith(pool, 'prefix')
  const own = prefixed.flatMap(({ table }) => (keyed.includes(table) ? [table] : []))
  const sources = [
    `select prefix, key, true as is_in, coalesce(updated_at, created_at, '-infinity') as at from ${catalog.storeTable} s where ${below('prefix')}`,
    ...own.map(
      (table) => `select prefix, key, false, null from ${table} t where key is not null and ${below('prefix')}`,
    ),
  ]
  let [prefix, key] = ['', '']
  for (;;) {
    const { rows } = await pool.query<Place>(
      `select prefix, key, bool_or(is_in) as "isIn",
              coalesce((extract(epoch from max(at)) * 1000000)::float8, '-infinity') as "writtenAt"
         from (${sources.join(' union all ')}) p where (prefix collate "C", key collate "C") > ($2, $3)
        group by prefix, key order by prefix collate "C", key collate "C" limit ${PAGE}`,
      [root, prefix, key],
    )
    yield rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    ;({ prefix, key } = last)
  }
}

/** Deletes these memories with all that our tables hold of them. @returns rows, of all tables */
export async function eraseMemories(
  client: pg.PoolClient,
  { catalog }: Store,
  places: readonly Pick<Place, 'prefix' | 'key'>[],
): Promise<number> {
  const tables = FORGET_TABLES.filter(({ ofItems }) => ofItems !== null)
  const part = ({ table, name, ofItems }: ForgetTable) =>
    `gone_${name} as (delete from ${table(catalog)} t where ${ofItems?.('item')} returning 1)`
  // one statement: each of its parts sees all tables as they were before it
  const { rows } = await client.query<{ count: number }>(
    `with item as materialized (select * from unnest($1::text[], $2::text[]) as i (prefix, key)), ${tables.map(part).join(', ')}
     select (${tables.map(({ name }) => `(select count(*) from gone_${name})`).join(' + ')})::int as count`,
    [places.map(({ prefix }) => prefix), places.map(({ key }) => key)],
  )
  return rows[0]?.count ?? 0
}

/** As the first time, so that an agent that learns them again is noticed. Before {@link eraseMemories}, in its transaction. */
export async function rememberAgain(
  client: pg.PoolClient,
  { catalog }: Store,
  whose: { root: string; subject: string },
  places: readonly Pick<Place, 'prefix' | 'key'>[],
): Promise<void> {
  const { rows } = await client.query<{ prefix: string; key: string; json: string }>(
    `select s.prefix, s.key, s.value::text as json from ${catalog.storeTable} s
       join unnest($1::text[], $2::text[]) as i (prefix, key) on i.prefix = s.prefix and i.key = s.key for update of s`,
    [places.map(({ prefix }) => prefix), places.map(({ key }) => key)],
  )
  await rememberTombstones(client, whose, null, rows)
}

/**
 * Deletes earlier versions of memories that were written anew since, up to a time each (microseconds since 1970).
 * @returns rows, of all tables
 */
export async function eraseVersions(
  client: pg.PoolClient,
  places: readonly (Pick<Place, 'prefix' | 'key'> & { until: number })[],
): Promise<number> {
  const { rowCount } = await client.query(
    `delete from dashboard.memory_version v using unnest($1::text[], $2::text[], $3::float8[]) as i (prefix, key, until)
      where v.prefix = i.prefix and v.key = i.key
        and (extract(epoch from coalesce(v.updated_at, v.created_at, '-infinity')) * 1000000)::float8 <= i.until`,
    [places.map(({ prefix }) => prefix), places.map(({ key }) => key), places.map(({ until }) => until)],
  )
  return rowCount ?? 0
}

/** The agent's own two: of these, what was written later stays. */
const AGENTS: readonly string[] = ['store', 'store_vectors']

/** Deletes what our tables hold of a person and of no memory alone. @returns rows, of all tables */
export async function erasePersonsRows(client: pg.PoolClient, { catalog }: Store, who: Who): Promise<number> {
  let count = 0
  for (const { table, name, ofPerson } of FORGET_TABLES) {
    if (AGENTS.includes(name)) continue
    const { rowCount } = await client.query(
      `with ${WHO} delete from ${table(catalog)} d where d.ctid in (select t.ctid from ${table(catalog)} t, who where ${ofPerson})`,
      whoValues(who),
    )
    count += rowCount ?? 0
  }
  return count
}

/** The ids of all threads, where they may be read and deleted; `isCovered`: whether they may. */
export async function* knownThreads(db: Db, settings: ThreadSettings): AsyncGenerator<string[]> {
  // whose a thread is does not matter here: those that were erased are known by their own fingerprints
  const { cover, tables } = await threadCover(db, { ...settings, owner: { by: 'id' } })
  if (cover !== 'covered') return
  // the first of each: an index tells them, however many rows there are
  const all = tables.map(
    (table) =>
      `(select distinct thread_id from ${quoteName(settings.schema)}.${table} where thread_id > $1 order by 1 limit ${PAGE})`,
  )
  for (let after = ''; ; ) {
    const { rows } = await db.query<{ id: string }>(
      `select thread_id as id from (${all.join(' union ')}) t order by thread_id limit ${PAGE}`,
      [after],
    )
    yield rows.map(({ id }) => id)
    if (rows.length < PAGE) return
    after = rows.at(-1)?.id ?? ''
  }
}

/** @returns rows, of all tables */
export async function eraseThreadsAgain(
  client: pg.PoolClient,
  settings: ThreadSettings,
  ids: readonly string[],
): Promise<number> {
  const { tables } = await threadCover(client, settings)
  const there: readonly ThreadTable[] = THREAD_TABLES.filter((table) => tables.includes(table))
  const erased = await eraseThreadsById(client, settings.schema, there, ids)
  return erased.reduce((sum, { deleted }) => sum + deleted, 0)
}

/** Requests that have not ended: a backup has them as they were then. */
export async function countOpenForgets(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*)::int as count from dashboard.forget_request where ended_at is null',
  )
  return rows[0]?.count ?? 0
}
