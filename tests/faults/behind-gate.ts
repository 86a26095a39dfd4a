// One database, seen twice: directly, and through a gate that can cut what passes.
import { afterAll, beforeAll } from 'vitest'
import { type Database, openPostgres } from '@/lib/lakebase/database'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import type { MemoryStore, Viewer } from '@/lib/store/memory-store'
import { connectionString } from '../support/databases'
import { auditOf, clear, codePointEmbedder, storeWith, viewer } from '../support/stores'
import { openWireGate, type WireGate } from '../support/wire-gate'
import type { Mutation } from './mutations'

export type BehindGate = {
  gate: WireGate
  /** Not through the gate. */
  store: MemoryStore
  near: Viewer
  /** Through the gate. */
  ada: Viewer
}

/** Registers the hooks. `take` puts it where the tests look for it. */
export function behindGate(use: () => Database, take: (behind: BehindGate) => void): void {
  let gate: WireGate
  let through: Database
  beforeAll(async () => {
    const { pool } = use()
    await setUpAgentTables(pool, 'public', 16)
    const url = new URL(connectionString(use()))
    gate = await openWireGate(new URL(url), pool)
    url.hostname = '127.0.0.1'
    url.port = String(gate.port)
    through = await openPostgres(url.href, 2)
    const [store, farther] = await Promise.all(
      [pool, through.pool].map((one) => storeWith(one, codePointEmbedder(16), { fields: ['text'] })),
    )
    if (store === undefined || farther === undefined) throw new Error('two pools gave fewer stores')
    take({ gate, store, near: viewer(store, 'ada@corp.com'), ada: viewer(farther, 'ada@corp.com') })
  })
  afterAll(async () => {
    await through?.close()
    await gate?.close()
  })
}

/** Empties the store and makes what the mutation needs; `auditSince`: what has been recorded since then. */
export async function prepared({ store, near }: BehindGate, mutation: Mutation) {
  await clear(store)
  const asked = await mutation.prepare(near)
  const already = (await auditOf(store)).length
  const auditSince = async () => (await auditOf(store)).slice(already).map(({ action }) => action)
  return { ...asked, auditSince }
}
