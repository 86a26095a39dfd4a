import type pg from 'pg'
import { Expected } from '@/lib/errors'
import type { FrozenSelection } from '@/lib/shared/job'
import { type Memory, memoryId } from '@/lib/shared/memory'
import { SELECTED } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { requireWholeNamespace } from './access/per-row'
import { childOf, lastWriteJoin, type MemoryRow, memoryColumns, toMemory } from './memory-row'
import type { Scope } from './memory-store'
import { asExpected } from './outage'

/**
 * How many memories a selection holds.
 * @throws Expected `not-found` for one that has expired, never was, or is another person's
 */
export async function readSelection(scope: Scope, id: string): Promise<FrozenSelection> {
  return asExpected(async () => {
    await openSelection(scope.store.pool, scope, id)
    const { rows } = await scope.store.pool.query<{ count: number }>(
      'select count(*)::int as count from dashboard.selection_item where selection_id = $1',
      [id],
    )
    return { id, count: rows[0]?.count ?? 0 }
  })
}

/**
 * Addresses of everything in a selection, in its order.
 * @throws as {@link readSelection}
 */
export const selectedIds = traced(SELECTED, idsIn)

async function idsIn(scope: Scope, id: string): Promise<string[]> {
  return asExpected(async () => {
    await openSelection(scope.store.pool, scope, id)
    const { rows } = await scope.store.pool.query<{ prefix: string; key: string }>(
      'select prefix, key from dashboard.selection_item where selection_id = $1 order by position',
      [id],
    )
    return rows.map(({ prefix, key }) => memoryId(childOf(scope, prefix), key))
  })
}

/**
 * The memories of a selection as they are stored now, whole, in its order; what is gone is left out.
 * @param limit rows fetched at a time
 * @throws as {@link readSelection}
 */
export async function* selectedMemories(scope: Scope, id: string, limit = 200): AsyncGenerator<Memory> {
  await asExpected(() => openSelection(scope.store.pool, scope, id))
  let after = -1
  for (;;) {
    const rows = await asExpected(() => memoriesAfter(scope, id, after, limit))
    for (const row of rows) if (row.isThere) yield toMemory(scope, row)
    if (rows.length < limit) return
    after = rows.at(-1)?.position ?? after
  }
}

type ItemRow = MemoryRow & { position: number; isThere: boolean }

async function memoriesAfter(scope: Scope, id: string, after: number, limit: number): Promise<ItemRow[]> {
  const { rows } = await scope.store.pool.query<ItemRow>(
    `select i.position, s.key is not null as "isThere", ${memoryColumns(scope, '$4', null)}
       from (select * from dashboard.selection_item where selection_id = $1 and position > $2 order by position limit $3) i
       left join ${scope.store.catalog.store} s on s.prefix = i.prefix and s.key = i.key
       ${lastWriteJoin}
      order by i.position`,
    [id, after, limit, scope.actor],
  )
  return rows
}

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** @throws Expected `not-found` unless it is this person's and has not expired */
export async function openSelection(db: pg.Pool | pg.PoolClient, scope: Scope, id: string, lock = ''): Promise<void> {
  requireWholeNamespace(scope)
  const { rowCount } = UUID.test(id)
    ? await db.query(
        `select from dashboard.selection where id = $1::uuid and subject = $2 and expires_at > now() ${lock}`,
        [id, scope.subject],
      )
    : { rowCount: 0 }
  if (rowCount === 0)
    throw new Expected('not-found', 'This selection is not there any more. Select the memories again.')
}
