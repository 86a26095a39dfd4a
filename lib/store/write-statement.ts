// The one statement that every write of a value shares: version check, snapshot, row, search entries, provenance, audit; all or nothing.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { embedderPrint, pseudonym, type Scope } from './memory-store'
import { asExpected } from './outage'
import type { SearchEntries } from './search-entries'
import { snapshotOf } from './snapshot'
import type { OperationId } from './write-checks'

export type Write = {
  prefix: string
  key: string
  /** What was checked, written anew: of a name given twice the first value was not, and must not reach Postgres. */
  json: string
  entries: SearchEntries
  action: string
  operation?: OperationId
  /** False where somebody else's writing is only put back. */
  isOwnWords?: boolean
}

/**
 * Runs the one statement that all writes share.
 * @param parts.before condition on the stored row `s`; the snapshot is of what it lets through
 * @param parts.row writes the row and returns prefix, key, updated_at; no row returned means nothing else is written either
 * @param parts.values for placeholders from $9 on
 * @returns whether a row was written
 */
export async function writeRow(
  scope: Scope,
  { prefix, key, json, entries, action, operation, isOwnWords = true }: Write,
  parts: { before: string; row: string; values: unknown[] },
  db: pg.Pool | pg.PoolClient = scope.store.pool,
): Promise<boolean> {
  const { catalog } = scope.store
  const memory = pseudonym(scope.store, 'memory', prefix, key)
  const { rows } = await asExpected(() =>
    db.query<{ written: boolean }>(
      `with earlier as materialized (
         select s.* from ${catalog.store} s where s.prefix = $1 and s.key = $2 ${parts.before} for update
       ), ${snapshotOf(catalog, { prefix: '$1', key: '$2', embedder: '$6', actor: '($7::text[])[1]' })}, written as (
         ${parts.row}
       ), stale as (
         delete from ${catalog.vectors} v using written
          where v.prefix = written.prefix and v.key = written.key and v.field_name <> all ($4::text[])
       ), entry as (
         insert into ${catalog.vectors} as v (prefix, key, field_name, embedding, created_at, updated_at)
         select written.prefix, written.key, made.field_name, made.embedding::float8[]::${catalog.vectorType}, current_timestamp, current_timestamp
           from written, unnest($4::text[], $5::text[]) as made (field_name, embedding)
         on conflict (prefix, key, field_name) do update set embedding = excluded.embedding, updated_at = current_timestamp
       ), last_write as (
         insert into dashboard.last_write (prefix, key, updated_at, actor, surface)
         select prefix, key, updated_at, ($7::text[])[1], ($7::text[])[4] from written where ($7::text[])[7] = 'own'
         on conflict (prefix, key) do update
           set updated_at = excluded.updated_at, actor = excluded.actor, surface = excluded.surface
       ), mapping as (
         insert into dashboard.pseudonym (pseudonym, user_id, prefix, key)
         select ($7::text[])[2], ($7::text[])[5], null, null from written
         union all select ($7::text[])[3], null, prefix, key from written
         on conflict (pseudonym) do nothing
       ), audit as (
         insert into dashboard.audit (op_id, action, surface, actor, subject, memory, detail)
         select $8::uuid, ($7::text[])[6], ($7::text[])[4], ($7::text[])[1], ($7::text[])[2], ($7::text[])[3],
                jsonb_build_object('search_entries', cardinality($4::text[]), 'bytes', octet_length($3::text))
           from written
       )
       select exists (select from written) as written`,
      [
        prefix,
        key,
        json,
        entries.fields,
        entries.vectors,
        embedderPrint(scope.store),
        [scope.actor, scope.subject, memory, scope.surface, scope.userId, action, isOwnWords ? 'own' : ''],
        operation ?? randomUUID(),
        ...parts.values,
      ],
    ),
  )
  return rows[0]?.written ?? false
}
