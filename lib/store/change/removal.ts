// Deleting a memory so that it is verifiably gone. Undoing that for ten minutes is undo.ts, what can be undone undoable.ts.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { parseMemoryId, type Undoable } from '@/lib/shared/memory'
import { DELETE } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { auditInsert, auditValues } from '../audit/row'
import { prefixBelow } from '../memory-row'
import { embedderPrint, pseudonym, reasonOf, type Scope } from '../memory-store'
import { pseudonymRows } from '../pseudonym-rows'
import { changing } from '../try-again'
import { ROW_VERSION } from './row-version'
import { snapshotOf } from './snapshot'
import { noSuchMemory, type OperationId } from './write-checks'

export const UNDO_MINUTES = 10

/** Removals of subject $1 that can still be undone. */
const UNDOABLE = `select r.id, v.key, 1 as count, 0 as left, r.undo_until::text as until, extract(epoch from r.undo_until - now())::int as "secondsLeft"
  from dashboard.removal r join dashboard.memory_version v on v.id = r.version_id
  where r.subject = $1 and r.undo_until > now()`

/**
 * Removes a memory with its search entries and verifies in the same transaction that the agent's tables hold neither.
 * @param remove.version when given, the memory is removed only if it is still at that version
 * @returns how to undo it
 * @throws Expected `not-found`, `conflict`, `database-unavailable`; an Error when something in the database kept the row
 */
export const deleteMemory = traced(DELETE, removeOne)

async function removeOne(
  scope: Scope,
  remove: { id: string; version?: string; operation?: OperationId },
): Promise<Undoable> {
  const operation = remove.operation ?? randomUUID()
  return changing(scope.store.pool, (client) => removeIn(client, scope, { ...remove, operation }))
}

/**
 * As {@link deleteMemory}, as part of a transaction.
 * @param before looked at after a removal that was sent twice has been recognised, and before anything is removed
 */
export async function removeIn(
  client: pg.PoolClient,
  scope: Scope,
  remove: { id: string; version?: string; operation: OperationId },
  before: () => Promise<void> = async () => {},
): Promise<Undoable> {
  const address = parseMemoryId(remove.id)
  if (address === null) throw noSuchMemory()
  const { catalog } = scope.store
  const prefix = prefixBelow(scope, address.child)
  const memory = pseudonym(scope.store, 'memory', prefix, address.key)
  // locked first: the statement below then sees row and search entries of one and the same version
  await client.query(`select from ${catalog.store} s where prefix = $1 and key = $2 for update`, [prefix, address.key])
  // sent again after a lost answer, or twice at once: the same deletion, not another
  const same = await client.query<Undoable>(`${UNDOABLE} and r.id = $2::uuid and v.prefix = $3 and v.key = $4`, [
    scope.subject,
    remove.operation,
    prefix,
    address.key,
  ])
  if (same.rows[0] !== undefined) return same.rows[0]
  await before()
  const audit = auditInsert({
    ...{ values: '$9', operation: '$8::uuid', action: `'memory.remove'`, memory: '$7' },
    ...{ before: 'earlier.value', from: 'removal cross join earlier' },
  })
  const { rows } = await client.query<Undoable>(
    `with earlier as materialized (
       select s.* from ${catalog.store} s
        where s.prefix = $1 and s.key = $2 and ($3::text is null or ${ROW_VERSION} = $3)
          for update
     ), ${snapshotOf(catalog, { prefix: '$1', key: '$2', embedder: '$4', actor: '$5' })}, removal as (
       insert into dashboard.removal (id, version_id, subject, undo_until, by_name, reason)
       select $8::uuid, id, $6, now() + make_interval(mins => $10), $12, $13 from snapshot
       returning id, undo_until
     ), entry as (
       delete from ${catalog.vectorsTable} v using earlier where v.prefix = earlier.prefix and v.key = earlier.key
     ), gone as (
       delete from ${catalog.storeTable} s using earlier where s.prefix = earlier.prefix and s.key = earlier.key
     ), ${pseudonymRows({ from: 'removal', subject: '$6', userId: '$11', memory: '$7', prefix: '$1', key: '$2' })}, audit as (
       ${audit}
     )
     select id, $2 as key, 1 as count, 0 as left, undo_until::text as until, extract(epoch from undo_until - now())::int as "secondsLeft" from removal`,
    [
      prefix,
      address.key,
      remove.version ?? null,
      embedderPrint(scope.store),
      scope.actor,
      scope.subject,
      memory,
      remove.operation,
      auditValues(scope),
      UNDO_MINUTES,
      scope.userId,
      scope.origin.surface === 'admin' ? scope.origin.name : null,
      reasonOf(scope.origin),
    ],
  )
  // nothing removed: it may be another's, of which nothing is told
  const [table, vectors] =
    rows[0] === undefined ? [catalog.store, catalog.vectors] : [catalog.storeTable, catalog.vectorsTable]
  const left = await client.query<{ rows: number; entries: number }>(
    `select (select count(*)::int from ${table} s where s.prefix = $1 and s.key = $2) as rows,
            (select count(*)::int from ${vectors} v where v.prefix = $1 and v.key = $2) as entries`,
    [prefix, address.key],
  )
  const removed = rows[0]
  if (removed === undefined) {
    if (left.rows[0]?.rows === 0) throw noSuchMemory()
    throw new Expected(
      'conflict',
      'This memory changed after you opened it. It was not deleted; look at it again first.',
    )
  }
  if (left.rows[0]?.rows !== 0 || left.rows[0]?.entries !== 0)
    throw new Error('the database kept a removed memory or its search entries; the removal was rolled back')
  return removed
}
