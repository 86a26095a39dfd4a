// An agent's write that has begun is waited for before all of a person's is erased: by the lock that both take, not by luck.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { holdGuard } from '@/lib/store/forgetting/guard'
import { installGuard } from '@/lib/store/forgetting/guard-state'
import { inTransaction } from '@/lib/store/transaction'
import { onDatabase } from '../support/databases'
import { codePointEmbedder, storeWith, viewer } from '../support/stores'

onDatabase('postgres', (use) => {
  test('whoever erases all of a person’s waits for a write that has begun', async () => {
    const { pool } = use()
    await setUpAgentTables(pool, 'public', 16)
    const store = await storeWith(pool, codePointEmbedder(16))
    await installGuard(pool, store.catalog, 'skip', 'user_memories')
    const hold = (id: string) =>
      inTransaction(pool, async (client) => {
        await client.query(`set local lock_timeout = '100ms'`)
        await holdGuard(client, viewer(store, id), randomUUID())
      })
    await inTransaction(pool, async (agent) => {
      await agent.query(`set local dashboard.own to 'off'`)
      await agent.query(`insert into store (prefix, key, value) values ($1, 'begun', '{}')`, [
        viewer(store, 'ada').root,
      ])
      await expect(hold('ada')).rejects.toMatchObject({ code: '55P03' })
    })
    await hold('ada')
    expect((await pool.query('select key from store')).rows).toEqual([{ key: 'begun' }])
  })
})
