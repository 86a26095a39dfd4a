// Fresh stores to write tests on, and plain looks into their tables that bypass our own code.
import type pg from 'pg'
import { databricksEmbedder } from '@/lib/embedding/databricks'
import type { Embedder } from '@/lib/embedding/embedder'
import { Expected, type ExpectedCode } from '@/lib/errors'
import type { Database } from '@/lib/lakebase/database'
import type { NamespaceStyle } from '@/lib/langgraph/namespace'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { type MemoryStore, openMemoryStore, scopeOf, type Viewer } from '@/lib/store/memory-store'
import { codePointVector, type EmbeddingEndpoint, startEmbeddingEndpoint } from './embedding-endpoint'

export type StoreOptions = {
  dims?: number
  schema?: string
  fields?: readonly string[]
  style?: NamespaceStyle
  timeoutMs?: number
}

export type FreshStore = { store: MemoryStore; endpoint: EmbeddingEndpoint }

/** The agent's tables in `database`, and an encoder over a real HTTP endpoint. */
export async function freshStore(database: Database, options: StoreOptions = {}): Promise<FreshStore> {
  const { dims = 16, schema = 'public', fields = ['$'], style = 'at', timeoutMs = 10_000 } = options
  await setUpAgentTables(database.pool, schema, dims)
  const endpoint = await startEmbeddingEndpoint({ dims })
  const embedder = endpointEmbedder(endpoint, dims, timeoutMs)
  return { store: await storeWith(database.pool, embedder, { schema, fields, style }), endpoint }
}

export function endpointEmbedder(endpoint: EmbeddingEndpoint, dims: number, timeoutMs = 10_000): Embedder {
  return databricksEmbedder({ host: endpoint.url, endpoint: 'test', dims, timeoutMs, token: async () => 'test-token' })
}

export function storeWith(pool: pg.Pool, embedder: Embedder, options: StoreOptions = {}): Promise<MemoryStore> {
  return openMemoryStore(pool, options.schema ?? 'public', {
    embedder,
    fields: options.fields ?? ['$'],
    namespaceRoot: 'user_memories',
    namespaceStyle: options.style ?? 'at',
    pseudonymKey: 'test key',
  })
}

/** The same vectors as the endpoint's, without a network. */
export function codePointEmbedder(dims: number, name = 'code points'): Embedder {
  return { name, dims, embed: async (texts) => texts.map((text) => codePointVector(text, dims)) }
}

/** Somebody using the dashboard. */
export function viewer(store: MemoryStore, userId: string): Viewer {
  return scopeOf(store, userId, { surface: 'dashboard' }) as Viewer
}

/** Empties the agent's tables and our own. */
export async function clear({ pool, catalog }: MemoryStore): Promise<void> {
  await empty(pool, [catalog.vectors, catalog.store, ...OF_MEMORIES, ...OF_THE_AUDIT])
}

export async function emptyAudit(pool: pg.Pool): Promise<void> {
  await empty(pool, OF_THE_AUDIT)
}

/** Empties tables of our own, by their names in our schema. */
export async function emptyOwn(pool: pg.Pool, ...names: string[]): Promise<void> {
  await empty(pool, names.map(ours))
}

const ours = (name: string) => `dashboard.${name}`

const OF_MEMORIES = [
  ...['memory_version', 'memory_version_vector', 'removal', 'last_write', 'pseudonym', 'selection', 'selection_item'],
  ...['job', 'kept_pair', 'merge', 'read_log', 'read_log_item', 'topic', 'topic_match'],
  ...['forget_event', 'forget_count', 'forget_probe', 'forget_item', 'forget_request'],
].map(ours)

const OF_THE_AUDIT = ['audit', 'audit_chain', 'subject_key', 'audit_count'].map(ours)

/**
 * As a superuser, past the triggers that keep the audit. A small table is emptied row by row: `truncate` makes its files anew, which
 * for all of them takes the embedded database a quarter of a second. A large one is truncated: nothing there would clear up behind it.
 */
