// The one statement that every write of a memory shares: version check, snapshot, row, search entries, provenance, audit; all or nothing.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Memory } from '@/lib/shared/memory'
import { requireOwnersValue } from '../access/per-row'
import { auditInsert, auditValues } from '../audit/row'
import type { Catalog } from '../catalog'
import { type MemoryRow, toMemory } from '../memory-row'
import { embedderPrint, nameOf, pseudonym, reasonOf, type Scope } from '../memory-store'
import { asExpected } from '../outage'
import { prepared } from '../prepared'
import { pseudonymRows } from '../pseudonym-rows'
import { inOneStatement } from '../transaction'
import { tryAgain } from '../try-again'
import { oneself } from './author'
import { ROW_VERSION } from './row-version'
import type { SearchEntries } from './search-entries'
import { snapshotOf } from './snapshot'
import { type OperationId, objectOf } from './write-checks'

export type Write = {
  prefix: string
  key: string
  /** What was checked, written anew: of a name given twice the first value was not, and must not reach Postgres. Null: the value stays. */
  json: string | null
  /** Null: the entries stay as they are. */
  entries: SearchEntries | null
  action: `memory.${string}`
  /** Of a restore: `updated_at` of the version that comes back. */
  restoredAt?: string
  operation?: OperationId
  /** False where somebody else's writing is only put back. */
  isOwnWords?: boolean
}

/**
 * Runs the one statement that all writes share.
 * @returns whether a row was written
 * @throws Expected `unanswered` where the statement is no part of a transaction, and may have been carried out
 */
export async function writeRow(
  scope: Scope,
  write: Write,
  parts: Parts,
  db: pg.Pool | pg.PoolClient = scope.store.pool,
): Promise<boolean> {
  return (await writtenRow(scope, write, parts, 'true as written', db)) !== undefined
}

type Parts = { before: string; row: string; values: unknown[] }

/**
 * As {@link writeRow}.
 * @param parts.before condition on the stored row `s`; the snapshot is of what it lets through
 * @param parts.row writes the row and returns prefix, key, updated_at; no row returned means nothing else is written either
 * @param parts.values for placeholders from $9 on
 * @param shown columns of what `parts.row` returns, as `s`
 * @returns those columns of the row that was written
 */
async function writtenRow<Shown extends object>(
  scope: Scope,
  { prefix, key, json, entries, action, restoredAt, operation, isOwnWords = true }: Write,
  parts: Parts,
  shown: string,
  db: pg.Pool | pg.PoolClient = scope.store.pool,
): Promise<Shown | undefined> {
  const { catalog } = scope.store
  await scope.mayStill?.(db) // the encoder may have taken its time
  if (catalog.owner !== undefined && json !== null) requireOwnersValue(catalog, objectOf(json))
  const memory = pseudonym(scope.store, 'memory', prefix, key)
  const snapshot = snapshotOf(catalog, {
    prefix: '$1',
    key: '$2',
    embedder: '$6',
    actor: '($7::text[])[3]',
    how: `split_part(($7::text[])[9], '.', 2)`,
    restoredAt: '($7::text[])[10]::timestamptz',
  })
  const mapping = pseudonymRows({
    from: 'written',
    subject: '($7::text[])[4]',
    userId: '($7::text[])[8]',
    memory: '($7::text[])[7]',
    prefix: 'written.prefix',
    key: 'written.key',
  })
  const audit = auditInsert({
    ...{ values: '$7', operation: '$8::uuid', action: '($7::text[])[9]', memory: '($7::text[])[7]' },
    ...{
      before: 'earlier.value',
      after: 'coalesce($3::jsonb, earlier.value)',
      from: 'written left join earlier on true',
    },
    detail: `jsonb_strip_nulls(jsonb_build_object('search_entries', cardinality($4::text[]), 'bytes', octet_length($3::text)))`,
  })
  const text = `with earlier as materialized (
      select s.* from ${catalog.store} s where s.prefix = $1 and s.key = $2 ${parts.before} for update
    ), ${snapshot}, written as (
      ${parts.row}
    ), stale as (
      delete from ${catalog.vectorsTable} v using written
       where v.prefix = written.prefix and v.key = written.key and v.field_name <> all ($4::text[])
    ), entry as (
      insert into ${catalog.vectorsTable} as v (prefix, key, field_name, embedding, created_at, updated_at)
      select written.prefix, written.key, made.field_name, made.embedding::float8[]::${catalog.vectorType}, current_timestamp, current_timestamp
        from written, unnest($4::text[], $5::text[]) as made (field_name, embedding)
      on conflict (prefix, key, field_name) do update set embedding = excluded.embedding, updated_at = current_timestamp
    ), last_write as (
      insert into dashboard.last_write (prefix, key, updated_at, actor, surface, name, reason)
      select prefix, key, updated_at, ($7::text[])[3], ($7::text[])[1], ($7::text[])[12], ($7::text[])[5] from written where ($7::text[])[11] = 'own'
      on conflict (prefix, key) do update
        set updated_at = excluded.updated_at, actor = excluded.actor, surface = excluded.surface, name = excluded.name,
            reason = excluded.reason
    ), ${mapping}, audit as (
      ${audit}
    )
    select ${shown} from written s`
  const values = [
    prefix,
    key,
    json,
    entries?.fields ?? null,
    entries?.vectors ?? null,
    embedderPrint(scope.store),
    [
      ...auditValues(scope),
      ...[memory, scope.userId, action, restoredAt ?? null, isOwnWords ? 'own' : '', nameOf(scope.origin)],
    ],
    operation ?? randomUUID(),
    ...parts.values,
  ]
  // as part of a transaction it ends with that, and may be one of many: a plan that is kept would not see a table grow under them
  const { rows } = await asExpected(() =>
    db === scope.store.pool
      ? tryAgain(() => inOneStatement<Shown>(scope.store.pool, prepared(catalog, text, values)))
      : db.query<Shown>(text, values),
  )
  return rows[0]
}

