// The story of a memory: the versions that were kept when it was changed here, and the present one. What happened elsewhere left no trace, and that is said.
import type { Author, Kept, MemoryHistory, Version } from '@/lib/shared/history'
import { PREVIEW_BYTES, parseMemoryId } from '@/lib/shared/memory'
import { HISTORY, VERSION } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { andIsOwners } from '../access/per-row'
import { prefixBelow } from '../memory-row'
import { pseudonym, type Scope } from '../memory-store'
import { asExpected } from '../outage'
import { authorOf, oneself } from './author'

export type HistoryRequest = {
  id: string
  /** Versions per page. */
  limit: number
  /** Continue below the version with this number. */
  below?: number
}

/**
 * Versions of a memory, newest first, or null when this person has none there.
 * @throws Expected `database-unavailable`
 */
export const listHistory = traced(HISTORY, versionsOf)

async function versionsOf(scope: Scope, request: HistoryRequest): Promise<MemoryHistory | null> {
  const rows = await readVersions(scope, request.id, { limit: request.limit + 1, below: request.below ?? null })
  const first = rows[0]
  if (first === undefined) return null
  const versions = rows.map((row) => toVersion(scope, row))
  const [now = first] =
    request.below === undefined ? rows : await readVersions(scope, request.id, { limit: 1, below: null })
  return {
    versions: versions.slice(0, request.limit),
    before: versions[request.limit] ?? null,
    total: first.total,
    kept: keptOf(now),
    learned: {
      at: first.createdAt,
      by: first.firstIsFirst
        ? authorOf(
            {
              surface: first.firstSurface,
              name: first.firstName,
              reason: first.firstReason,
              isOwn: first.firstBy === oneself(scope),
            },
            scope,
          )
        : { kind: 'outside' },
    },
  }
}

/**
 * One kept version, whole whatever its size, or null: not there and not this person's are the same answer.
 * @throws Expected `database-unavailable`
 */
export const getVersion = traced(VERSION, versionOf)

async function versionOf(scope: Scope, id: string, versionId: string): Promise<Version | null> {
  if (!/^\d{1,18}$/.test(versionId)) return null
  const [row] = await readVersions(scope, id, { limit: 1, below: null, versionId })
  return row === undefined ? null : toVersion(scope, row)
}

/**
 * Condition on a kept version `v` of the stored row `s`: it belongs to this memory, and not to one that was there under the
 * same key before and was deleted.
 * @param key where the versions lie, while the memory is being given another one
 */
export function isOfMemory(key = 's.key'): string {
  return `v.prefix = s.prefix and v.key = ${key} and v.created_at is not distinct from s.created_at
    and v.id > coalesce((select max(r.version_id) from dashboard.removal r join dashboard.memory_version c on c.id = r.version_id
                          where c.prefix = s.prefix and c.key = ${key}), 0)`
}

type VersionRow = {
  id: string | null
  number: number
  total: number
  json: string | null
  bytes: number
  at: string
  createdAt: string
  writtenBy: string | null
  writtenSurface: string
  writtenName: string | null
  writtenReason: string | null
  /** Whether the change that is kept before it is the one that made it. */
  isDirect: boolean
  isFirst: boolean
  how: string | null
  replacedBy: string | null
  restoredAt: string | null
  formerKey: string | null
  expiresAt: string | null
  ttlMinutes: number | null
  firstBy: string | null
  firstSurface: string
  firstName: string | null
  firstReason: string | null
  firstIsFirst: boolean
}

