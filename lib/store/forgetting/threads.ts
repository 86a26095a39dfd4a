// What the agent keeps of conversations in the same database: LangGraph's checkpoints. Whose a thread is says a rule of the operator; it
// is found by the exact id, and a thread that names somebody else as well is nobody's.
import type pg from 'pg'
import { COUNT_THREADS } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { requireWholeNamespace } from '../access/per-row'
import { quoteName } from '../catalog'
import type { MemoryStore, Scope } from '../memory-store'
import { asExpected } from '../outage'
import type { ThreadOwner } from './thread-owner'

/** The tables of langgraph-checkpoint-postgres that hold a thread's content. What belongs to a checkpoint stands before it. */
export const THREAD_TABLES = ['checkpoint_writes', 'checkpoint_blobs', 'checkpoints'] as const
export type ThreadTable = (typeof THREAD_TABLES)[number]

export type ThreadSettings = { owner: ThreadOwner | null; schema: string }

/** `no-tables`: they are not in this database. `no-rule`: nobody said whose a thread is. `no-rights`: we may not read or delete there. */
export type ThreadCover = 'covered' | 'no-tables' | 'no-rule' | 'no-rights'

type Db = pg.Pool | pg.PoolClient

/** The tables that are there, and whether a person's threads in them can be found and deleted. */
export async function threadCover(
  db: Db,
  { owner, schema }: ThreadSettings,
): Promise<{ cover: ThreadCover; tables: ThreadTable[] }> {
  const { rows } = await db.query<{ table: ThreadTable; isOurs: boolean }>(
    `select c.relname as table,
            has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT') and has_table_privilege(c.oid, 'DELETE')
              and not row_security_active(c.oid) as "isOurs"
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'thread_id' and a.atttypid = 'text'::regtype
      where n.nspname = $1 and c.relname = any($2) and c.relkind in ('r', 'p')`,
    [schema, THREAD_TABLES],
  )
  const tables = THREAD_TABLES.filter((name) => rows.some(({ table }) => table === name))
  if (!tables.includes('checkpoints')) return { cover: 'no-tables', tables: [] }
  if (owner === null) return { cover: 'no-rule', tables }
  return { cover: rows.every(({ isOurs }) => isOurs) ? 'covered' : 'no-rights', tables }
}

/** The statements that give `role` what it lacks; for the owner of the tables to run. */
export function threadGrants(role: string, schema: string, tables: readonly ThreadTable[]): string {
  const names = tables.map((table) => `${quoteName(schema)}.${table}`).join(', ')
  return [
    `GRANT USAGE ON SCHEMA ${quoteName(schema)} TO ${quoteName(role)};`,
    `GRANT SELECT, DELETE ON ${names} TO ${quoteName(role)};`,
  ].join('\n')
}

/** One person's threads. */
export type Threads = {
  cover: ThreadCover
  /** How many there are that are the person's alone; 0 where they are not covered. */
  threads: number
  /** Rows of them, by table. */
  rows: Record<ThreadTable, number>
  /** Threads that name the person and somebody else: nobody's alone, so they stay. */
  shared: number
}

const NO_ROWS = { checkpoint_writes: 0, checkpoint_blobs: 0, checkpoints: 0 }

/**
 * Counts what the agent keeps of this person's conversations, for a preview.
 * @throws Expected `database-unavailable`
 */
export const threadsOf = traced(COUNT_THREADS, async (scope: Scope): Promise<Threads> => {
  requireWholeNamespace(scope)
  return asExpected(() => countThreads(scope.store.pool, scope.store, scope.userId))
})

/** @param userId null: whose the namespace is, is not known, and so are their threads */
export async function countThreads(
  db: Db,
  { threads: settings = NO_SETTINGS }: Pick<MemoryStore, 'threads'>,
  userId: string | null,
): Promise<Threads> {
  const { cover, tables } = await threadCover(db, settings)
  const none = { cover, threads: 0, rows: { ...NO_ROWS }, shared: 0 }
  if (cover !== 'covered' || settings.owner === null || userId === null) return none
  const found = findingOf(settings.owner, settings.schema, tables)
  const { rows } = await db.query<{ ids: string[]; shared: number }>(
    `with found as (${found.sql})
     select coalesce(array_agg(thread_id) filter (where not is_shared), '{}') as ids, count(*) filter (where is_shared)::int as shared from found`,
    [...found.values, userId],
  )
  const { ids = [], shared = 0 } = rows[0] ?? {}
  return {
    cover,
    threads: ids.length,
    rows: { ...NO_ROWS, ...(await countRows(db, settings.schema, tables, ids)) },
    shared,
  }
}

const NO_SETTINGS: ThreadSettings = { owner: null, schema: 'public' }

export type ErasedThreads = {
  cover: ThreadCover
  /** Ids of the threads that were deleted as a whole. */
  threads: string[]
  /** Rows, of the tables that are there. */
  tables: { table: ThreadTable; before: number; deleted: number }[]
  shared: number
}

/**
 * Deletes this person's threads with all that belongs to them. A conversation that goes on meanwhile may write some of it anew: look
 * with {@link threadsLeft} afterwards.
 */
