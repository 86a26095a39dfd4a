// Writing a memory: embed first, then one statement that does all or nothing: version check, snapshot, row, search entries, audit.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import type { IndexChoice } from '@/lib/langgraph/embedded-text'
import { type JsonObject, parseJson, writeJson } from '@/lib/shared/json-text'
import { type Memory, parseMemoryId } from '@/lib/shared/memory'
import { checkValueText, keyProblem } from '@/lib/shared/value-rules'
import { prefixBelow } from './memory-row'
import { embedderPrint, pseudonym, type Scope } from './memory-store'
import { asExpected } from './outage'
import { getMemory, getMemoryAt } from './read'
import { indexOf, makeSearchEntries, type SearchEntries } from './search-entries'
import { snapshotOf } from './snapshot'
import { inTransaction } from './transaction'

/** Identifies one intention of a person: sent twice, it is carried out once. */
export type OperationId = string

/**
 * Replaces the value of a memory, if it is still at `version`. Keeps `ttl_minutes` and restarts `expires_at` from it.
 * @returns the memory as it is now
 * @throws Expected `invalid`, `conflict` (nothing is written; the version now stored is at {@link getMemory}), `not-found`,
 *   `embedding-unavailable` (nothing is written), `database-unavailable`
 */
export async function editMemory(
  scope: Scope,
  edit: { id: string; version: string; json: string; operation?: OperationId },
): Promise<Memory> {
  const address = parseMemoryId(edit.id)
  const json = writeJson(checked(edit.json))
  if (address === null) throw noSuchMemory()
  const prefix = prefixBelow(scope, address.child)
  const stored = await asExpected(() => beforeEdit(scope, prefix, address.key, { ...edit, json }))
  if (stored.isDone) return presentMemory(scope, edit.id)
  if (!stored.isThere) throw noSuchMemory()
  if (!stored.isCurrent)
    throw new Expected('conflict', 'This memory changed while you were editing it. Nothing has been saved.')
  const index = indexOf(stored.fields, scope.store.fields)
  const entries = await makeSearchEntries(scope.store, objectOf(stored.canonical), index)
  const { catalog } = scope.store
  const written = await writeRow(
    scope,
    { ...edit, json, prefix, key: address.key, entries, action: 'memory.edit' },
    {
      before: `and s.xmin::text || '/' || s.updated_at::text = $9`,
      row: `update ${catalog.store} s set value = $3::jsonb, updated_at = current_timestamp
            ${catalog.hasTtl ? `, expires_at = case when s.ttl_minutes is null then s.expires_at else now() + make_interval(mins => s.ttl_minutes) end` : ''}
            from earlier where s.prefix = earlier.prefix and s.key = earlier.key
          returning s.prefix, s.key, s.updated_at`,
      values: [edit.version],
    },
  )
  if (!written && !(await isDone(scope, prefix, address.key, edit.operation))) {
    if ((await getMemory(scope, edit.id)) === null) throw noSuchMemory()
    throw new Expected('conflict', 'This memory changed while you were editing it. Nothing has been saved.')
  }
  return presentMemory(scope, edit.id)
}

/**
 * Stores a new memory, in the person's own namespace or in one below it.
 * @throws Expected `invalid`, `exists` when the key is taken (nothing is written), `embedding-unavailable`, `database-unavailable`
 */
export async function createMemory(
  scope: Scope,
  create: { key: string; child?: readonly string[]; json: string; operation?: OperationId },
): Promise<Memory> {
  const child = create.child ?? []
  if (!child.every(isLabel)) throw new Expected('invalid', 'This memory cannot be kept under that name.')
  const prefix = prefixBelow(scope, child)
  const json = writeJson(checked(create.json))
  const wrong = keyProblem(create.key, prefix, scope.store.fields)
  if (wrong !== null) throw new Expected('invalid', wrong)
  const taken = () => new Expected('exists', `There is a memory named ${create.key} already. Nothing has been saved.`)
  const stored = await asExpected(() => beforeEdit(scope, prefix, create.key, { ...create, json, version: '' }))
  if (!stored.isDone) {
    if (stored.isThere) throw taken()
    const entries = await makeSearchEntries(scope.store, objectOf(stored.canonical))
    const written = await writeRow(
      scope,
      { ...create, json, prefix, entries, action: 'memory.create' },
      {
        before: 'and false',
        row: `insert into ${scope.store.catalog.store} as s (prefix, key, value, created_at, updated_at)
            values ($1, $2, $3::jsonb, current_timestamp, current_timestamp)
            on conflict (prefix, key) do nothing
            returning s.prefix, s.key, s.updated_at`,
        values: [],
      },
    )
    if (!written && !(await isDone(scope, prefix, create.key, create.operation))) throw taken()
  }
  const memory = await getMemoryAt(scope, child, create.key)
  if (memory === null) throw noSuchMemory()
  return memory
}

/**
 * The agent's own put: stores or replaces, last writer wins, and clears any time to live, as upstream does. Unlike
 * upstream it removes search entries of the earlier value.
 * @param put.json embedded as it stands here, as Python embeds the value it was given
 * @param put.index as upstream's `index`
 * @throws Expected `invalid`, `embedding-unavailable`, `database-unavailable`
 */
