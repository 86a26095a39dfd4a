// The tables that the agent's own `setup()` makes, statement for statement (langgraph-checkpoint-postgres 3.1.2, pg/base.py MIGRATIONS and VECTOR_MIGRATIONS).
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { quoteName, readCatalog } from './catalog'

type Migration = (names: { schema: string; vector: string; dims: number }) => string

/** Ledger `store_migrations`: version = position. CREATE INDEX CONCURRENTLY forbids a surrounding transaction. */
const STORE_MIGRATIONS: Migration[] = [
  ({ schema }) => `create table if not exists ${schema}.store (
      prefix text not null,
      key text not null,
      value jsonb not null,
      created_at timestamp with time zone default current_timestamp,
      updated_at timestamp with time zone default current_timestamp,
      primary key (prefix, key)
    )`,
  ({ schema }) =>
    `create index concurrently if not exists store_prefix_idx on ${schema}.store using btree (prefix text_pattern_ops)`,
  ({ schema }) => `alter table ${schema}.store
      add column if not exists expires_at timestamp with time zone,
      add column if not exists ttl_minutes int`,
  ({ schema }) =>
    `create index if not exists idx_store_expires_at on ${schema}.store (expires_at) where expires_at is not null`,
]

/** Ledger `vector_migrations`. The first one, making the extension, is {@link ensureVector}. */
const VECTOR_MIGRATIONS: Migration[] = [
  () => 'select 1',
  ({ schema, vector, dims }) => `create table if not exists ${schema}.store_vectors (
      prefix text not null,
      key text not null,
      field_name text not null,
      embedding ${vector}.vector(${dims}),
      created_at timestamp with time zone default current_timestamp,
      updated_at timestamp with time zone default current_timestamp,
      primary key (prefix, key, field_name),
      foreign key (prefix, key) references ${schema}.store (prefix, key) on delete cascade
    )`,
  ({ schema, vector }) =>
    `create index concurrently if not exists store_vectors_embedding_idx on ${schema}.store_vectors
      using hnsw (embedding ${vector}.vector_cosine_ops)`,
]

/** pgvector's index holds at most this many numbers per vector; the agent then works without one. */
const HNSW_DIMS = 2_000

/**
 * Makes the agent's tables where they are missing. Idempotent; what is there already is left as it is.
 * @param dims numbers in an embedding
 * @throws Expected `store-not-ready` when tables are there that are not the agent's, or hold embeddings of another size, or our role may
 *   not make what is missing
 */
export async function setUpAgentTables(pool: pg.Pool, schema: string, dims: number): Promise<void> {
  const found = await readCatalog(pool, schema)
  if (found !== null && found.dims !== null && found.dims !== dims)
    throw new Expected(
      'store-not-ready',
      'The tables in {schema} hold embeddings of {stored} numbers; {asked} were asked for. Set EMBEDDING_DIMS and the embedding endpoint to what the agent uses.',
      { values: { schema, stored: found.dims, asked: dims } },
    )
  const quoted = quoteName(schema)
  const client = await pool.connect()
  try {
    await takeTurn(client)
    if (schema !== 'public' && !(await schemaExists(client, schema)))
      await allowed(
        client,
        client.query(`create schema if not exists ${quoted}`),
        (role) => `CREATE SCHEMA ${quoted} AUTHORIZATION ${role};`,
      )
    const vector = quoteName(await ensureVector(client, schema))
    const names = { schema: quoted, vector, dims }
    const vectorMigrations = dims > HNSW_DIMS ? VECTOR_MIGRATIONS.slice(0, 2) : VECTOR_MIGRATIONS
    const ledgers = async () => {
      await runLedger(client, `${quoted}.store_migrations`, STORE_MIGRATIONS, names)
      await runLedger(client, `${quoted}.vector_migrations`, vectorMigrations, names)
    }
    await allowed(client, ledgers(), (role) => `GRANT USAGE, CREATE ON SCHEMA ${quoted} TO ${role};`)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [SETUP_LOCK]).catch(() => {})
    client.release()
  }
}

async function schemaExists(client: pg.PoolClient, schema: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_namespace where nspname = $1', [schema])
  return rowCount === 1
}

/** `work`; what our role may not do is said, with the SQL that allows it. */
async function allowed<T>(client: pg.PoolClient, work: Promise<T>, sql: (role: string) => string): Promise<T> {
  try {
    return await work
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === '0A000' || code === '58P01')
      throw new Expected('store-not-ready', 'This server does not have pgvector. Install it on the server first.', {
        cause: error,
      })
    if (code !== '42501') throw error
    const { rows } = await client.query<{ role: string }>('select quote_ident(current_user) as role')
    throw new Expected(
      'store-not-ready',
      'The dashboard’s role may not make the agent’s tables here. Let the owner of the database allow it, or run the agent’s setup().',
      { cause: error, sql: sql(rows[0]?.role ?? '') },
    )
  }
}

const SETUP_LOCK = 7_204_711_264

/**
 * One set-up at a time, by a session lock: CONCURRENTLY allows no transaction. It also waits for every statement that began
 * before it, so whoever waits for the lock must not do so inside a statement: the two would wait for each other.
 */
async function takeTurn(client: pg.PoolClient): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [SETUP_LOCK])
    if (rows[0]?.taken) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Expected(
    'database-unavailable',
    'Another process has been setting up the agent’s tables for a minute. Try again when it is done.',
  )
}

/** Makes pgvector where the agent would (first schema of its search_path) and returns the schema it lies in. */
async function ensureVector(client: pg.PoolClient, schema: string): Promise<string> {
  const find = `select n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace
                 where e.extname = 'vector'`
  const found = await client.query<{ schema: string }>(find)
  if (found.rows[0]) return found.rows[0].schema
  const create = `create extension if not exists vector with schema ${quoteName(schema)}`
  await allowed(client, client.query(create), () => 'CREATE EXTENSION vector;')
  return schema
}

async function runLedger(
  client: pg.PoolClient,
  ledger: string,
  migrations: Migration[],
  names: { schema: string; vector: string; dims: number },
): Promise<void> {
  await client.query(`create table if not exists ${ledger} (v integer primary key)`)
  const { rows } = await client.query<{ v: number }>(`select coalesce(max(v), -1)::int as v from ${ledger}`)
  const done = rows[0]?.v ?? -1
  for (const [version, migration] of migrations.entries()) {
    if (version <= done) continue
    await client.query(migration(names))
    await client.query(`insert into ${ledger} (v) values ($1)`, [version])
  }
}
