// What the agent's own Python store does to a row, statement for statement: our tables hear nothing of it.
import { embeddedTexts, type IndexChoice } from '@/lib/langgraph/embedded-text'
import { parseJson } from '@/lib/shared/json-text'
import { arrayLiteral } from '@/lib/store/change/search-entries'
import type { MemoryStore } from '@/lib/store/memory-store'

/** Upstream's put: last writer wins, a time to live is cleared, no vector is ever deleted. */
export async function putOutside(
  { pool, catalog, embedder, fields }: MemoryStore,
  prefix: string,
  key: string,
  json: string,
  index?: IndexChoice,
): Promise<void> {
  const texts = embeddedTexts(parseJson(json), fields, index)
  const vectors = await embedder.embed(texts.map(({ text }) => text))
  await pool.query(
    `with put as (
       insert into ${catalog.store} (prefix, key, value, created_at, updated_at)
       values ($1, $2, $3::jsonb, current_timestamp, current_timestamp)
       on conflict (prefix, key) do update set value = excluded.value, updated_at = current_timestamp
         ${catalog.hasTtl ? ', expires_at = null, ttl_minutes = null' : ''}
     )
     insert into ${catalog.vectors} as v (prefix, key, field_name, embedding, created_at, updated_at)
     select $1, $2, e.field_name, e.embedding::float8[]::${catalog.vectorType}, current_timestamp, current_timestamp
       from unnest($4::text[], $5::text[]) as e (field_name, embedding)
     on conflict (prefix, key, field_name) do update set embedding = excluded.embedding, updated_at = current_timestamp`,
    [prefix, key, json, texts.map(({ field }) => field), vectors.map(arrayLiteral)],
  )
}

/** Upstream's delete: the vectors go by the foreign key. */
export async function deleteOutside({ pool, catalog }: MemoryStore, prefix: string, key: string): Promise<void> {
  await pool.query(`delete from ${catalog.store} where prefix = $1 and key = $2`, [prefix, key])
}
