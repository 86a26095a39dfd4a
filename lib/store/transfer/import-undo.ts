// Taking back what an import replaced: the version that was kept then comes back with its end and its search entries.
import { parseJson } from '@/lib/shared/json-text'
import { parseMemoryId } from '@/lib/shared/memory'
import { sentence } from '@/lib/shared/text'
import { UNDO_IMPORT } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { isOfMemory } from '../change/history'
import { ROW_VERSION } from '../change/row-version'
import type { OperationId } from '../change/write-checks'
import { childOf, prefixBelow } from '../memory-row'
import { embedderPrint, type Scope } from '../memory-store'
import { asExpected } from '../outage'
import { type ImportItem, type ImportOutcome, importMemories } from './import-write'
import { toPortable, travellingIndex } from './portable-entries'

export type Replaced = {
  id: string
  /** As it is since the import. */
  version: string
  operation: OperationId
}

type Kept = {
  prefix: string
  key: string
  json: string
  expiresAt: string | null
  ttlMinutes: number | null
  updatedAt: string
  embedder: string
  fields: string[]
  vectors: string[]
}

/**
 * Puts back what stood in the place of each memory before the import that made it as it is now. Sent again, what was done is
 * not done twice.
 * @returns in the order of `replaced`; what was changed since, and what no import made, stays as it is
 * @throws Expected `database-unavailable`
 */
export const takeBack = traced(UNDO_IMPORT, takenBack)

async function takenBack(scope: Scope, replaced: readonly Replaced[]): Promise<ImportOutcome[]> {
  const kept = await asExpected(() => readKept(scope, replaced))
  const items = replaced.map((one, at) => itemOf(scope, one, kept[at] ?? null))
  const outcomes = (
    await importMemories(
      scope,
      items.filter((item) => item !== null),
    )
  ).values()
  return items.map((item): ImportOutcome => (item === null ? changed : (outcomes.next().value ?? changed)))
}

const changed: ImportOutcome = {
  ok: false,
  code: 'conflict',
  sentence: sentence('It was changed after the import, and stays as it is now.'),
}

function itemOf(scope: Scope, { version, operation }: Replaced, kept: Kept | null): ImportItem | null {
  if (kept === null) return null
  const { json, fields, vectors } = kept
  const index = travellingIndex(parseJson(json), fields, scope.store.fields)
  const isSameEncoder = kept.embedder === embedderPrint(scope.store)
  return {
    memory: {
      child: childOf(scope, kept.prefix),
      key: kept.key,
      json,
      createdAt: null,
      updatedAt: null,
      expiresAt: kept.expiresAt,
      ttlMinutes: kept.ttlMinutes,
      writtenBy: 'you',
      writtenAs: null,
      index,
      entries: isSameEncoder && fields.length > 0 ? toPortable(scope.store, { json, index }, fields, vectors) : null,
    },
    over: version,
    key: kept.key,
    restoredAt: kept.updatedAt,
    operation,
  }
}

/** The version that was kept by the import that made the stored one; null where the stored one is another by now. */
async function readKept(scope: Scope, replaced: readonly Replaced[]): Promise<(Kept | null)[]> {
  const addresses = replaced.map(({ id }) => parseMemoryId(id))
  const { rows } = await scope.store.pool.query<Kept | { prefix: null }>(
    `select v.prefix, v.key, v.value::text as json, v.expires_at::text as "expiresAt", v.ttl_minutes as "ttlMinutes",
            v.updated_at::text as "updatedAt", v.embedder,
            array(select f.field_name from dashboard.memory_version_vector f where f.version_id = v.id and f.embedding is not null order by f.field_name) as fields,
            array(select f.embedding::text from dashboard.memory_version_vector f where f.version_id = v.id and f.embedding is not null order by f.field_name) as vectors
       from unnest($1::text[], $2::text[], $3::text[], $4::uuid[]) with ordinality as t (prefix, key, version, operation, place)
       left join ${scope.store.catalog.store} s on s.prefix = t.prefix and s.key = t.key
       left join lateral (
         select v.* from dashboard.memory_version v
          where ${isOfMemory()} and v.replaced_how = 'import' and v.replaced_by = $5
            and (${ROW_VERSION} = t.version and v.replaced_at = s.updated_at
                 or exists (select from dashboard.audit a where a.op_id = t.operation))
          order by v.id desc limit 1
       ) v on true
      order by t.place`,
    [
      addresses.map((address) => (address === null ? '' : prefixBelow(scope, address.child))),
      addresses.map((address) => address?.key ?? ''),
      replaced.map(({ version }) => version),
      replaced.map(({ operation }) => operation),
      scope.actor,
    ],
  )
  return rows.map((row) => (row.prefix === null ? null : row))
}
