// The earlier version of a memory, kept before it is changed: parts of a statement, so that it happens with the change or not at all.
import type { Catalog } from '../catalog'

type Places = {
  prefix: string
  key: string
  /** Print of the encoder. */
  embedder: string
  /** Pseudonym of who makes the change. */
  actor: string
  /** What kind of change replaces the version: `edit` (default), `put`, `restore`, `expiry`, `rename`. */
  how?: string
  /** Of a restore: `updated_at` of the version that comes back. */
  restoredAt?: string
}

/**
 * Common table expressions `snapshot` (returning id, prefix and key) and `snapshot_vector`, of what `earlier` holds. Who wrote
 * a row is kept with it: `last_write` vouches for it only as long as nobody has written since.
 * @param at placeholders or other expressions of SQL; where `earlier` may hold several rows, prefix and key are
 *   `snapshot.prefix` and `snapshot.key`
 */
export function snapshotOf({ vectors, hasTtl }: Catalog, at: Places): string {
  return `snapshot as (
      insert into dashboard.memory_version (prefix, key, value, created_at, updated_at, expires_at, ttl_minutes, embedder, replaced_by,
                                            written_surface, written_by, written_name, written_reason, replaced_how, restored_at, former_key)
      select e.prefix, e.key, e.value, e.created_at, e.updated_at,
             ${hasTtl ? 'e.expires_at, e.ttl_minutes' : 'null::timestamptz, null::int'}, ${at.embedder}, ${at.actor},
             coalesce(w.surface, 'outside'), w.actor, w.name, w.reason, ${at.how ?? `'edit'`}, ${at.restoredAt ?? 'null::timestamptz'},
             case when ${at.how ?? `'edit'`} = 'rename' then e.key end
        from earlier e
        left join dashboard.last_write w on w.prefix = e.prefix and w.key = e.key and w.updated_at = e.updated_at
      returning id, prefix, key
    ), snapshot_vector as (
      insert into dashboard.memory_version_vector (version_id, field_name, embedding, created_at, updated_at)
      select snapshot.id, v.field_name, v.embedding::real[], v.created_at, v.updated_at
        from snapshot, ${vectors} v where v.prefix = ${at.prefix} and v.key = ${at.key}
    )`
}
