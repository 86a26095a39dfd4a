// The search entries of a version that comes back: as they were kept, or made anew where the encoder is another one.
import type pg from 'pg'
import type { SearchEntries } from '../change/search-entries'
import type { MemoryStore } from '../memory-store'

/** @param back.anew entries embedded anew; null: those that the version kept, with their times */
export async function putEntriesBack(
  client: pg.PoolClient,
  { catalog }: MemoryStore,
  { versionId, prefix, key, anew }: { versionId: string; prefix: string; key: string; anew: SearchEntries | null },
): Promise<void> {
  if (anew === null)
    await client.query(
      `insert into ${catalog.vectorsTable} (prefix, key, field_name, embedding, created_at, updated_at)
       select $2, $3, field_name, embedding::${catalog.vectorType}, created_at, updated_at
         from dashboard.memory_version_vector where version_id = $1`,
      [versionId, prefix, key],
    )
  else
    await client.query(
      `insert into ${catalog.vectorsTable} (prefix, key, field_name, embedding, created_at, updated_at)
       select $1, $2, made.field_name, made.embedding::float8[]::${catalog.vectorType}, current_timestamp, current_timestamp
         from unnest($3::text[], $4::text[]) as made (field_name, embedding)`,
      [prefix, key, anew.fields, anew.vectors],
    )
}
