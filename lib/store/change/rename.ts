// Gives a memory another key. The agent knows a memory by its key, so the row moves: value, times, search entries, history and provenance with it, in one transaction.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { writeJson } from '@/lib/shared/json-text'
import { type Memory, memoryId, parseMemoryId } from '@/lib/shared/memory'
import { keyProblem } from '@/lib/shared/value-rules'
import { RENAME } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { auditInsert, auditValues } from '../audit/row'
import { prefixBelow } from '../memory-row'
import { embedderPrint, nameOf, pseudonym, reasonOf, type Scope } from '../memory-store'
import { asExpected } from '../outage'
import { pseudonymRows } from '../pseudonym-rows'
import { moveReads } from '../read-log'
import { changing, letGoSoon } from '../try-again'
import { isOfMemory } from './history'
import { ROW_VERSION } from './row-version'
import { indexOf, makeSearchEntries } from './search-entries'
import { snapshotOf } from './snapshot'
import { beforeEdit, checked, isDone, noSuchMemory, type OperationId, objectOf, presentMemory } from './write-checks'
import { AT_VERSION, editedRow, writeRow } from './write-statement'

export type Rename = {
  id: string
  version: string
  /** The key it gets; it stays in its namespace. */
  key: string
  /** Changes the value in the same transaction. */
  json?: string
  operation?: OperationId
}

/**
 * Moves a memory to another key, and with `json` edits it on the way: both or neither. The search entries move as they are,
 * for a key is no part of what is embedded. `ttl_minutes` and `expires_at` move too. Undone by renaming it back.
 * @returns the memory at its new address
 * @throws Expected `invalid`, `exists` when the key is taken, `conflict` when the memory changed since it was opened,
 *   `not-found`, `embedding-unavailable`, `database-unavailable`; nothing is written then
 */
export const renameMemory = traced(RENAME, renamed)

async function renamed(scope: Scope, rename: Rename): Promise<Memory> {
  const address = parseMemoryId(rename.id)
  if (address === null) throw noSuchMemory()
  const prefix = prefixBelow(scope, address.child)
  const move: Move = { prefix, from: address.key, to: rename.key, operation: rename.operation ?? randomUUID() }
  const json = rename.json === undefined ? null : writeJson(checked(rename.json))
  const wrong = keyProblem(move.to, prefix, scope.store.fields)
  if (wrong !== null) throw new Expected('invalid', wrong.text, wrong)
  const newId = memoryId(address.child, move.to)
  if (await isDone(scope, prefix, move.to, move.operation)) return presentMemory(scope, newId)
  if (move.to === move.from) throw new Expected('invalid', 'This is the key that the memory has already.')
  try {
    await carryOut(scope, move, rename.version, await prepareEdit(scope, move, rename.version, json))
  } catch (error) {
    // the same operation, sent twice at once, may have been faster between two looks
    if (!(error instanceof Expected) || error.code === 'unanswered') throw error
    if (!(await isDone(scope, prefix, move.to, move.operation))) throw error
  }
  return presentMemory(scope, newId)
}

type Edit = Awaited<ReturnType<typeof prepareEdit>>

async function carryOut(scope: Scope, move: Move, version: string, edit: Edit): Promise<void> {
  const work = async (client: pg.PoolClient) => {
    if (!(await lock(client, scope, move, version))) return
    if (edit !== null)
      await writeRow(
        scope,
        { prefix: move.prefix, key: move.from, ...edit, action: 'memory.edit' },
        { before: AT_VERSION, row: editedRow(scope.store.catalog), values: [version] },
        client,
      )
    await letGoSoon(client)
    await moveRow(client, scope, move)
    await moveHistory(client, scope, move)
    await moveReads(client, scope.store, move)
    await recordMove(client, scope, move)
  }
  await changing(scope.store.pool, work)
}

type Move = { prefix: string; from: string; to: string; operation: OperationId }

/** What is to be written before the row moves; null: its value stays. Whatever can be refused is refused here, before anything is embedded. */
async function prepareEdit(scope: Scope, { prefix, from, to }: Move, version: string, json: string | null) {
  const stored = await asExpected(() => beforeEdit(scope, prefix, from, { version, json: json ?? '{}' }))
  if (!stored.isThere) throw noSuchMemory()
  if (!stored.isCurrent) throw changed()
  if (await isTaken(scope, prefix, to)) throw taken(to)
  if (json === null || stored.canonical === stored.present) return null
  const entries = await makeSearchEntries(
    scope.store,
    objectOf(stored.canonical),
    indexOf(stored.fields, scope.store.fields),
  )
  return { json, entries }
}

async function isTaken({ store: { pool, catalog } }: Scope, prefix: string, key: string): Promise<boolean> {
  const { rowCount } = await asExpected(() =>
    pool.query(`select from ${catalog.store} s where s.prefix = $1 and s.key = $2`, [prefix, key]),
  )
  return rowCount === 1
}

/** @returns false when the same operation, sent twice at once, has meanwhile been carried out */
async function lock(client: pg.PoolClient, scope: Scope, move: Move, version: string): Promise<boolean> {
  const { rows } = await client.query<{ isCurrent: boolean }>(
    `select ${ROW_VERSION} = $3 as "isCurrent"
       from ${scope.store.catalog.store} s where s.prefix = $1 and s.key = $2 for update`,
    [move.prefix, move.from, version],
  )
  if (rows[0]?.isCurrent) return true
  const done = await client.query('select from dashboard.audit a where a.op_id = $1::uuid and a.memory = $2', [
    move.operation,
    pseudonym(scope.store, 'memory', move.prefix, move.to),
  ])
  if (done.rowCount === 1) return false
  throw rows[0] === undefined ? noSuchMemory() : changed()
}