/** Part `before` of a change of what is stored: only while it is at the version $9. */
export const AT_VERSION = `and ${ROW_VERSION} = $9`

/**
 * An edit of the row at version $9, to the value $3; `ttl_minutes` stays and `expires_at` begins anew (decision 6).
 * @returns the memory as it was written; undefined: it is not at that version any more, and nothing is written
 */
export async function writeEdit(
  scope: Scope,
  write: Write & { entries: SearchEntries },
  version: string,
): Promise<Memory | undefined> {
  const { catalog } = scope.store
  const parts = { before: AT_VERSION, row: editedRow(catalog), values: [version] }
  // its entries and its provenance are those of this statement, which cannot read what it writes itself; and so is its xmin
  const row = await writtenRow<WrittenRow>(
    scope,
    write,
    parts,
    `s.value::text as json, octet_length(s.value::text) as bytes,
     pg_current_xact_id()::xid::text || '/' || s.updated_at::text as version,
     s.created_at::text as "createdAt", s.updated_at::text as "updatedAt",
     ${catalog.hasTtl ? `s.expires_at::text as "expiresAt", coalesce(s.expires_at <= now(), false) as expired` : `null as "expiresAt", false as expired`}`,
  )
  if (row === undefined) return undefined
  const { origin, actor } = scope
  return toMemory(scope, {
    ...row,
    prefix: write.prefix,
    key: write.key,
    searchable: write.entries.fields.length > 0,
    isOwnWriting: actor === oneself(scope),
    writtenSurface: origin.surface,
    writtenName: nameOf(origin),
    writtenReason: reasonOf(origin),
  })
}

type WrittenRow = Pick<MemoryRow, 'json' | 'bytes' | 'version' | 'createdAt' | 'updatedAt' | 'expiresAt' | 'expired'>

/** Part `row` of an edit: the value becomes $3; `ttl_minutes` stays and `expires_at` begins anew (decision 6). */
export function editedRow(catalog: Catalog): string {
  return `update ${catalog.storeTable} s set value = $3::jsonb, updated_at = current_timestamp
          ${catalog.hasTtl ? `, expires_at = case when s.ttl_minutes is null then s.expires_at else now() + make_interval(mins => s.ttl_minutes) end` : ''}
          from earlier where s.prefix = earlier.prefix and s.key = earlier.key
        returning s.prefix, s.key, s.value, s.created_at, s.updated_at${catalog.hasTtl ? ', s.expires_at' : ''}`
}