export async function eraseThreads(
  client: pg.PoolClient,
  { threads: settings = NO_SETTINGS }: Pick<MemoryStore, 'threads'>,
  userId: string | null,
): Promise<ErasedThreads> {
  const { cover, tables } = await threadCover(client, settings)
  if (cover !== 'covered' || settings.owner === null || userId === null)
    return { cover, threads: [], tables: [], shared: 0 }
  const found = findingOf(settings.owner, settings.schema, tables)
  const { rows } = await client.query<{ id: string; isShared: boolean }>(
    `select thread_id as id, is_shared as "isShared" from (${found.sql}) found`,
    [...found.values, userId],
  )
  const threads = rows.flatMap(({ id, isShared }) => (isShared ? [] : [id]))
  const erased = await eraseThreadsById(client, settings.schema, tables, threads)
  return { cover, threads, tables: erased, shared: rows.length - threads.length }
}

/** Deletes these threads, and nothing of any other. */
export async function eraseThreadsById(
  client: pg.PoolClient,
  schema: string,
  tables: readonly ThreadTable[],
  threads: readonly string[],
): Promise<ErasedThreads['tables']> {
  const before = await countRows(client, schema, tables, threads)
  const erased: ErasedThreads['tables'] = []
  for (const table of tables) {
    const { rowCount } = await client.query(
      `delete from ${quoteName(schema)}.${table} where thread_id = any($1::text[])`,
      [threads],
    )
    erased.push({ table, before: before[table] ?? 0, deleted: rowCount ?? 0 })
  }
  return erased
}

/**
 * Rows that are left of this person's threads, looked for one checkpoint after the other and without the statement that deletes: for
 * the check afterwards.
 */
export async function threadsLeft(
  db: Db,
  { threads: settings = NO_SETTINGS }: Pick<MemoryStore, 'threads'>,
  userId: string,
): Promise<{ cover: ThreadCover; looked: number; found: number }> {
  const { cover, tables } = await threadCover(db, settings)
  const { owner, schema } = settings
  if (cover !== 'covered' || owner === null) return { cover, looked: 0, found: 0 }
  const place = quoteName(schema)
  const named =
    owner.by === 'metadata'
      ? `array(select distinct case when jsonb_typeof(c.metadata #> $2) in ('string', 'number') then c.metadata #>> $2 end
                 from ${place}.checkpoints c where c.thread_id = t.id)`
      : '$2::text[]'
  // the first of each: an index tells them, however many rows there are
  const next = tables.map(
    (table) => `(select distinct thread_id as id from ${place}.${table} where thread_id > $1 order by 1 limit 1000)`,
  )
  let [looked, found, after] = [0, 0, '']
  for (;;) {
    const { rows } = await db.query<{ id: string; owners: (string | null)[] }>(
      `select t.id, ${named} as owners from (${next.join(' union ')} order by 1 limit 1000) t order by t.id`,
      [after, owner.by === 'metadata' ? owner.path : []],
    )
    for (const { id, owners } of rows) {
      const whose = owner.by === 'metadata' ? owners.filter((one) => one !== null) : [ownerIn(id, owner)]
      if (whose.length === 1 && whose[0] === userId) found++
    }
    looked += rows.length
    const last = rows.at(-1)
    if (last === undefined || rows.length < 1_000) return { cover, looked, found }
    after = last.id
  }
}

function ownerIn(id: string, owner: Exclude<ThreadOwner, { by: 'metadata' }>): string | null {
  if (owner.by === 'id') return id
  const at = id.lastIndexOf(owner.mark)
  return at < 0 ? null : id.slice(0, at)
}

/** A statement of thread_id and is_shared; the person's id is its last parameter. */
function findingOf(
  owner: ThreadOwner,
  schema: string,
  tables: readonly ThreadTable[],
): { sql: string; values: unknown[] } {
  const table = (name: string) => `${quoteName(schema)}.${name}`
  if (owner.by === 'metadata')
    return {
      values: [owner.path],
      sql: `select c.thread_id,
                   bool_or(jsonb_typeof(c.metadata #> $1) in ('string', 'number') and c.metadata #>> $1 <> $2) as is_shared
              from ${table('checkpoints')} c
             where c.thread_id in (select o.thread_id from ${table('checkpoints')} o
                                    where o.metadata #>> $1 = $2 and jsonb_typeof(o.metadata #> $1) in ('string', 'number'))
             group by c.thread_id`,
    }
  // no pattern: what an id holds means nothing but itself
  const isTheirs =
    owner.by === 'id'
      ? '$1::text is not null and t.thread_id = $2'
      : 'starts_with(t.thread_id, $2 || $1) and strpos(substr(t.thread_id, length($2 || $1) + 1), $1) = 0'
  return {
    values: [owner.by === 'id' ? '' : owner.mark],
    sql: `select t.thread_id, false as is_shared from (${tables
      .map((name) => `select thread_id from ${table(name)}`)
      .join(' union ')}) t where ${isTheirs}`,
  }
}

async function countRows(
  db: Db,
  schema: string,
  tables: readonly ThreadTable[],
  threads: readonly string[],
): Promise<Partial<Record<ThreadTable, number>>> {
  const counts = tables.map(
    (table) =>
      `(select count(*)::float8 from ${quoteName(schema)}.${table} where thread_id = any($1::text[])) as ${table}`,
  )
  const { rows } = await db.query<Partial<Record<ThreadTable, number>>>(`select ${counts.join(', ')}`, [threads])
  return rows[0] ?? {}
}
