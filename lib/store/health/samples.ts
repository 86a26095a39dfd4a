// A few stored search entries with the values they were made from, to be embedded again and compared. What is read here is never shown.
import type pg from 'pg'
import { fromSql } from 'pgvector'
import type { Catalog } from '../catalog'

export type StoredEntry = {
  /** The value as JSON text. */
  json: string
  /** `field_name` of the entry. */
  field: string
  embedding: number[]
}

/** Entries among which the few are drawn, so that a large store is not read whole. */
const DRAWN_FROM = 1_000

/** Up to `count` entries, drawn by chance from blocks drawn by chance. */
export async function drawEntries(pool: pg.Pool, catalog: Catalog, count: number): Promise<StoredEntry[]> {
  const { rows: sizes } = await pool.query<{ entries: number }>(
    `select c.reltuples as entries from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relname = 'store_vectors'`,
    [catalog.schema],
  )
  const percent = Math.min(100, (100 * DRAWN_FROM) / Math.max(1, sizes[0]?.entries ?? 1))
  const drawn = await read(pool, catalog, 'tablesample system ($2)', [count, percent])
  // chance may have drawn empty blocks only
  return drawn.length > 0 || percent === 100 ? drawn : read(pool, catalog, '', [count])
}

async function read(pool: pg.Pool, { store, vectors }: Catalog, sample: string, values: number[]) {
  const { rows } = await pool.query<{ json: string; field: string; embedding: string }>(
    `select s.value::text as json, v.field_name as field, v.embedding::text as embedding
       from (select prefix, key, field_name, embedding from ${vectors} v ${sample}
              where embedding is not null ${sample === '' ? '' : 'order by random()'} limit $1) v
       join ${store} s using (prefix, key)`,
    values,
  )
  return rows.map(({ json, field, embedding }) => ({ json, field, embedding: fromSql(embedding) as number[] }))
}
