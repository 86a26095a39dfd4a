// A memory that was forgotten by itself, and that an agent learns again.
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { createMemory } from '@/lib/store/change/write'
import {
  allowRelearned,
  listRelearned,
  noticeRelearned,
  purgeTombstones,
  rememberTombstones,
} from '@/lib/store/forgetting/tombstones'
import type { MemoryStore, Viewer } from '@/lib/store/memory-store'
import { inTransaction } from '@/lib/store/transaction'
import { onEachDatabase } from '../support/databases'
import { putOutside } from '../support/outside'
import { auditOf, clear, codePointEmbedder, dashboardRowsWith, emptyOwn, storeWith, viewer } from '../support/stores'

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Viewer
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    store = await storeWith(use().pool, codePointEmbedder(16))
    ada = viewer(store, 'ada')
  })
  beforeEach(async () => {
    await clear(store)
    await emptyOwn(store.pool, 'forgotten_memory')
  })

  const put = (key: string, json: string, prefix = 'user_memories.ada') => putOutside(store, prefix, key, json)
  const forget = (...keys: string[]) =>
    inTransaction(store.pool, async (client) => {
      const { rows } = await client.query<{ prefix: string; key: string; json: string }>(
        'delete from store where prefix = $1 and key = any($2) returning prefix, key, value::text as json',
        ['user_memories.ada', keys],
      )
      await rememberTombstones(client, ada, randomUUID(), rows)
    })
  const told = async () =>
    (await listRelearned(ada)).map(({ key, child, same }) => [...child, key, same].join(' ')).sort()

  test('the same name, the same text, or both: each is noticed, once, and nothing of somebody else', async () => {
    await put('divorce', '{"text": "filed in May"}')
    await put('job', '{"text": "left the bank"}')
    await put('twin', '{"text": "left the bank"}') // stood there all the time
    await forget('divorce', 'job', 'never there')
    expect(await noticeRelearned(store)).toBe(0)
    expect(await told()).toEqual([])
    expect(await dashboardRowsWith(store.pool, 'divorce')).toEqual([])
    expect(await dashboardRowsWith(store.pool, 'bank')).toEqual([])

    await put('divorce', '{"text": "filed in May"}')
    await put('work', '{ "text" : "left the bank" }', 'user_memories.ada.life')
    await put('job', '{"text": "left the bank"}', 'user_memories.bob')
    await put('divorce', '{"text": "filed in May"}', 'user_memories.ada2')
    await put('other', '{"text": "likes tea"}')
    expect(await noticeRelearned(store)).toBe(2)
    expect(await noticeRelearned(store)).toBe(0)
    expect(await told()).toEqual(['divorce both', 'life work content'])
    await put('divorce', '{"text": "it is over"}')
    expect(await told()).toEqual(['divorce key', 'life work content'])
    expect(await listRelearned(viewer(store, 'bob'))).toEqual([])
  })

  test('what the person writes by hand is theirs', async () => {
    await put('tea', '{"text": "green"}')
    await forget('tea')
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    expect([await noticeRelearned(store), await told()]).toEqual([0, []])
    await put('tea', '{"text": "green"}')
    expect([await noticeRelearned(store), await told()]).toEqual([1, ['tea both']])
  })

  test('the person may allow it again, and forget it again', async () => {
    await put('tea', '{"text": "green"}')
    await forget('tea')
    await put('tea', '{"text": "green"}')
    const [{ id } = { id: '' }] = await listRelearned(ada)
    expect(await allowRelearned(viewer(store, 'bob'), id)).toBe(false)
    expect(await allowRelearned(ada, 'no such')).toBe(false)
    expect(await allowRelearned(ada, id)).toBe(true)
    expect(await allowRelearned(ada, id)).toBe(false)
    expect([await noticeRelearned(store), await told()]).toEqual([0, []])
    expect((await auditOf(store)).map(({ action }) => action)).toEqual(['remembering.allow'])
    await forget('tea')
    await put('tea', '{"text": "green"}')
    expect([await noticeRelearned(store), await told()]).toEqual([1, ['tea both']])
  })

  test('after its time a fingerprint is gone', async () => {
    await put('tea', '{"text": "green"}')
    await forget('tea')
    await put('tea', '{"text": "green"}')
    await store.pool.query(`update dashboard.forgotten_memory set expires_at = now()`)
    expect([await noticeRelearned(store), await told()]).toEqual([0, []])
    await purgeTombstones(store.pool)
    expect((await store.pool.query('select from dashboard.forgotten_memory')).rowCount).toBe(0)
  })
})
