// Where two wait for each other one has to let go: nothing of it has happened then, and it is done again before anybody hears of it.
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { codeOf } from '@/lib/lakebase/patient-pool'
import { asExpected } from './outage'
import { inTransaction } from './transaction'

/** As long as a statement waits for a lock (lib/lakebase/database.ts). */
const PATIENCE_MS = 10_000

/**
 * A change in a transaction of its own, as whoever asked for it meets it.
 * @throws Expected `database-unavailable`, and what `work` throws
 */
export function changing<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return asExpected(() => tryAgain(() => inTransaction(pool, work)))
}

/**
 * Runs a transaction, or a statement that is one, again when Postgres ended it because it and another waited for each other, or when
 * it let go by itself ({@link letGoSoon}). All that it does must be undone by its end.
 */
export async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!hasLetGo(error) || performance.now() - began > PATIENCE_MS) throw error
    }
    await pause(10 + Math.random() * 40)
  }
}

/** Deadlock, serialization failure, lock timeout; also as a person would be told of it. */
export function hasLetGo(error: unknown): boolean {
  return [error, error instanceof Error ? error.cause : null].some((one) => /^(40P01|40001|55P03)$/.test(codeOf(one)))
}

/**
 * From here on the transaction holds a memory and asks for another. Should an agent hold that one and ask for ours, ours ends by itself
 * before Postgres would look (after a second) and might end the agent's.
 */
export async function letGoSoon(client: pg.PoolClient): Promise<void> {
  await client.query(`set local lock_timeout = '500ms'`)
}
