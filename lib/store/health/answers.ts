// Whether the agent's tables answer right now.
import type { MemoryStore } from '../memory-store'
import { asExpected } from '../outage'

/** @throws Expected `database-unavailable`, `store-not-ready` */
export async function storeAnswers({ pool, catalog }: Pick<MemoryStore, 'pool' | 'catalog'>): Promise<void> {
  await asExpected(() => pool.query(`select from ${catalog.store} s limit 1`))
}
