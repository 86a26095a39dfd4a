// Deleting a memory so that it is verifiably gone, undoing that for ten minutes, and purging what undo kept.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { problemOf } from '@/lib/shared/job'
import { memoryId, PREVIEW_BYTES, parseMemoryId, type RemovedBatch, type Undoable } from '@/lib/shared/memory'
import { childOf, prefixBelow } from './memory-row'
import { embedderPrint, pseudonym, type Scope } from './memory-store'
import { entriesBeforeMerge, undoMergeIn } from './merge-undo'
import { asExpected } from './outage'
import { pseudonymRows } from './pseudonym-rows'
import { remakeSearchEntries } from './search-entries'
import { UUID } from './selection'
import { snapshotOf } from './snapshot'
import { inTransaction } from './transaction'
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
export async function deleteMemory(
  scope: Scope,
  remove: { id: string; version?: string; operation?: OperationId },
): Promise<Undoable> {
  const operation = remove.operation ?? randomUUID()
  return asExpected(() =>
    inTransaction(scope.store.pool, (client) => removeIn(client, scope, { ...remove, operation })),
  )
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
  await client.query(`select from ${catalog.store} where prefix = $1 and key = $2 for update`, [prefix, address.key])
  // sent again after a lost answer, or twice at once: the same deletion, not another
  const same = await client.query<Undoable>(`${UNDOABLE} and r.id = $2::uuid and v.prefix = $3 and v.key = $4`, [
    scope.subject,
    remove.operation,
    prefix,
    address.key,
  ])
  if (same.rows[0] !== undefined) return same.rows[0]
  await before()
  const { rows } = await client.query<Undoable>(
    `with earlier as materialized (
       select s.* from ${catalog.store} s
        where s.prefix = $1 and s.key = $2 and ($3::text is null or s.xmin::text || '/' || s.updated_at::text = $3)
          for update
     ), ${snapshotOf(catalog, { prefix: '$1', key: '$2', embedder: '$4', actor: '$5' })}, removal as (
       insert into dashboard.removal (id, version_id, subject, undo_until)
       select $8::uuid, id, $6, now() + make_interval(mins => $10) from snapshot
       returning id, undo_until
     ), entry as (
       delete from ${catalog.vectors} v using earlier where v.prefix = earlier.prefix and v.key = earlier.key
     ), gone as (
       delete from ${catalog.store} s using earlier where s.prefix = earlier.prefix and s.key = earlier.key
     ), ${pseudonymRows({ from: 'removal', subject: '$6', userId: '$11', memory: '$7', prefix: '$1', key: '$2' })}, audit as (
       insert into dashboard.audit (op_id, action, surface, actor, subject, memory)
       select $8::uuid, 'memory.remove', $9, $5, $6, $7 from removal
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
      scope.surface,
      UNDO_MINUTES,
      scope.userId,
    ],
  )
  const left = await client.query<{ rows: number; entries: number }>(
    `select (select count(*)::int from ${catalog.store} s where s.prefix = $1 and s.key = $2) as rows,
            (select count(*)::int from ${catalog.vectors} v where v.prefix = $1 and v.key = $2) as entries`,
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

/** Deletions of this person that can still be undone, the latest first. What was removed together is one, until one is left. */
export async function listUndoable(scope: Scope): Promise<Undoable[]> {
  const { rows } = await asExpected(() =>
    scope.store.pool.query<Undoable & { into: string | null }>(
      `select case when count(*) = 1 then min(r.id::text) else coalesce(r.batch_id, r.id)::text end as id,
              case when count(*) = 1 then min(v.key) else '' end as key,
              case when count(*) = 1 then min(i.key) end as "into",
              count(*)::int as count, count(r.problem)::int as left, min(r.undo_until)::text as until,
              extract(epoch from min(r.undo_until) - now())::int as "secondsLeft"
         from dashboard.removal r join dashboard.memory_version v on v.id = r.version_id
         left join dashboard.merge m on m.removal_id = r.id left join dashboard.memory_version i on i.id = m.version_id
        where r.subject = $1 and r.undo_until > now()
        group by coalesce(r.batch_id, r.id) order by max(r.undo_until) desc limit 100`,
      [scope.subject],
    ),
  )
  return rows.map(({ into, ...undoable }) => (into === null ? undoable : { ...undoable, into }))
}

/**
 * What was removed together and can still be brought back, as it was selected: those that an undo left out first. Of a batch
 * that is another person's, or never was, there is nothing.
 * @param page.after the last address of the page before
 */
export async function listRemoved(
  scope: Scope,
  batch: string,
  page: { limit: number; after?: string },
): Promise<RemovedBatch> {
  const nothing = { memories: [], more: false, count: 0, until: null }
  if (!UUID.test(batch) || !UUID.test(page.after ?? batch)) return nothing
  const { rows } = await asExpected(() =>
    scope.store.pool.query<RemovedRow>(
      `with removed as (
         select r.id, v.prefix, v.key, r.problem, v.id as place, r.problem is null as tail, v.value,
                count(*) over ()::int as count, (min(r.undo_until) over ())::text as until
           from dashboard.removal r join dashboard.memory_version v on v.id = r.version_id
          where r.batch_id = $1::uuid and r.subject = $2 and r.undo_until > now()
       )
       select id, prefix, key, problem, count, until,
              case when octet_length(value::text) <= ${PREVIEW_BYTES} then value::text end as json
         from removed
        where $3::uuid is null or (tail, place) > (select tail, place from removed where id = $3::uuid)
        order by tail, place limit $4`,
      [batch, scope.subject, page.after ?? null, page.limit + 1],
    ),
  )
  const first = rows[0]
  if (first === undefined) return nothing
  const memories = rows.slice(0, page.limit).map(({ id, prefix, key, json, problem }) => ({
    id,
    key,
    child: childOf(scope, prefix),
    json,
    problem: problemOf(problem),
  }))
  return { memories, more: rows.length > page.limit, count: first.count, until: first.until }
}

type RemovedRow = {
  id: string
  prefix: string
  key: string
  json: string | null
  problem: string | null
  count: number
  until: string
}

type Kept = {
  versionId: string
  prefix: string
  key: string
  value: string
  embedder: string
  fields: string[]
}

/**
 * Puts a removed memory back as it was: text, times, time to live and, while the encoder is the same, the stored vectors;
 * otherwise its text is embedded anew. Where it had become part of another memory, that one says again what it said before.
 * @returns the address of the memory; `left`: the key of the other one, where it was changed since and stays as it is
 * @throws Expected `not-found` after the window, `conflict` when it has been written anew since, `embedding-unavailable`
 */
export async function undoRemoval(
  scope: Scope,
  removalId: string,
): Promise<{ id: string; key: string; left?: string }> {
  const kept = await asExpected(() => readKept(scope.store.pool, scope, removalId, ''))
  // embedded before the transaction; the copy is read again inside it
  const anew = kept.embedder === embedderPrint(scope.store) ? null : await remakeSearchEntries(scope.store, kept)
  const otherAnew = await entriesBeforeMerge(scope, removalId)
  const { catalog } = scope.store
  const left = await asExpected(() =>
    inTransaction(scope.store.pool, async (client) => {
      const { versionId, prefix, key } = await readKept(client, scope, removalId, 'for update of r')
      const ttl = catalog.hasTtl ? ', expires_at, ttl_minutes' : ''
      const row = await client.query(
        `insert into ${catalog.store} (prefix, key, value, created_at, updated_at ${ttl})
         select prefix, key, value, created_at, updated_at ${ttl} from dashboard.memory_version where id = $1
         on conflict (prefix, key) do nothing`,
        [versionId],
      )
      if (row.rowCount === 0)
        throw new Expected('conflict', 'It was not brought back: {key} has been written anew since. Compare the two.', {
          values: { key },
        })
      if (anew === null)
        await client.query(
          `insert into ${catalog.vectors} (prefix, key, field_name, embedding, created_at, updated_at)
           select $2, $3, field_name, embedding::${catalog.vectorType}, created_at, updated_at
             from dashboard.memory_version_vector where version_id = $1`,
          [versionId, prefix, key],
        )
      else
        await client.query(
          `insert into ${catalog.vectors} (prefix, key, field_name, embedding, created_at, updated_at)
           select $1, $2, made.field_name, made.embedding::float8[]::${catalog.vectorType}, current_timestamp, current_timestamp
             from unnest($3::text[], $4::text[]) as made (field_name, embedding)`,
          [prefix, key, anew.fields, anew.vectors],
        )
      const changed = await undoMergeIn(client, scope, removalId, otherAnew)
      await client.query('delete from dashboard.removal where id = $1', [removalId])
      await client.query('delete from dashboard.memory_version where id = $1', [versionId])
      await client.query(
        `insert into dashboard.audit (op_id, action, surface, actor, subject, memory)
         values ($1, 'memory.undo', $2, $3, $4, $5)`,
        [randomUUID(), scope.surface, scope.actor, scope.subject, pseudonym(scope.store, 'memory', prefix, key)],
      )
      return changed
    }),
  )
  return { id: memoryId(childOf(scope, kept.prefix), kept.key), key: kept.key, ...(left === null ? {} : { left }) }
}

async function readKept(db: pg.Pool | pg.PoolClient, scope: Scope, removalId: string, lock: string): Promise<Kept> {
  const noUndo = () =>
    new Expected('not-found', 'This can no longer be undone: the ten minutes are over, or it was undone already.')
  if (!UUID.test(removalId)) throw noUndo()
  const { rows } = await db.query<Kept>(
    `select v.id::text as "versionId", v.prefix, v.key, v.value::text as value, v.embedder,
            array(select f.field_name from dashboard.memory_version_vector f where f.version_id = v.id order by 1) as fields
       from dashboard.removal r join dashboard.memory_version v on v.id = r.version_id
      where r.id = $1::uuid and r.subject = $2 and r.undo_until > now() ${lock}`,
    [removalId, scope.subject],
  )
  if (rows[0] === undefined) throw noUndo()
  return rows[0]
}
