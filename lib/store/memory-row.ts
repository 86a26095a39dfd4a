// From a row of the agent's table to what the browser may know of it.
import type { Memory } from '@/lib/shared/memory'
import { memoryId, PREVIEW_BYTES } from '@/lib/shared/memory'
import { warningKinds } from '@/lib/shared/warnings'
import { authorOf } from './change/author'
import { ROW_VERSION } from './change/row-version'
import { agentReads, type Scope, type ScopeFacts } from './memory-store'

export type MemoryRow = {
  prefix: string
  key: string
  json: string | null
  bytes: number
  version: string
  createdAt: string
  updatedAt: string
  expiresAt: string | null
  expired: boolean
  searchable: boolean
  isOwnWriting: boolean
  writtenSurface: string
  writtenName: string | null
  writtenReason: string | null
}

/**
 * Columns of {@link MemoryRow} for `store` as `s`, with `dashboard.last_write` joined as `w` by {@link lastWriteJoin}.
 * @param actor placeholder of the viewer's pseudonym ({@link import('./change/author').oneself}), such as `$2`
 */
export function memoryColumns(
  { store: { catalog } }: Scope,
  actor: string,
  limit: number | null = PREVIEW_BYTES,
): string {
  const json =
    limit === null ? 's.value::text' : `case when octet_length(s.value::text) <= ${limit} then s.value::text end`
  // "searchable" asks for one entry: Postgres may answer an "exists" by reading every entry of everybody
  return `s.prefix, s.key, ${json} as json, octet_length(s.value::text) as bytes,
    ${ROW_VERSION} as version,
    s.created_at::text as "createdAt", s.updated_at::text as "updatedAt",
    ${catalog.hasTtl ? `s.expires_at::text as "expiresAt", coalesce(s.expires_at <= now(), false) as expired` : `null as "expiresAt", false as expired`},
    coalesce((select true from ${catalog.vectors} v
               where v.prefix = s.prefix and v.key = s.key and v.embedding is not null limit 1), false) as searchable,
    coalesce(w.actor = ${actor}, false) as "isOwnWriting", coalesce(w.surface, 'outside') as "writtenSurface", w.name as "writtenName",
    w.reason as "writtenReason"`
}

/** Provenance holds only while nobody has written since: the agent's own writes move `updated_at`. */
export const lastWriteJoin =
  'left join dashboard.last_write w on w.prefix = s.prefix and w.key = s.key and w.updated_at = s.updated_at'

export function toMemory(scope: Scope, row: MemoryRow): Memory {
  const child = childOf(scope, row.prefix)
  // an agent's code asks for memories, not for what a person might stumble over
  const isForPeople = scope.origin.surface === 'dashboard' || scope.origin.surface === 'admin'
  const warnings = isForPeople ? warningKinds(row) : []
  return {
    id: memoryId(child, row.key),
    key: row.key,
    child,
    json: row.json,
    bytes: row.bytes,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    expiresAt: row.expiresAt,
    expired: row.expired,
    ...(row.expired && agentReads(scope.store).omitsExpired ? { leftOut: true } : {}),
    searchable: row.searchable,
    writtenBy: authorOf(
      { surface: row.writtenSurface, name: row.writtenName, reason: row.writtenReason, isOwn: row.isOwnWriting },
      scope,
    ),
    ...(warnings.length > 0 ? { warnings } : {}),
  }
}

/** Labels of `prefix` below the person's own namespace. */
export function childOf({ root }: Scope, prefix: string): string[] {
  return prefix === root ? [] : prefix.slice(root.length + 1).split('.')
}

/** The `prefix` of a child namespace of this person. */
export function prefixBelow({ root }: Pick<ScopeFacts, 'root'>, child: readonly string[]): string {
  return [root, ...child].join('.')
}
