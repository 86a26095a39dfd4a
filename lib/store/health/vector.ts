// The vector extension of this database, and the agent's index over its embeddings.
import type pg from 'pg'
import { quoteName } from '../catalog'

export type VectorFacts = {
  /** Null: not installed in this database. */
  extension: { version: string; schema: string } | null
  /** Whether the server could install it. */
  isAvailable: boolean
  /** HNSW indexes over the embeddings; an invalid one is left by a build that broke off. */
  indexes: { name: string; isValid: boolean }[]
}

/** @param schema of the agent's tables */
export async function readVectorFacts(pool: pg.Pool, schema: string): Promise<VectorFacts> {
  const extensions = await pool.query<{ version: string | null; schema: string | null }>(
    `select e.extversion as version, n.nspname as schema
       from pg_available_extensions a
       left join pg_extension e on e.extname = a.name
       left join pg_namespace n on n.oid = e.extnamespace
      where a.name = 'vector'`,
  )
  const indexes = await pool.query<{ name: string; isValid: boolean }>(
    `select i.relname as name, x.indisvalid as "isValid"
       from pg_index x
       join pg_class i on i.oid = x.indexrelid
       join pg_am m on m.oid = i.relam
       join pg_class t on t.oid = x.indrelid
       join pg_namespace n on n.oid = t.relnamespace
      where n.nspname = $1 and t.relname = 'store_vectors' and m.amname = 'hnsw' order by 1`,
    [schema],
  )
  const found = extensions.rows[0]
  return {
    extension: found?.version && found.schema ? { version: found.version, schema: found.schema } : null,
    isAvailable: found !== undefined,
    indexes: indexes.rows,
  }
}

/** Where the agent would make it: in the first schema of its search_path. */
export function makeExtension(schema: string): string {
  return `CREATE EXTENSION vector WITH SCHEMA ${quoteName(schema)};`
}

export function rebuildIndex(schema: string, index: string): string {
  return `REINDEX INDEX CONCURRENTLY ${quoteName(schema)}.${quoteName(index)};`
}