async function readVersions(
  scope: Scope,
  id: string,
  page: { limit: number; below: number | null; versionId?: string },
): Promise<VersionRow[]> {
  const address = parseMemoryId(id)
  if (address === null) return []
  const { pool, catalog } = scope.store
  const size =
    page.versionId === undefined
      ? `case when octet_length(value::text) <= ${PREVIEW_BYTES} then value::text end`
      : 'value::text'
  const { rows } = await asExpected(() =>
    pool.query<VersionRow>(
      `with known as (
         select v.id, v.value, v.created_at, v.updated_at, v.expires_at, v.ttl_minutes, v.written_by, v.written_surface, v.written_name,
                v.written_reason,
                v.replaced_at, v.replaced_by, v.replaced_how, v.restored_at, v.former_key, v.id as place
           from ${catalog.store} s join dashboard.memory_version v on ${isOfMemory()}${andIsOwners(catalog, 'v.value')}
          where s.prefix = $1 and s.key = $2
         union all
         select null, s.value, s.created_at, s.updated_at, ${catalog.hasTtl ? 's.expires_at, s.ttl_minutes' : 'null, null'},
                w.actor, coalesce(w.surface, 'outside'), w.name, w.reason, null, null, null, null, null, 9223372036854775807
           from ${catalog.store} s
           left join dashboard.last_write w on w.prefix = s.prefix and w.key = s.key and w.updated_at = s.updated_at
          where s.prefix = $1 and s.key = $2
       ), chained as (
         select k.*, row_number() over story as number, count(*) over () as total, updated_at = created_at as is_first,
                coalesce(lag(replaced_at) over story = updated_at, false) as is_direct, lag(replaced_how) over story as how,
                lag(replaced_by) over story as by, lag(restored_at) over story as restored, lag(former_key) over story as former,
                first_value(written_by) over story as first_by, first_value(written_surface) over story as first_surface,
                first_value(written_name) over story as first_name, first_value(written_reason) over story as first_reason,
                first_value(updated_at = created_at) over story as first_is_first
           from known k window story as (order by place)
       )
       select id::text, number::int, total::int, ${size} as json, octet_length(value::text) as bytes,
              updated_at::text as at, created_at::text as "createdAt", written_by as "writtenBy", written_surface as "writtenSurface",
              written_name as "writtenName", written_reason as "writtenReason", is_direct as "isDirect", is_first as "isFirst", how, by as "replacedBy", restored::text as "restoredAt",
              former as "formerKey", expires_at::text as "expiresAt", ttl_minutes as "ttlMinutes",
              first_by as "firstBy", first_surface as "firstSurface", first_name as "firstName", first_reason as "firstReason",
              first_is_first as "firstIsFirst"
         from chained
        where ($3::int is null or number < $3) and ($5::bigint is null or id = $5)
        order by number desc limit $4`,
      [prefixBelow(scope, address.child), address.key, page.below, page.limit, page.versionId ?? null],
    ),
  )
  return rows
}

function toVersion(scope: Scope, row: VersionRow): Version {
  const isUnrecorded = row.writtenSurface === 'unrecorded'
  const isOldest = row.number === 1
  // before authors were kept: whoever made the change that made it
  const by = isUnrecorded && row.isDirect ? whoReplaced(scope, row) : whoWrote(scope, row)
  return {
    id: row.id,
    number: row.number,
    json: row.json,
    bytes: row.bytes,
    at: row.at,
    by,
    how: howOf(row, isOldest),
    earlier: row.isDirect ? 'kept' : isOldest && row.isFirst ? 'none' : 'lost',
    restoredAt: row.isDirect ? row.restoredAt : null,
    formerKey: row.isDirect ? row.formerKey : null,
    kept: keptOf(row),
  }
}

function whoWrote(scope: Scope, { writtenSurface, writtenName, writtenReason, writtenBy }: VersionRow): Author {
  const isOwn = writtenBy === oneself(scope)
  return authorOf({ surface: writtenSurface, name: writtenName, reason: writtenReason, isOwn }, scope)
}

function whoReplaced(scope: Scope, { replacedBy }: VersionRow): Author {
  const isAgent = scope.userId !== null && replacedBy === pseudonym(scope.store, 'agent', scope.userId)
  const isOwn = replacedBy === oneself(scope)
  return authorOf({ surface: isAgent ? 'agent' : 'dashboard', name: null, reason: null, isOwn }, scope)
}

function keptOf({ expiresAt, ttlMinutes }: VersionRow): Kept {
  return { until: expiresAt, minutes: ttlMinutes }
}

const KNOWN_CHANGES = ['import', 'restore', 'expiry', 'rename'] as const

function howOf(row: VersionRow, isOldest: boolean): Version['how'] {
  if (row.isDirect) return KNOWN_CHANGES.find((change) => change === row.how) ?? 'edit'
  return isOldest && row.isFirst ? 'created' : 'unknown'
}
