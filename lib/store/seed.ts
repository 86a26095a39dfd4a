// Rows as an agent wrote them at some time in the past: for the demonstration and for tests.
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { parseJson } from '@/lib/shared/json-text'
import { prefixBelow } from './memory-row'
import { type MemoryStore, scopeOf } from './memory-store'
import { arrayLiteral } from './search-entries'
import { inTransaction } from './transaction'

export type SeedMemory = { userId: string; child: readonly string[]; key: string; json: string; writtenAt: string }

const BATCH = 64

/**
 * Writes `memories` as the agent would have at `writtenAt`; keys that are taken are left alone.
 * @param onProgress called after each batch with how many are done
 */
export async function seedMemories(
  store: MemoryStore,
  memories: readonly SeedMemory[],
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  for (let from = 0; from < memories.length; from += BATCH) {
    const rows = memories.slice(from, from + BATCH).map((memory) => {
      const value = parseJson(memory.json)
      const prefix = prefixBelow(scopeOf(store, memory.userId, 'agent'), memory.child)
      return { ...memory, prefix, texts: embeddedTexts(value, store.fields) }
    })
    const vectors = await store.embedder.embed(rows.flatMap(({ texts }) => texts.map(({ text }) => text)))
    const entries = rows
      .flatMap(({ prefix, key, writtenAt, texts }) => texts.map(({ field }) => ({ prefix, key, field, writtenAt })))
      .map((entry, at) => ({ ...entry, vector: arrayLiteral(vectors[at] ?? []) }))
    await inTransaction(store.pool, async (client) => {
      await client.query(
        `insert into ${store.catalog.store} (prefix, key, value, created_at, updated_at)
         select r.prefix, r.key, r.value::jsonb, r.at::timestamptz, r.at::timestamptz
           from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as r (prefix, key, value, at)
         on conflict (prefix, key) do nothing`,
        [rows.map((r) => r.prefix), rows.map((r) => r.key), rows.map((r) => r.json), rows.map((r) => r.writtenAt)],
      )
      await client.query(
        `insert into ${store.catalog.vectors} (prefix, key, field_name, embedding, created_at, updated_at)
         select e.prefix, e.key, e.field_name, e.embedding::float8[]::${store.catalog.vectorType}, e.at::timestamptz, e.at::timestamptz
           from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as e (prefix, key, field_name, embedding, at)
         on conflict (prefix, key, field_name) do nothing`,
        [
          entries.map((e) => e.prefix),
          entries.map((e) => e.key),
          entries.map((e) => e.field),
          entries.map((e) => e.vector),
          entries.map((e) => e.writtenAt),
        ],
      )
    })
    onProgress(Math.min(from + BATCH, memories.length))
  }
}
