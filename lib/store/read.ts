// One memory, by its address among its owner's.
import type { Memory } from '@/lib/shared/memory'
import { parseMemoryId } from '@/lib/shared/memory'
import { GET } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { oneself } from './change/author'
import { lastWriteJoin, type MemoryRow, memoryColumns, prefixBelow, toMemory } from './memory-row'
import type { Scope } from './memory-store'
import { asExpected } from './outage'
import { prepared } from './prepared'

/**
 * The memory at `id`, or null when this person has none there: absent and not theirs are the same answer.
 * The value is whole, whatever its size.
 */
export const getMemory = traced(GET, memoryAt)

async function memoryAt(scope: Scope, id: string): Promise<Memory | null> {
  const address = parseMemoryId(id)
  return address === null ? null : getMemoryAt(scope, address.child, address.key)
}

/** As {@link getMemory}, by child namespace and key. */
export async function getMemoryAt(scope: Scope, child: readonly string[], key: string): Promise<Memory | null> {
  // no such key can be stored; asked for it, Postgres would fail, or read another one
  if (key.includes('\u0000') || !key.isWellFormed()) return null
  const { pool, catalog } = scope.store
  const text = `select ${memoryColumns(scope, '$3', null)} from ${catalog.store} s ${lastWriteJoin}
    where s.prefix = $1 and s.key = $2`
  const values = [prefixBelow(scope, child), key, oneself(scope)]
  const { rows } = await asExpected(() => pool.query<MemoryRow>(prepared(catalog, text, values)))
  return rows[0] ? toMemory(scope, rows[0]) : null
}
