// Undoing a deletion, for ten minutes.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { memoryId } from '@/lib/shared/memory'
import { UNDO } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { auditInsert, auditValues } from '../audit/row'
import { derivedId } from '../derived-id'
import { childOf } from '../memory-row'
import { embedderPrint, pseudonym, type Scope } from '../memory-store'
import { asExpected } from '../outage'
import { entriesBeforeMerge, undoMergeIn } from '../pairs/merge-undo'
import { UUID } from '../selected'
import { putEntriesBack } from '../transfer/put-entries-back'
import { changing, letGoSoon } from '../try-again'
import { remakeSearchEntries } from './search-entries'
import { isOffered, offeredPerRow, offeredTo } from './undoable'

type Kept = {
  versionId: string
  prefix: string
  key: string
  value: string
  embedder: string
  fields: string[]
}

export type Undone = { id: string; key: string; left?: string }

/**
 * Puts a removed memory back as it was: text, times, time to live and, while the encoder is the same, the stored vectors;
 * otherwise its text is embedded anew. Where it had become part of another memory, that one says again what it said before. Asked
 * for again it is done already, as long as the memory is there.
 * @returns the address of the memory; `left`: the key of the other one, where it was changed since and stays as it is
 * @throws Expected `not-found` after the window, `conflict` when it has been written anew since, `embedding-unavailable`,
 *   `unanswered`, `database-unavailable`
 */
export const undoRemoval = traced(UNDO, putBack)

async function putBack(scope: Scope, removalId: string): Promise<Undone> {
  try {
    return await carryOut(scope, removalId)
  } catch (error) {
    if (!(error instanceof Expected) || error.code === 'unanswered' || !UUID.test(removalId)) throw error
    const done = await doneBefore(scope, removalId)
    if (done === null) throw error
    return done
  }
}

async function carryOut(scope: Scope, removalId: string): Promise<Undone> {
  const kept = await asExpected(() => readKept(scope.store.pool, scope, removalId, ''))
  // embedded before the transaction; the copy is read again inside it
  const anew = kept.embedder === embedderPrint(scope.store) ? null : await remakeSearchEntries(scope.store, kept)
  const otherAnew = await entriesBeforeMerge(scope, removalId)
  const { catalog } = scope.store
  const left = await changing(scope.store.pool, async (client) => {
    const { versionId, prefix, key } = await readKept(client, scope, removalId, 'for update of r')
    const ttl = catalog.hasTtl ? ', expires_at, ttl_minutes' : ''
    const row = await client.query(
      `insert into ${catalog.storeTable} (prefix, key, value, created_at, updated_at ${ttl})
       select prefix, key, value, created_at, updated_at ${ttl} from dashboard.memory_version where id = $1
       on conflict (prefix, key) do nothing`,
      [versionId],
    )
    if (row.rowCount === 0 && !(await isOwnRow(client, scope, prefix, key))) throw noUndo()
    if (row.rowCount === 0)
      throw new Expected('conflict', 'It was not brought back: {key} has been written anew since. Compare the two.', {
        values: { key },
      })
    await putEntriesBack(client, scope.store, { versionId, prefix, key, anew })
    await letGoSoon(client)
    const other = await undoMergeIn(client, scope, removalId, otherAnew)
    await client.query('delete from dashboard.removal where id = $1', [removalId])
    await client.query('delete from dashboard.memory_version where id = $1', [versionId])
    await client.query(
      auditInsert({
        ...{ values: '$1', operation: '$2::uuid', action: `'memory.undo'`, memory: '$3', after: 's.value' },
        from: `${catalog.store} s where s.prefix = $4 and s.key = $5`,
      }),
      [
        auditValues(scope, other === null ? {} : { left: pseudonym(scope.store, 'memory', other.prefix, other.key) }),
        ...[undoOf(removalId), pseudonym(scope.store, 'memory', prefix, key), prefix, key],
      ],
    )
    return other?.key ?? null
  })
  return undone(scope, { ...kept, left })
}

function undone(scope: Scope, { prefix, key, left }: { prefix: string; key: string; left: string | null }): Undone {
  return { id: memoryId(childOf(scope, prefix), key), key, ...(left === null ? {} : { left }) }
}

/** The audit's id of what undoes a removal. */
const undoOf = (removalId: string) => derivedId(removalId, 'undo')

/** What whoever asks has undone before, when the answer was lost or it was sent twice at once; null unless the memory is there. */
async function doneBefore(scope: Scope, removalId: string): Promise<Undone | null> {
  const { rows } = await asExpected(() =>
    scope.store.pool.query<{ prefix: string; key: string; left: string | null }>(
      `select s.prefix, s.key, o.key as left
         from dashboard.audit a join dashboard.pseudonym p on p.pseudonym = a.memory
         join ${scope.store.catalog.store} s on s.prefix = p.prefix and s.key = p.key
         left join dashboard.pseudonym o on o.pseudonym = a.detail->>'left'
        where a.op_id = $1::uuid and a.action = 'memory.undo' and a.subject = $2 and a.actor = $3`,
      [undoOf(removalId), scope.subject, scope.actor],
    ),
  )
  return rows[0] === undefined ? null : undone(scope, rows[0])
}

async function readKept(db: pg.Pool | pg.PoolClient, scope: Scope, removalId: string, lock: string): Promise<Kept> {
  if (!UUID.test(removalId)) throw noUndo()
  const { rows } = await db.query<Kept>(
    `select v.id::text as "versionId", v.prefix, v.key, v.value::text as value, v.embedder,
            array(select f.field_name from dashboard.memory_version_vector f where f.version_id = v.id order by 1) as fields
       from dashboard.removal r join dashboard.memory_version v on v.id = r.version_id
      where r.id = $1::uuid and r.subject = $2 and r.undo_until > now() and ${isOffered('$3')}${offeredPerRow(scope.store.catalog)} ${lock}`,
    [removalId, scope.subject, offeredTo(scope)],
  )
  if (rows[0] === undefined) throw noUndo()
  return rows[0]
}

function noUndo(): Expected {
  return new Expected('not-found', 'This can no longer be undone: the ten minutes are over, or it was undone already.')
}

/** What is there under the same key, where it may be another's: then nothing is told of it. */
async function isOwnRow(client: pg.PoolClient, scope: Scope, prefix: string, key: string): Promise<boolean> {
  const { catalog } = scope.store
  if (catalog.owner === undefined) return true
  const { rowCount } = await client.query(`select from ${catalog.store} s where s.prefix = $1 and s.key = $2`, [
    prefix,
    key,
  ])
  return rowCount === 1
}