export async function putMemory(
  scope: Scope,
  put: { child?: readonly string[]; key: string; json: string; index?: IndexChoice },
): Promise<void> {
  const prefix = prefixBelow(scope, put.child ?? [])
  const value = checked(put.json)
  const wrong = keyProblem(put.key, prefix, scope.store.fields)
  if (wrong !== null) throw new Expected('invalid', wrong)
  const entries = await makeSearchEntries(scope.store, value, put.index)
  const { catalog } = scope.store
  const write = { prefix, entries, action: 'memory.put', key: put.key, json: writeJson(value) }
  await asExpected(() =>
    inTransaction(scope.store.pool, async (client) => {
      // locked first: the statement then sees the entries of the version that it replaces
      await client.query(`select from ${catalog.store} where prefix = $1 and key = $2 for update`, [prefix, put.key])
      await writeRow(
        scope,
        write,
        {
          before: '',
          // the join makes the snapshot come first: a row changed by its own statement can no longer be read as it was
          row: `insert into ${catalog.store} as s (prefix, key, value, created_at, updated_at)
            select $1, $2, $3::jsonb, current_timestamp, current_timestamp from (select count(*) from snapshot) as first
            on conflict (prefix, key) do update set value = excluded.value, updated_at = current_timestamp
              ${catalog.hasTtl ? ', expires_at = null, ttl_minutes = null' : ''}
            returning s.prefix, s.key, s.updated_at`,
          values: [],
        },
        client,
      )
      // a row that was new to the lock may have come with entries of another put
      await client.query(
        `delete from ${catalog.vectors} where prefix = $1 and key = $2 and field_name <> all ($3::text[])`,
        [prefix, put.key, entries.fields],
      )
    }),
  )
}

type Write = {
  prefix: string
  key: string
  /** What was checked, written anew: of a name given twice the first value was not, and must not reach Postgres. */
  json: string
  entries: SearchEntries
  action: string
  operation?: OperationId
}

/**
 * Runs the one statement that all writes share.
 * @param parts.before condition on the stored row `s`; the snapshot is of what it lets through
 * @param parts.row writes the row and returns prefix, key, updated_at; no row returned means nothing else is written either
 * @param parts.values for placeholders from $9 on
 * @returns whether a row was written
 */
async function writeRow(
  scope: Scope,
  { prefix, key, json, entries, action, operation }: Write,
  parts: { before: string; row: string; values: string[] },
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
         select prefix, key, updated_at, ($7::text[])[1], ($7::text[])[4] from written
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
        [scope.actor, scope.subject, memory, scope.surface, scope.userId, action],
        operation ?? randomUUID(),
        ...parts.values,
      ],
    ),
  )
  return rows[0]?.written ?? false
}

type Stored = { canonical: string; isThere: boolean; isCurrent: boolean; isDone: boolean; fields: string[] }

/**
 * One look before embedding: is the version still the one edited, which entries are there, and how will Postgres write the
 * value: the agent reads it back like that, and its next put of the same value then embeds the same text.
 */
async function beforeEdit(
  { store }: Scope,
  prefix: string,
  key: string,
  edit: { version: string; json: string; operation?: OperationId },
): Promise<Stored> {
  const { pool, catalog } = store
  const { rows } = await pool.query<Stored>(
    `select $3::jsonb::text as canonical,
            s.key is not null as "isThere",
            coalesce(s.xmin::text || '/' || s.updated_at::text = $4, false) as "isCurrent",
            exists (select from dashboard.audit a where a.op_id = $5::uuid and a.memory = $6) as "isDone",
            array(select v.field_name from ${catalog.vectors} v where v.prefix = s.prefix and v.key = s.key order by 1) as fields
       from (values (1)) as one left join ${catalog.store} s on s.prefix = $1 and s.key = $2`,
    [prefix, key, edit.json, edit.version, edit.operation ?? null, pseudonym(store, 'memory', prefix, key)],
  )
  if (rows[0] === undefined) throw new Error('a left join gave no row')
  return rows[0]
}

/** Whether the same operation, sent twice at once, has meanwhile been carried out. */
async function isDone({ store }: Scope, prefix: string, key: string, operation?: OperationId): Promise<boolean> {
  if (operation === undefined) return false
  const { rowCount } = await asExpected(() =>
    store.pool.query('select from dashboard.audit a where a.op_id = $1::uuid and a.memory = $2', [
      operation,
      pseudonym(store, 'memory', prefix, key),
    ]),
  )
  return rowCount === 1
}

/** What upstream's put accepts as a label of a namespace. */
function isLabel(label: string): boolean {
  return label !== '' && !label.includes('.') && !label.includes('\u0000') && label.isWellFormed()
}

function checked(json: string): JsonObject {
  const result = checkValueText(json)
  if (!result.ok) throw new Expected('invalid', result.problem.sentence)
  return result.value
}

function objectOf(canonical: string): JsonObject {
  const value = parseJson(canonical)
  if (value instanceof Map) return value
  throw new Error('Postgres wrote an object as something else')
}

async function presentMemory(scope: Scope, id: string): Promise<Memory> {
  const memory = await getMemory(scope, id)
  if (memory === null) throw noSuchMemory()
  return memory
}

export function noSuchMemory(): Expected {
  return new Expected('not-found', 'There is no such memory. It may have been deleted, or it never existed.')
}