async function empty(pool: pg.Pool, tables: readonly string[]): Promise<void> {
  await pool.query(`
    select set_config('session_replication_role', 'replica', true);
    do $$ declare name text; begin
      foreach name in array '{${tables.map((table) => JSON.stringify(table)).join()}}'::text[] loop
        if pg_total_relation_size(name::regclass) > 400000 then execute format('truncate %s cascade', name);
        else execute format('delete from %s', name); end if;
      end loop;
    end $$;
    update dashboard.audit_counted set seq = coalesce((select max(seq) from dashboard.audit_chain), 0)`)
}

export type StoredRow = {
  value: string
  created_at: string
  updated_at: string
  expires_at: string | null
  ttl_minutes: number | null
}

/** The agent's row, as it stands in the table. */
export async function rowOf({ pool, catalog }: MemoryStore, prefix: string, key: string): Promise<StoredRow | null> {
  const { rows } = await pool.query<StoredRow>(
    `select value::text as value, created_at::text, updated_at::text, expires_at::text, ttl_minutes
       from ${catalog.store} where prefix = $1 and key = $2`,
    [prefix, key],
  )
  return rows[0] ?? null
}

export type StoredVector = { field_name: string; embedding: string; created_at: string; updated_at: string }

/** The agent's vectors of one row. */
export async function vectorsOf({ pool, catalog }: MemoryStore, prefix: string, key: string): Promise<StoredVector[]> {
  const { rows } = await pool.query<StoredVector>(
    `select field_name, embedding::text, created_at::text, updated_at::text
       from ${catalog.vectors} where prefix = $1 and key = $2 order by field_name`,
    [prefix, key],
  )
  return rows
}

/** Field name → vector, without times. */
export async function embeddingsOf(store: MemoryStore, prefix: string, key: string): Promise<Record<string, string>> {
  const vectors = await vectorsOf(store, prefix, key)
  return Object.fromEntries(vectors.map(({ field_name, embedding }) => [field_name, embedding]))
}

export type AuditRow = {
  op_id: string
  action: string
  surface: string
  outcome: string
  actor: string
  subject: string
  memory: string | null
  detail: string
}

export async function auditOf({ pool }: MemoryStore): Promise<AuditRow[]> {
  const { rows } = await pool.query<AuditRow>(
    'select op_id, action, surface, outcome, actor, subject, memory, detail::text from dashboard.audit order by id',
  )
  return rows
}

/** Everything a store and our schema hold, to compare before and after what must change nothing. */
export async function everything({ pool, catalog }: MemoryStore): Promise<unknown> {
  const tables = [catalog.store, catalog.vectors, ...(await dashboardTables(pool))]
  const all: unknown[] = []
  for (const table of tables) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${table} t order by 1`)
    all.push([table, rows.map(({ row }) => row)])
  }
  return all
}

/** Every row of every table of our schema that contains `word`, as `table: row`. */
export async function dashboardRowsWith(pool: pg.Pool, word: string): Promise<string[]> {
  const found: string[] = []
  for (const table of await dashboardTables(pool)) {
    const { rows } = await pool.query<{ row: string }>(
      `select t::text as row from ${table} t where strpos(t::text, $1) > 0`,
      [word],
    )
    found.push(...rows.map(({ row }) => `${table}: ${row}`))
  }
  return found
}

async function dashboardTables(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ table: string }>(
    `select format('%I.%I', schemaname, tablename) as table from pg_tables where schemaname = 'dashboard' order by 1`,
  )
  return rows.map(({ table }) => table)
}

/** The Expected that `work` fails with; anything else it does is thrown on or reported. */
export async function expectedOf(work: Promise<unknown>): Promise<Expected> {
  const outcome = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  if ('value' in outcome) throw new Error(`it did not fail, but gave ${JSON.stringify(outcome.value)}`)
  if (outcome.error instanceof Expected) return outcome.error
  throw outcome.error
}

/** Only the code of {@link expectedOf}. */
export async function codeOf(work: Promise<unknown>): Promise<ExpectedCode> {
  return (await expectedOf(work)).code
}
