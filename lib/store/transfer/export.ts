// Everything about a person, read in keyset pages (decision 30): never all at once, and nothing is changed by reading it.
import type { MemoryFilter } from '@/lib/shared/filter'
import { parseJson } from '@/lib/shared/json-text'
import { VALUE_LIMITS } from '@/lib/shared/value-rules'
import { COUNT_EXPORT } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import type { ExportedMemory, ExportedVersion } from '@/lib/transfer/lines'
import { requireWholeNamespace } from '../access/per-row'
import { recordAudit } from '../audit/record'
import { authorOf, type Written } from '../change/author'
import { isOfMemory } from '../change/history'
import { filterSql, isSearchable } from '../list/filter-sql'
import { childOf, lastWriteJoin } from '../memory-row'
import type { Scope } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import { openSelection } from '../selected'
import { toPortable, travellingIndex } from './portable-entries'

/** What leaves: everything that the filter lets through, or a frozen selection. */
export type ExportSource = { filter: MemoryFilter; timeZone: string } | { selection: string }

type Place = { prefix: string; key: string }

type ExportRow = Place & {
  json: string
  createdAt: string | null
  updatedAt: string | null
  expiresAt: string | null
  ttlMinutes: number | null
  isOwn: boolean
  surface: string
  name: string | null
  reason: string | null
  fields: string[]
  vectors: string[] | null
}

/**
 * The memories of `source` by namespace and key, an order that no write changes: each that is there all the while comes
 * once, as it is when its page is read.
 * @param options.entries also the vectors, as stored
 * @throws Expected `not-found` for a selection that is not there or no longer; `database-unavailable`; at whatever page it happens
 */
export async function* exportedMemories(
  scope: Scope,
  source: ExportSource,
  options: { entries: boolean; limit?: number },
): AsyncGenerator<ExportedMemory> {
  const { limit = 200 } = options
  const prefixes = await asExpected(() => personPrefixes(scope))
  let place: Place | null = null
  do {
    await checkSource(scope, source)
    const rows: ExportRow[] = await asExpected(() => pageAfter(scope, source, prefixes, place, { ...options, limit }))
    for (const row of rows) yield toExported(scope, row)
    place = rows.length === limit ? (rows.at(-1) ?? null) : null
  } while (place !== null)
  await checkSource(scope, source)
}

/** A selection that expires meanwhile would look like one that has come to its end. */
async function checkSource(scope: Scope, source: ExportSource): Promise<void> {
  if ('selection' in source) await asExpected(() => openSelection(scope.store.pool, scope, source.selection))
}

async function pageAfter(
  scope: Scope,
  source: ExportSource,
  prefixes: string[],
  place: Place | null,
  { entries, limit }: { entries: boolean; limit: number },
): Promise<ExportRow[]> {
  const { pool, catalog } = scope.store
  const stored = (column: string) =>
    `array(select ${column} from ${catalog.vectors} v
      where v.prefix = s.prefix and v.key = s.key and v.embedding is not null order by v.field_name)`
  const part = sourceSql(scope, source, 6)
  const { rows } = await pool.query<ExportRow>(
    `with page as materialized (
       select s.prefix, s.key from ${catalog.store} s
        where s.prefix = any($1::text[]) and ($2::text is null or (s.prefix, s.key) > ($2, $3)) ${part.sql}
        order by s.prefix, s.key limit $4)
     select s.prefix, s.key, s.value::text as json, s.created_at::text as "createdAt", s.updated_at::text as "updatedAt",
            ${catalog.hasTtl ? 's.expires_at::text as "expiresAt", s.ttl_minutes as "ttlMinutes"' : 'null as "expiresAt", null as "ttlMinutes"'},
            ${WRITER}, ${stored('v.field_name')} as fields,
            ${entries ? stored('v.embedding::real[]::text') : 'null'} as vectors
       from page join ${catalog.store} s on s.prefix = page.prefix and s.key = page.key
       ${lastWriteJoin}
      order by s.prefix, s.key`,
    [prefixes, place?.prefix ?? null, place?.key ?? null, limit, scope.actor, ...part.values],
  )
  return rows
}

/** Columns of {@link Written} for the stored row `s`; $5: pseudonym of whoever is asking. */
const WRITER = `coalesce(w.actor = $5, false) as "isOwn", coalesce(w.surface, 'outside') as surface, w.name, w.reason`

function writerOf(written: Written): Pick<ExportedMemory, 'writtenBy' | 'writtenAs'> {
  const author = authorOf(written)
  if (author.kind === 'agent' || author.kind === 'token' || author.kind === 'admin')
    return { writtenBy: author.kind, writtenAs: author.name }
  return { writtenBy: author.kind === 'you' ? 'you' : 'outside', writtenAs: null }
}

function toExported(scope: Scope, row: ExportRow): ExportedMemory {
  const { json, fields, vectors } = row
  const index = travellingIndex(parseJson(json), fields, scope.store.fields)
  return {
    child: childOf(scope, row.prefix),
    key: row.key,
    json,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    expiresAt: row.expiresAt,
    ttlMinutes: row.ttlMinutes,
    ...writerOf(row),
    index,
    entries: vectors === null || fields.length === 0 ? null : toPortable(scope.store, { json, index }, fields, vectors),
  }
}

