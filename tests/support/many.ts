// Many memories at once, as an agent wrote them: straight into its tables, so that thousands take no time.

import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { parseJson } from '@/lib/shared/json-text'
import { arrayLiteral } from '@/lib/store/change/search-entries'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { codePointVector } from './embedding-endpoint'

export type Many = {
  count: number
  /** Default `memory NUMBER`. */
  key?: (at: number) => string
  text?: (at: number) => string
  /** Default the person's own namespace. */
  child?: string
  /** Default true. */
  searchable?: boolean
}

/** Writes memories of `scope`; the later ones are newer, five of them at each instant. */
export async function writeMany({ store, root }: Scope, many: Many): Promise<void> {
  const { count, key = (at) => `memory ${at}`, text = (at) => `words of ${at}`, child = '', searchable = true } = many
  const prefix = root + child
  const rows = Array.from({ length: count }, (_, at) => ({ key: key(at), json: JSON.stringify({ text: text(at) }) }))
  await store.pool.query(
    `insert into ${store.catalog.store} (prefix, key, value, created_at, updated_at)
     select $1, t.key, t.json::jsonb, at, at
       from unnest($2::text[], $3::text[]) with ordinality as t (key, json, place),
            lateral (select '2026-01-01 00:00:00.000001+00'::timestamptz + place / 5 * interval '1 minute' as at) as time`,
    [prefix, rows.map(({ key }) => key), rows.map(({ json }) => json)],
  )
  if (searchable) await writeVectors(store, prefix, rows)
}

async function writeVectors(store: MemoryStore, prefix: string, rows: { key: string; json: string }[]): Promise<void> {
  const dims = store.embedder.dims
  const entries = rows.flatMap(({ key, json }) =>
    embeddedTexts(parseJson(json), store.fields).map(({ field, text }) => ({ key, field, text })),
  )
  await store.pool.query(
    `insert into ${store.catalog.vectors} (prefix, key, field_name, embedding, created_at, updated_at)
     select $1, t.key, t.field, t.vector::float8[]::${store.catalog.vectorType}, now(), now()
       from unnest($2::text[], $3::text[], $4::text[]) as t (key, field, vector)`,
    [
      prefix,
      entries.map(({ key }) => key),
      entries.map(({ field }) => field),
      entries.map(({ text }) => arrayLiteral(codePointVector(text, dims))),
    ],
  )
}

/** How many rows and vectors the agent's tables hold below `scope`, and how many of everybody. */
export async function countsOf({ store: { pool, catalog }, root }: Scope): Promise<[rows: number, vectors: number]> {
  const { rows } = await pool.query<{ rows: number; vectors: number }>(
    `select (select count(*)::int from ${catalog.store} where starts_with(prefix, $1)) as rows,
            (select count(*)::int from ${catalog.vectors} where starts_with(prefix, $1)) as vectors`,
    [root],
  )
  return [rows[0]?.rows ?? -1, rows[0]?.vectors ?? -1]
}
