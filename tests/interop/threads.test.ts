// Conversations that the agent's own checkpointer saved: found, erased, and gone for the agent too.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { parseThreadOwner } from '@/lib/store/forgetting/thread-owner'
import { countThreads, eraseThreads, THREAD_TABLES, threadsLeft } from '@/lib/store/forgetting/threads'
import { inTransaction } from '@/lib/store/transaction'
import { type PythonAgent, startAgent } from '../support/agent'
import { connectionString, onDatabase } from '../support/databases'
import { setUpThreads } from '../support/threads'

describe.skipIf(inject('agentPython') === null)('beside the agent’s own checkpointer', () => {
  onDatabase('postgres', (use) => {
    let agent: PythonAgent
    beforeAll(async () => {
      agent = startAgent(connectionString(use()), 16, ['$'])
      await agent.run({ verb: 'thread-setup' })
    })
    afterAll(() => agent.close())

    test('its tables are those that the other tests make', async () => {
      await use().pool.query('create schema ours')
      await setUpThreads(use().pool, 'ours')
      const columns = async (schema: string) =>
        (
          await use().pool.query(
            `select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
              where table_schema = $1 and table_name = any($2) order by 1, 2`,
            [schema, [...THREAD_TABLES, 'checkpoint_migrations']],
          )
        ).rows
      expect(await columns('ours')).toEqual(await columns('public'))
      expect(await columns('ours')).toHaveLength(1 + 7 + 6 + 9)
    })

    test('a person’s threads go with all that belongs to them, and the others go on', async () => {
      const say = (thread: string, userId: string) =>
        agent.run({ verb: 'thread-put', thread, said: `hello from ${userId}`, configurable: { user_id: userId } })
      const hear = (thread: string) => agent.run({ verb: 'thread-get', thread })
      await say('t1', 'ada@corp.com')
      await say('t1', 'ada@corp.com')
      await say('t2', 'ben@corp.com')
      const settings = { threads: { owner: parseThreadOwner('metadata.user_id'), schema: 'public' } }
      const rows = { checkpoints: 2, checkpoint_blobs: 1, checkpoint_writes: 2 }
      expect(await countThreads(use().pool, settings, 'ada@corp.com')).toMatchObject({ threads: 1, shared: 0, rows })
      const erased = await inTransaction(use().pool, (client) => eraseThreads(client, settings, 'ada@corp.com'))
      expect(erased.threads).toEqual(['t1'])
      expect(await threadsLeft(use().pool, settings, 'ada@corp.com')).toMatchObject({ looked: 1, found: 0 })
      expect([await hear('t1'), await hear('t2')]).toEqual([null, [['hello from ben@corp.com'], 1]])
      // whoever comes back begins anew
      await say('t1', 'ada@corp.com')
      expect(await hear('t1')).toEqual([['hello from ada@corp.com'], 1])
    })
  })
})
