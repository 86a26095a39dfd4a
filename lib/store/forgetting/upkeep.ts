// What the server does about the guard by itself: installs it where the database is its own, tries whether it holds, and keeps its counts and traces in order.
import type { Database } from '@/lib/lakebase/database'
import { inEnglish } from '@/lib/shared/text'
import type { MemoryStore } from '../memory-store'
import { countAttempts } from './guard'
import { GUARD_FAILURES, guardState, installGuard, tryGuard } from './guard-state'
import { noticeRelearned, purgeTombstones } from './tombstones'

type Guarded = Pick<MemoryStore, 'pool' | 'catalog' | 'namespaceRoot'>

/**
 * At the start, and once in a while: the embedded database gets the guard; in every other, whether it is to be there is the owner's
 * to say.
 * @returns what whoever runs the server has to know; null: all is well
 */
export async function lookAtGuard(store: Guarded, kind: Database['kind']): Promise<string | null> {
  const { pool, catalog, namespaceRoot } = store
  const { state, closed } = await guardState(pool, catalog, namespaceRoot)
  const stands = state === 'skip' || state === 'raise'
  if (!stands && kind === 'embedded') await installGuard(pool, catalog, 'skip', namespaceRoot)
  else if (state === 'missing') return closed === 0 ? null : NOT_INSTALLED
  else if (state === 'disabled') return INCOMPLETE
  const failed = await tryGuard(pool, catalog, namespaceRoot)
  return failed === null ? null : `The guard stands, but does not hold: ${inEnglish(GUARD_FAILURES[failed])}`
}

const HOW = 'npm run guard -- print prints the statements for the owner of the agent’s tables.'
const NOT_INSTALLED = `People wish to be forgotten, and the guard is not installed: agents may go on writing about them. ${HOW}`
const INCOMPLETE = `The guard is incomplete or switched off. ${HOW}`

/** With every purge. */
export async function keepGuard(store: Guarded): Promise<void> {
  await countAttempts(store.pool)
  await purgeTombstones(store.pool)
  await noticeRelearned(store)
}
