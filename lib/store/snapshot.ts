// The earlier version of a memory, kept before it is changed: parts of a statement, so that it happens with the change or not at all.
import type { Catalog } from './catalog'

/**
 * Common table expressions `snapshot` (returning id, prefix and key) and `snapshot_vector`, of what `earlier` holds.
 * @param at placeholders: prefix, key, print of the encoder, pseudonym of who makes the change; where `earlier` may hold several
 *   rows, prefix and key are `snapshot.prefix` and `snapshot.key`
 */
export function snapshotOf(
  { vectors, hasTtl }: Catalog,
  at: { prefix: string; key: string; embedder: string; actor: string },
): string {
  return `snapshot as (
      insert into dashboard.memory_version (prefix, key, value, created_at, updated_at, expires_at, ttl_minutes, embedder, replaced_by)
      select prefix, key, value, created_at, updated_at,
             ${hasTtl ? 'expires_at, ttl_minutes' : 'null::timestamptz, null::int'}, ${at.embedder}, ${at.actor}
        from earlier
      returning id, prefix, key
    ), snapshot_vector as (
      insert into dashboard.memory_version_vector (version_id, field_name, embedding, created_at, updated_at)
      select snapshot.id, v.field_name, v.embedding::real[], v.created_at, v.updated_at
        from snapshot, ${vectors} v where v.prefix = ${at.prefix} and v.key = ${at.key}
    )`
}
