// What the agent's tables look like in this database: read once, never assumed.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { sentence } from '@/lib/shared/text'
import type { RowOwner } from './access/per-row'

/** Names ready to stand in SQL (quoted and qualified), and what this store has. */
export type Catalog = {
  schema: string
  /** What rows are read from. */
  store: string
  vectors: string
  /** The tables themselves, for statements that write to them. Where all rows are the person's, the same. */
  storeTable: string
  vectorsTable: string
  /** Where `store` and `vectors` hold only one owner's rows of a namespace: see per-row.ts. */
  owner?: RowOwner
  /** Type of an embedding, such as `"public".vector`. */
  vectorType: string
  /** Cosine distance, usable whatever the search_path: `operator("public".<=>)`. */
  cosine: string
  /** Element-wise sum of two embeddings, likewise. */
  plus: string
  /** Mean of embeddings, an aggregate. */
  mean: string
  /** Numbers in an embedding; null when the agent was set up without an index. */
  dims: number | null
  /** Whether `expires_at` and `ttl_minutes` are there (agents before 2.0.17 have none). */
  hasTtl: boolean
}

const REQUIRED = {
  store: { prefix: 'text', key: 'text', value: 'jsonb', created_at: 'timestamptz', updated_at: 'timestamptz' },
  store_vectors: {
    prefix: 'text',
    key: 'text',
    field_name: 'text',
    created_at: 'timestamptz',
    updated_at: 'timestamptz',
  },
}

/** Quotes an identifier for SQL. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/**
 * Looks at the agent's tables in `schema`.
 * @returns null when the schema has no `store`
 * @throws Expected `store-not-ready` when one of the two tables is there that is not the agent's
 */
export async function readCatalog(db: pg.Pool | pg.PoolClient, schema: string): Promise<Catalog | null> {
  const { rows } = await db.query<{
    table: string
    isTable: boolean
    column: string
    type: string
    typeSchema: string
    typmod: number
  }>(
    `select c.relname as table, c.relkind in ('r', 'p') as "isTable", a.attname as column, t.typname as type, n.nspname as "typeSchema", a.atttypmod as typmod
       from pg_class c
       join pg_namespace s on s.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       join pg_type t on t.oid = a.atttypid
       join pg_namespace n on n.oid = t.typnamespace
      where s.nspname = $1 and c.relname in ('store', 'store_vectors') and c.relkind in ('r', 'p', 'v', 'm', 'f')`,
    [schema],
  )
  const other = rows.find((row) => !row.isTable)
  if (other !== undefined)
    throw new Expected(
      'store-not-ready',
      '{table} is not the agent’s table but a view or a foreign table. Set LAKEBASE_AGENT_MEMORY_SCHEMA to the schema of the agent’s tables.',
      { values: { table: `${schema}.${other.table}` } },
    )
  const type = (table: string, column: string) => rows.find((row) => row.table === table && row.column === column)
  const refuse = (table: string, column: string, expected: string) =>
    new Expected(
      'store-not-ready',
      'The table {table} is not one that the agent made: its column {column} is {type}, not {expected}. Set LAKEBASE_AGENT_MEMORY_SCHEMA to the schema of the agent’s tables.',
      {
        values: {
          table: `${schema}.${table}`,
          column,
          type: type(table, column)?.type ?? sentence('missing'),
          expected,
        },
      },
    )
  for (const [table, columns] of Object.entries(REQUIRED)) {
    // an agent that was set up without an index has no store_vectors
    if (!rows.some((row) => row.table === table)) continue
    for (const [column, expected] of Object.entries(columns))
      if (type(table, column)?.type !== expected) throw refuse(table, column, expected)
  }
  const embedding = type('store_vectors', 'embedding')
  const hasVectors = rows.some((row) => row.table === 'store_vectors')
  if (hasVectors && embedding?.type !== 'vector' && embedding?.type !== 'halfvec')
    throw refuse('store_vectors', 'embedding', 'vector')
  if (!rows.some(({ table }) => table === 'store')) return null
  const vectorSchema = quoteName(embedding?.typeSchema ?? 'public')
  return {
    schema,
    store: `${quoteName(schema)}.store`,
    vectors: `${quoteName(schema)}.store_vectors`,
    storeTable: `${quoteName(schema)}.store`,
    vectorsTable: `${quoteName(schema)}.store_vectors`,
    vectorType: `${vectorSchema}.${embedding?.type ?? 'vector'}`,
    cosine: `operator(${vectorSchema}.<=>)`,
    plus: `operator(${vectorSchema}.+)`,
    mean: `${vectorSchema}.avg`,
    dims: embedding === undefined ? null : embedding.typmod,
    hasTtl: type('store', 'expires_at') !== undefined && type('store', 'ttl_minutes') !== undefined,
  }
}

/** Schemas that hold a table named `store`, for the sentence that tells where to look. */
export async function schemasWithStore(db: pg.Pool | pg.PoolClient): Promise<string[]> {
  const { rows } = await db.query<{ schema: string }>(
    `select s.nspname as schema from pg_class c join pg_namespace s on s.oid = c.relnamespace
      where c.relname = 'store' and c.relkind in ('r', 'p') order by 1 limit 20`,
  )
  return rows.map((row) => row.schema)
}
