// Makes the search entries of a stored memory anew, and nothing else: its value, its times and its time to live stay as they are.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { jsonProblemInLine } from '@/lib/shared/json-problem'
import { type Json, JsonSyntaxError, parseJson } from '@/lib/shared/json-text'
import { parseMemoryId } from '@/lib/shared/memory'
import { RENEW } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { auditInsert, auditValues } from '../audit/row'
import { prefixBelow } from '../memory-row'
import { pseudonym, type Scope } from '../memory-store'
import { asExpected } from '../outage'
import { pseudonymRows } from '../pseudonym-rows'
import { changing } from '../try-again'
import { ROW_VERSION } from './row-version'
import { indexOf, makeSearchEntries, type SearchEntries } from './search-entries'
import { noSuchMemory, type OperationId } from './write-checks'

/** How many search entries the memory has now; 0: its value holds no text where the agent looks for one, so none can be made. */
export type Renewed = { entries: number }

/**
 * Gives a memory the search entries that the agent's put of its stored value would give it, under the paths that its entries
 * were made for (see `indexOf`), and removes those that do not belong to the value. The memory's row is not written: neither
 * value nor `updated_at` nor `expires_at` moves, and its version stays.
 * @param renew.version when given, only a memory still at that version is renewed
 * @throws Expected `not-found`, `conflict` when the memory changed meanwhile, `invalid` when its value cannot be read,
 *   `embedding-unavailable`, `database-unavailable`; nothing is written then
 */
export const renewSearchEntries = traced(RENEW, renewOne)

async function renewOne(
  scope: Scope,
  renew: { id: string; version?: string; operation?: OperationId },
): Promise<Renewed> {
  const address = parseMemoryId(renew.id)
  if (address === null) throw noSuchMemory()
  const at: Address = { prefix: prefixBelow(scope, address.child), key: address.key }
  const operation = renew.operation ?? randomUUID()
  const stored = await asExpected(() => readStored(scope, at))
  const done = await asExpected(() => doneBefore(scope, at, operation))
  if (done !== null) return done
  if (stored === null) throw noSuchMemory()
  if (renew.version !== undefined && renew.version !== stored.version) throw changed()
  const index = indexOf(stored.fields, scope.store.fields)
  const entries = await makeSearchEntries(scope.store, readable(stored.json), index)
  return changing(scope.store.pool, (client) => replaceEntries(client, scope, at, stored.version, entries, operation))
}

type Address = { prefix: string; key: string }
type Stored = { json: string; version: string; fields: string[] }

async function readStored({ store: { pool, catalog } }: Scope, { prefix, key }: Address): Promise<Stored | null> {
  const { rows } = await pool.query<Stored>(
    `select s.value::text as json, ${ROW_VERSION} as version,
            array(select v.field_name from ${catalog.vectors} v where v.prefix = s.prefix and v.key = s.key order by 1) as fields
       from ${catalog.store} s where s.prefix = $1 and s.key = $2`,
    [prefix, key],
  )
  return rows[0] ?? null
}

/** What the same operation, sent before, had done. */
async function doneBefore(
  { store }: Scope,
  { prefix, key }: Address,
  operation: OperationId,
  db: pg.Pool | pg.PoolClient = store.pool,
): Promise<Renewed | null> {
  const { rows } = await db.query<Renewed>(
    `select (detail ->> 'search_entries')::int as entries from dashboard.audit
      where op_id = $1::uuid and memory = $2 and action = 'memory.renew'`,
    [operation, pseudonym(store, 'memory', prefix, key)],
  )
  return rows[0] ?? null
}

async function replaceEntries(
  client: pg.PoolClient,
  scope: Scope,
  { prefix, key }: Address,
  version: string,
  entries: SearchEntries,
  operation: OperationId,
): Promise<Renewed> {
  const { catalog } = scope.store
  // the lock keeps the agent from writing between value and entries; it does not change the row
  const { rows } = await client.query<{ isCurrent: boolean }>(
    `select ${ROW_VERSION} = $3 as "isCurrent"
       from ${catalog.store} s where s.prefix = $1 and s.key = $2 for update`,
    [prefix, key, version],
  )
  const done = await doneBefore(scope, { prefix, key }, operation, client)
  if (done !== null) return done
  if (rows[0] === undefined) throw noSuchMemory()
  if (!rows[0].isCurrent) throw changed()
  const audit = auditInsert({
    ...{
      values: '$9',
      operation: '$7::uuid',
      action: `'memory.renew'`,
      memory: '$6',
      before: 's.value',
      after: 's.value',
    },
    from: `${catalog.store} s where s.prefix = $1 and s.key = $2`,
  })
  await client.query(
    `with stale as (
       delete from ${catalog.vectors} v where v.prefix = $1 and v.key = $2 and v.field_name <> all ($3::text[])
     ), audit as (
       ${audit} returning id
     ), ${pseudonymRows({ from: 'audit', subject: '$5', userId: '$8', memory: '$6', prefix: '$1', key: '$2' })}
     insert into ${catalog.vectors} as v (prefix, key, field_name, embedding, created_at, updated_at)
     select $1, $2, made.field_name, made.embedding::float8[]::${catalog.vectorType}, current_timestamp, current_timestamp
       from unnest($3::text[], $4::text[]) as made (field_name, embedding)
     on conflict (prefix, key, field_name) do update set embedding = excluded.embedding, updated_at = current_timestamp`,
    [
      prefix,
      key,
      entries.fields,
      entries.vectors,
      scope.subject,
      pseudonym(scope.store, 'memory', prefix, key),
      operation,
      scope.userId,
      auditValues(scope, { search_entries: entries.fields.length }),
    ],
  )
  return { entries: entries.fields.length }
}

/** An agent may have stored what is nested deeper than can be read here. */
function readable(json: string): Json {
  try {
    return parseJson(json)
  } catch (error) {
    if (error instanceof JsonSyntaxError)
      throw new Expected('invalid', 'Its search entry cannot be made here. {problem}', {
        values: { problem: jsonProblemInLine(error.problem) },
      })
    throw error
  }
}

function changed(): Expected {
  return new Expected(
    'conflict',
    'This memory changed meanwhile. Its search entry was not made; look at it again first.',
  )
}
