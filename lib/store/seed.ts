// Rows as an agent wrote them at some time in the past: for the demonstration and for tests.
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { parseJson } from '@/lib/shared/json-text'
import { prefixBelow } from './memory-row'
import { type MemoryStore, scopeOf } from './memory-store'
import { arrayLiteral } from './search-entries'

export type SeedMemory = { userId: string; child: readonly string[]; key: string; json: string; writtenAt: string }

/** Writes rows as of `writtenAt`, without search entries; keys that are taken are left alone. */
export async function seedRows(store: MemoryStore, memories: readonly SeedMemory[]): Promise<void> {
  const column = (of: (memory: SeedMemory) => string) => memories.map(of)
  await store.pool.query(
    `insert into ${store.catalog.store} (prefix, key, value, created_at, updated_at)
     select r.prefix, r.key, r.value::jsonb, r.at::timestamptz, r.at::timestamptz
       from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as r (prefix, key, value, at)
     on conflict (prefix, key) do nothing`,
    [
      column(({ userId, child }) => prefixBelow(scopeOf(store, userId, 'agent'), child)),
      column(({ key }) => key),
      column(({ json }) => json),
      column(({ writtenAt }) => writtenAt),
    ],
  )
}

/**
 * Makes search entries for up to `limit` memories that have none, the newest first, with the times of their rows.
 * A memory that changes meanwhile is left to whoever changed it.
 * @returns how many memories got theirs; 0 when none is left that has anything to embed
 */
export async function seedSearchEntries(store: MemoryStore, limit: number): Promise<number> {
  const { pool, catalog, fields } = store
  const { rows } = await pool.query<{ prefix: string; key: string; json: string; updatedAt: string }>(
    `select s.prefix, s.key, s.value::text as json, s.updated_at::text as "updatedAt" from ${catalog.store} s
      where not exists (select from ${catalog.vectors} v where v.prefix = s.prefix and v.key = s.key)
      order by s.updated_at desc limit $1`,
    [limit],
  )
  const entries = rows.flatMap((row) =>
    embeddedTexts(parseJson(row.json), fields).map((entry) => ({ ...row, ...entry })),
  )
  const vectors = await store.embedder.embed(entries.map(({ text }) => text))
  const column = (of: (entry: (typeof entries)[number]) => string) => entries.map(of)
  await pool.query(
    `insert into ${catalog.vectors} (prefix, key, field_name, embedding, created_at, updated_at)
     select s.prefix, s.key, e.field_name, e.embedding::float8[]::${catalog.vectorType}, s.updated_at, s.updated_at
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as e (prefix, key, field_name, embedding, at)
       join ${catalog.store} s on s.prefix = e.prefix and s.key = e.key and s.updated_at = e.at::timestamptz
     on conflict (prefix, key, field_name) do nothing`,
    [
      column(({ prefix }) => prefix),
      column(({ key }) => key),
      column(({ field }) => field),
      vectors.map(arrayLiteral),
      column(({ updatedAt }) => updatedAt),
    ],
  )
  return new Set(entries.map(({ prefix, key }) => `${prefix} ${key}`)).size
}
