// How much is kept about a person, and since when.
import { KEPT } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import type { Scope } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'

/** `oldest`: when the oldest memory was first written; null where there is none, or none that says it. */
export type Kept = { memories: number; oldest: string | null }

/** @throws Expected `database-unavailable` */
export const keptAbout = traced(KEPT, countKept)

async function countKept(scope: Scope): Promise<Kept> {
  const prefixes = await asExpected(() => personPrefixes(scope))
  const { pool, catalog } = scope.store
  const { rows } = await asExpected(() =>
    pool.query<Kept>(
      `select count(*)::int as memories, min(created_at)::text as oldest
         from ${catalog.store} s where prefix = any($1::text[])`,
      [prefixes],
    ),
  )
  return rows[0] ?? { memories: 0, oldest: null }
}
