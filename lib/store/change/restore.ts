// Brings back an earlier version of a memory: a write like any other, checked, kept as a version itself, and so undone by another restore.
import { Expected } from '@/lib/errors'
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { jsonProblemInLine } from '@/lib/shared/json-problem'
import { type JsonObject, JsonSyntaxError, parseJson } from '@/lib/shared/json-text'
import { type Memory, parseMemoryId } from '@/lib/shared/memory'
import { type Sentence, sentence } from '@/lib/shared/text'
import { RESTORE } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { andIsOwners } from '../access/per-row'
import { prefixBelow } from '../memory-row'
import { type EmbedderPrint, embedderPrint, pseudonym, type Scope } from '../memory-store'
import { asExpected } from '../outage'
import { changeExpiryTo } from './expiry'
import { isOfMemory } from './history'
import { ROW_VERSION } from './row-version'
import { indexOf, makeSearchEntries, type SearchEntries } from './search-entries'
import { explainUnwritten, noSuchMemory, type OperationId, presentMemory } from './write-checks'
import { AT_VERSION, editedRow, writeRow } from './write-statement'

export type Restore = {
  id: string
  /** Of the memory as it is now. */
  version: string
  /** The version to bring back: `id` of a {@link Version}. */
  versionId: string
  operation?: OperationId
}

/** `what` came back: the text with its search entries, or, where the text is the same, the end date. */
export type Restored = { memory: Memory; what: 'text' | 'end date' }

/**
 * Makes the value of a kept version the present one. Its stored vectors come back with it while provider, dims and fields are
 * the same; otherwise the text is embedded anew. The time to live is that of any edit: it stays and begins anew. Where the
 * text is the present one already, what comes back is the version's end date.
 * @throws Expected `not-found`, `conflict` (changed since it was opened; nothing is written), `invalid` (nothing differs, or
 *   its end date has passed), `embedding-unavailable`, `database-unavailable`
 */
export const restoreVersion = traced(RESTORE, restoreOne)

async function restoreOne(scope: Scope, restore: Restore): Promise<Restored> {
  const address = parseMemoryId(restore.id)
  if (address === null || !/^\d{1,18}$/.test(restore.versionId)) throw noSuchMemory()
  const prefix = prefixBelow(scope, address.child)
  const at = { id: restore.id, prefix, key: address.key, operation: restore.operation }
  const found = await asExpected(() => readKept(scope, prefix, address.key, restore))
  if (found === null) throw noSuchMemory()
  if (found.doneAs !== null)
    return {
      memory: await presentMemory(scope, restore.id),
      what: found.doneAs === 'memory.expiry' ? 'end date' : 'text',
    }
  if (!found.isCurrent) throw changedSince()
  if (found.json === null) throw noSuchVersion()
  if (found.json === found.present) return { memory: await restoreExpiry(scope, restore, found), what: 'end date' }
  const entries = await entriesOf(scope, found.json, found)
  const written = await writeRow(
    scope,
    { ...at, json: found.json, entries, action: 'memory.restore', restoredAt: found.writtenAt ?? undefined },
    { before: AT_VERSION, row: editedRow(scope.store.catalog), values: [restore.version] },
  )
  if (!written) await explainUnwritten(scope, at, changedSince)
  return { memory: await presentMemory(scope, restore.id), what: 'text' }
}

type Found = {
  /** Of the memory as it is now. */
  present: string
  isCurrent: boolean
  doneAs: string | null
  /** Of the kept version; all null when there is none. */
  json: string | null
  writtenAt: string | null
  embedder: string | null
  expiresAt: string | null
  ttlMinutes: number | null
  sameExpiry: boolean
  hasPassed: boolean
  fields: string[]
  vectors: (string | null)[]
  storedFields: string[]
}

async function readKept(scope: Scope, prefix: string, key: string, restore: Restore): Promise<Found | null> {
  const { pool, catalog } = scope.store
  const [expires, ttl] = catalog.hasTtl ? ['s.expires_at', 's.ttl_minutes'] : ['null::timestamptz', 'null::int']
  const { rows } = await pool.query<Found>(
    `select s.value::text as present, ${ROW_VERSION} = $4 as "isCurrent",
            (select a.action from dashboard.audit a where a.op_id = $5::uuid and a.memory = $6) as "doneAs",
            v.value::text as json, v.updated_at::text as "writtenAt", v.embedder,
            v.expires_at::text as "expiresAt", v.ttl_minutes as "ttlMinutes",
            v.ttl_minutes is not distinct from ${ttl} and (${ttl} is not null or v.expires_at is not distinct from ${expires}) as "sameExpiry",
            coalesce(v.expires_at <= now(), false) as "hasPassed",
            array(select f.field_name from dashboard.memory_version_vector f where f.version_id = v.id order by 1) as fields,
            array(select f.embedding::text from dashboard.memory_version_vector f where f.version_id = v.id order by f.field_name) as vectors,
            array(select f.field_name from ${catalog.vectors} f where f.prefix = s.prefix and f.key = s.key order by 1) as "storedFields"
       from ${catalog.store} s left join dashboard.memory_version v on v.id = $3::bigint and ${isOfMemory()}${andIsOwners(catalog, 'v.value')}
      where s.prefix = $1 and s.key = $2`,
    [
      prefix,
      key,
      restore.versionId,
      restore.version,
      restore.operation ?? null,
      pseudonym(scope.store, 'memory', prefix, key),
    ],
  )
  return rows[0] ?? null
}

/** The kept vectors, if this encoder made them and they are those of this text; otherwise new ones, under the same paths. */
async function entriesOf({ store }: Scope, json: string, found: Found): Promise<SearchEntries> {
  const value = readable(json)
  const [, , configured] = JSON.parse(found.embedder ?? 'null') as EmbedderPrint
  const index = indexOf(found.fields, configured)
  const isSame = found.embedder === embedderPrint(store)
  if (isSame && found.fields.length > 0) {
    const wanted = embeddedTexts(value, store.fields, index).map(({ field }) => field)
    const vectors = found.vectors.filter((vector) => vector !== null)
    const isWhole = wanted.length === found.fields.length && wanted.every((field) => found.fields.includes(field))
    if (isWhole && vectors.length === found.fields.length) return { fields: found.fields, vectors }
  }
  return makeSearchEntries(store, value, index)
}

async function restoreExpiry(scope: Scope, restore: Restore, found: Found): Promise<Memory> {
  if (found.sameExpiry) throw new Expected('invalid', 'This is how the memory is now. There is nothing to restore.')
  if (found.ttlMinutes === null && found.hasPassed)
    throw new Expected(
      'invalid',
      'The end date of that version has passed, so it was not restored. Choose another one.',
    )
  const isFixed = found.ttlMinutes === null
  return changeExpiryTo(scope, restore, { until: isFixed ? found.expiresAt : null, minutes: found.ttlMinutes })
}

/** An agent, or another writer, may have stored what could not be read back. */
function readable(json: string): JsonObject {
  const refused = (reason: Sentence) =>
    new Expected('invalid', 'This version cannot be restored. {reason}', { values: { reason } })
  try {
    const value = parseJson(json)
    if (value instanceof Map) return value
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw refused(jsonProblemInLine(error.problem))
    throw error
  }
  throw refused(sentence('It is not a JSON object, and the agent could not read it.'))
}

function changedSince(): Expected {
  return new Expected(
    'conflict',
    'This memory changed after you opened it. Nothing has been restored; look at it again first.',
  )
}

function noSuchVersion(): Expected {
  return new Expected('not-found', 'This version is no longer kept.')
}