/** The row and its search entries, as they are but for `updated_at`; what they were is kept as a version. */
async function moveRow(client: pg.PoolClient, scope: Scope, { prefix, from, to }: Move): Promise<void> {
  const { catalog } = scope.store
  const ttl = catalog.hasTtl ? ', expires_at, ttl_minutes' : ''
  const at = { prefix: '$1', key: '$2', embedder: '$3', actor: '$4', how: `'rename'` }
  await client.query(
    `with earlier as materialized (
       select s.* from ${catalog.store} s where s.prefix = $1 and s.key = $2
     ), ${snapshotOf(catalog, at)}
     select from snapshot`,
    [prefix, from, embedderPrint(scope.store), scope.actor],
  )
  const moved = await client.query(
    `insert into ${catalog.store} (prefix, key, value, created_at, updated_at ${ttl})
     select prefix, $3, value, created_at, current_timestamp ${ttl} from ${catalog.store} s where prefix = $1 and key = $2
     on conflict (prefix, key) do nothing`,
    [prefix, from, to],
  )
  if (moved.rowCount !== 1) throw taken(to)
  await client.query(
    `insert into ${catalog.vectors} (prefix, key, field_name, embedding, created_at, updated_at)
     select prefix, $3, field_name, embedding, created_at, updated_at from ${catalog.vectors} v where prefix = $1 and key = $2`,
    [prefix, from, to],
  )
  await client.query(`delete from ${catalog.vectors} where prefix = $1 and key = $2`, [prefix, from])
  await client.query(`delete from ${catalog.store} where prefix = $1 and key = $2`, [prefix, from])
  const { rows } = await client.query<{ left: number }>(
    `select (select count(*) from ${catalog.store} s where s.prefix = $1 and s.key = $2)::int
          + (select count(*) from ${catalog.vectors} v where v.prefix = $1 and v.key = $2)::int as left`,
    [prefix, from],
  )
  if (rows[0]?.left !== 0) throw new Error('the database kept a row under its old key; the renaming was rolled back')
}

/**
 * The versions follow, with new ids. What another memory had left under the new key goes first: its row is gone; only a
 * deletion that can still be undone keeps its copies.
 */
async function moveHistory(client: pg.PoolClient, scope: Scope, { prefix, from, to }: Move): Promise<void> {
  const undoable = `coalesce((select max(r.version_id) from dashboard.removal r join dashboard.memory_version c on c.id = r.version_id
                               where c.prefix = $1 and c.key = $2), 0)`
  await client.query(
    `delete from dashboard.memory_version v where v.prefix = $1 and v.key = $2 and v.id > ${undoable}`,
    [prefix, to],
  )
  await client.query(
    `with followed as (
       select v.id, nextval(pg_get_serial_sequence('dashboard.memory_version', 'id')) as fresh
         from (select v.id from ${scope.store.catalog.store} s, dashboard.memory_version v
                where s.prefix = $1 and s.key = $3 and ${isOfMemory('$2')} order by v.id) v
     )
     update dashboard.memory_version v set id = followed.fresh, key = $3 from followed where v.id = followed.id`,
    [prefix, from, to],
  )
}

/** Provenance, meaning of the pseudonyms, audit. */
async function recordMove(client: pg.PoolClient, scope: Scope, { prefix, from, to, operation }: Move): Promise<void> {
  const memory = (key: string) => pseudonym(scope.store, 'memory', prefix, key)
  await client.query('delete from dashboard.last_write where prefix = $1 and key = any($2::text[])', [
    prefix,
    [from, to],
  ])
  await client.query(
    `insert into dashboard.last_write (prefix, key, updated_at, actor, surface, name, reason)
     select prefix, key, updated_at, $3, $4, $5, $6 from ${scope.store.catalog.store} s where prefix = $1 and key = $2`,
    [prefix, to, scope.actor, scope.origin.surface, nameOf(scope.origin), reasonOf(scope.origin)],
  )
  const audit = auditInsert({
    ...{
      values: '$1',
      operation: '$2::uuid',
      action: `'memory.rename'`,
      memory: '$3',
      before: 's.value',
      after: 's.value',
    },
    from: `${scope.store.catalog.store} s where s.prefix = $6 and s.key = $7`,
  })
  // what was done to it under the old key was done to this memory
  await client.query('update dashboard.pseudonym set key = $3 where prefix = $1 and key = $2', [prefix, from, to])
  await client.query(
    `with audit as (
       ${audit} returning id
     ), ${pseudonymRows({ from: 'audit', subject: '$4', userId: '$5', memory: '$3', prefix: '$6', key: '$7' })}
     select from audit`,
    [
      ...[auditValues(scope, { from: memory(from) }), operation, memory(to)],
      ...[scope.subject, scope.userId, prefix, to],
    ],
  )
}

function taken(key: string): Expected {
  return new Expected('exists', 'There is a memory named {key} already. Nothing has been saved.', { values: { key } })
}

function changed(): Expected {
  return new Expected('conflict', 'This memory changed while you were editing it. Nothing has been saved.')
}