type VersionRow = Omit<ExportedVersion, 'child' | 'replacedBy' | 'writtenBy' | 'writtenAs'> &
  Written & { id: string; prefix: string; replacedBy: string }

/**
 * Earlier versions of the memories of `source` that are there now, the oldest first. What belongs to a memory that was
 * deleted is gone with it, even where a new one has its key.
 */
export async function* exportedVersions(
  scope: Scope,
  source: ExportSource,
  limit = 200,
): AsyncGenerator<ExportedVersion> {
  const prefixes = await asExpected(() => personPrefixes(scope))
  let after: string | null = '0'
  do {
    const rows: VersionRow[] = await asExpected(() => versionsAfter(scope, source, prefixes, after ?? '0', limit))
    for (const { id: _, prefix, replacedBy, isOwn, surface, name, reason, ...version } of rows)
      yield {
        ...version,
        ...writerOf({ isOwn, surface, name, reason }),
        child: childOf(scope, prefix),
        replacedBy: replacedBy === scope.actor ? 'you' : 'outside',
      }
    after = rows.length === limit ? (rows.at(-1)?.id ?? null) : null
  } while (after !== null)
}

async function versionsAfter(
  scope: Scope,
  source: ExportSource,
  prefixes: string[],
  after: string,
  limit: number,
): Promise<VersionRow[]> {
  const { pool, catalog } = scope.store
  const part = sourceSql(scope, source, 5)
  const { rows } = await pool.query<VersionRow>(
    `select v.id::text, v.prefix, v.key, v.value::text as json, v.created_at::text as "createdAt",
            v.updated_at::text as "updatedAt", v.expires_at::text as "expiresAt", v.ttl_minutes as "ttlMinutes",
            v.replaced_at::text as "replacedAt", v.replaced_by as "replacedBy",
            coalesce(v.written_by = $4, false) as "isOwn", v.written_surface as surface, v.written_name as name,
            v.written_reason as reason
       from dashboard.memory_version v join ${catalog.store} s on ${isOfMemory()}
      where v.prefix = any($1::text[]) and v.id > $2::bigint ${part.sql}
      order by v.id limit $3`,
    [prefixes, after, limit, scope.actor, ...part.values],
  )
  return rows
}

/**
 * The members that the values of `source` have on their outermost level, the commonest first.
 * @param limit at most so many
 */
export async function exportedFields(scope: Scope, source: ExportSource, limit: number): Promise<string[]> {
  const prefixes = await asExpected(() => personPrefixes(scope))
  const part = sourceSql(scope, source, 3)
  const { rows } = await asExpected(() =>
    scope.store.pool.query<{ field: string }>(
      `select m.field from ${scope.store.catalog.store} s,
              jsonb_object_keys(case when jsonb_typeof(s.value) = 'object' then s.value else '{}' end) as m (field)
        where s.prefix = any($1::text[]) ${part.sql}
        group by m.field order by count(*) desc, m.field limit $2`,
      [prefixes, limit, ...part.values],
    ),
  )
  return rows.map(({ field }) => field)
}

/** What there is to export, and what of it could not be imported again. */
export type ExportCounts = { memories: number; versions: number; notSearchable: number; tooLarge: number }

/**
 * Counts what {@link exportedMemories} and {@link exportedVersions} of `source` would give.
 * @throws Expected `database-unavailable`
 */
export const countExport = traced(COUNT_EXPORT, counted)

async function counted(scope: Scope, source: ExportSource): Promise<ExportCounts> {
  const { pool, catalog } = scope.store
  const prefixes = await asExpected(() => personPrefixes(scope))
  const part = sourceSql(scope, source, 3)
  const { rows } = await asExpected(() =>
    pool.query<ExportCounts>(
      `select count(*)::int as memories,
              count(*) filter (where octet_length(s.value::text) > $2)::int as "tooLarge",
              count(*) filter (where not ${isSearchable(scope, 's')})::int as "notSearchable",
              (select count(*)::int from dashboard.memory_version v join ${catalog.store} s on ${isOfMemory()}
                where v.prefix = any($1::text[]) ${part.sql}) as versions
         from ${catalog.store} s where s.prefix = any($1::text[]) ${part.sql}`,
      [prefixes, VALUE_LIMITS.bytes, ...part.values],
    ),
  )
  return rows[0] ?? { memories: 0, versions: 0, notSearchable: 0, tooLarge: 0 }
}

/** Records that memories left, by number. */
export async function recordExport(
  scope: Scope,
  detail: {
    format: 'jsonl' | 'csv'
    memories: number
    versions: number
    reads: number
    gone: number
    whole: boolean
  },
): Promise<void> {
  await asExpected(() => recordAudit(scope.store.pool, scope, 'memory.export', detail))
}

/** The conditions of a source on `s`, each beginning with `and`; placeholders from `from` on. */
export function sourceSql(scope: Scope, source: ExportSource, from: number): { sql: string; values: unknown[] } {
  requireWholeNamespace(scope)
  if ('filter' in source) return filterSql(scope, source.filter, source.timeZone, from)
  return {
    sql: `and exists (select from dashboard.selection_item i
            where i.selection_id = $${from}::uuid and i.prefix = s.prefix and i.key = s.key)`,
    values: [source.selection],
  }
}
