// What the guard adds to carrying a request out: it closes the namespace while all of it is erased, and remembers by fingerprint what was forgotten one by one.
import type pg from 'pg'
import type { MemoryStore } from '../memory-store'
import { holdGuard, readGuard, releaseGuard, wishForGuard } from './guard'
import type { ErasedItem, ForgetHook, OpenForget } from './hooks'
import { recordSuppression } from './ledger-entries'
import { rememberTombstones } from './tombstones'

/** The wish first: what is let go by {@link completed} is then closed all the same. */
async function hold(client: pg.PoolClient, store: MemoryStore, request: OpenForget): Promise<void> {
  if (request.scope === 'everything') await holdGuard(client, request, request.id)
  if (!request.stopRemembering || (await readGuard(client, request)).isSuppressed) return
  await recordSuppression(client, store, request, 'forgotten', await wishForGuard(client, request, true))
}

/** Of everything nothing is left that could be compared: who is forgotten as a whole is not remembered by what they had. */
async function erased(
  client: pg.PoolClient,
  _: MemoryStore,
  request: OpenForget,
  items: readonly ErasedItem[],
): Promise<void> {
  if (request.scope === 'everything') {
    const ofThem = `root_print = dashboard.guard_print('namespace', $1)`
    await client.query(`delete from dashboard.forgotten_memory where ${ofThem}`, [request.root])
  } else await rememberTombstones(client, request, request.id, items)
}

async function completed(client: pg.PoolClient, _: MemoryStore, request: OpenForget): Promise<void> {
  await releaseGuard(client, request, request.id)
}

export const GUARD_HOOK: ForgetHook = { hold, erased, complete: completed }
