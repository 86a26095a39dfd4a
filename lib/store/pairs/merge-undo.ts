// The other half of undoing a merge: the memory that took the other in says again what it said before, unless it has been changed since.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { auditInsert, auditValues } from '../audit/row'
import { ROW_VERSION } from '../change/row-version'
import { remakeSearchEntries, type SearchEntries } from '../change/search-entries'
import { embedderPrint, pseudonym, type Scope } from '../memory-store'
import { asExpected } from '../outage'
import { putEntriesBack } from '../transfer/put-entries-back'

type Into = {
  versionId: string
  prefix: string
  key: string
  value: string
  embedder: string
  fields: string[]
}

/** What the memory said that a removed one became part of, before that; null when the removal was no merge. */
async function readInto(db: pg.Pool | pg.PoolClient, removalId: string): Promise<Into | null> {
  const { rows } = await db.query<Into>(
    `select v.id::text as "versionId", v.prefix, v.key, v.value::text as value, v.embedder,
            array(select f.field_name from dashboard.memory_version_vector f where f.version_id = v.id order by 1) as fields
       from dashboard.merge m join dashboard.memory_version v on v.id = m.version_id
      where m.removal_id = $1::uuid`,
    [removalId],
  )
  return rows[0] ?? null
}

/**
 * Its search entries, made before the transaction; null where the stored ones can be put back, and where there is no merge.
 * @throws Expected `embedding-unavailable`, `database-unavailable`
 */
export async function entriesBeforeMerge({ store }: Scope, removalId: string): Promise<SearchEntries | null> {
  const into = await asExpected(() => readInto(store.pool, removalId))
  return into === null || into.embedder === embedderPrint(store) ? null : remakeSearchEntries(store, into)
}

/**
 * Puts the memory back that the removed one became part of: text, times, time to live, search entries and who wrote it.
 * @param anew from {@link entriesBeforeMerge}
 * @returns where it is, when it has been changed since and was left as it is; null otherwise
 */
export async function undoMergeIn(
  client: pg.PoolClient,
  scope: Scope,
  removalId: string,
  anew: SearchEntries | null,
): Promise<{ prefix: string; key: string } | null> {
  const into = await readInto(client, removalId)
  if (into === null) return null
  const { catalog } = scope.store
  const { versionId, prefix, key } = into
  const row = await client.query<{ merged: string }>(
    `with earlier as materialized (
       select s.* from ${catalog.store} s where s.prefix = $2 and s.key = $3 for update
     )
     update ${catalog.store} s
        set value = v.value, created_at = v.created_at, updated_at = v.updated_at
            ${catalog.hasTtl ? ', expires_at = v.expires_at, ttl_minutes = v.ttl_minutes' : ''}
       from dashboard.memory_version v, dashboard.merge m, earlier
      where v.id = $1::bigint and m.removal_id = $4::uuid and s.prefix = $2 and s.key = $3
        and ${ROW_VERSION} = m.written
      returning earlier.value::text as merged`,
    [versionId, prefix, key, removalId],
  )
  if (row.rows[0] === undefined) return { prefix, key }
  await client.query(`delete from ${catalog.vectors} where prefix = $1 and key = $2`, [prefix, key])
  await putEntriesBack(client, scope.store, { versionId, prefix, key, anew })
  await client.query(
    `update dashboard.last_write w
        set updated_at = v.updated_at, actor = v.written_by, surface = v.written_surface, name = v.written_name, reason = v.written_reason
       from dashboard.memory_version v
      where v.id = $1::bigint and v.written_by is not null and w.prefix = v.prefix and w.key = v.key`,
    [versionId],
  )
  await client.query('delete from dashboard.merge where removal_id = $1::uuid', [removalId])
  // it is the present version again
  await client.query('delete from dashboard.memory_version where id = $1::bigint', [versionId])
  await client.query(
    auditInsert({
      ...{ values: '$1', operation: '$2::uuid', action: `'memory.unmerge'`, memory: '$3' },
      ...{ before: '$4::jsonb', after: '$5::jsonb' },
    }),
    [
      ...[auditValues(scope), randomUUID(), pseudonym(scope.store, 'memory', prefix, key)],
      ...[row.rows[0].merged, into.value],
    ],
  )
  return null
}
