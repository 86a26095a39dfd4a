// Restoring and renaming while others write: several connections are needed, so on a server only.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Expected } from '@/lib/errors'
import { memoryId } from '@/lib/shared/memory'
import { changeExpiry } from '@/lib/store/change/expiry'
import { listHistory } from '@/lib/store/change/history'
import { deleteMemory } from '@/lib/store/change/removal'
import { renameMemory } from '@/lib/store/change/rename'
import { renewSearchEntries } from '@/lib/store/change/renew-search'
import { restoreVersion } from '@/lib/store/change/restore'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { connectionString, onDatabase } from '../support/databases'
import { eachTimeEmpty } from '../support/emptied-store'
import { auditOf, clear, embeddingsOf, rowOf } from '../support/stores'

const ROOT = 'user_memories.ada-at-corp-com'
const TEA = memoryId([], 'tea')
const PUT = `insert into store (prefix, key, value, created_at, updated_at) values ($1, $2, $3, current_timestamp, current_timestamp)
  on conflict (prefix, key) do update set value = excluded.value, updated_at = current_timestamp, expires_at = null, ttl_minutes = null`

onDatabase('postgres', (use) => {
  let store: MemoryStore
  let agent: pg.Client
  let ada: Scope
  eachTimeEmpty(use, {}, (emptied) => {
    ;({ store, ada } = emptied)
  })
  beforeAll(async () => {
    agent = new pg.Client({ connectionString: connectionString(use()) })
    await agent.connect()
  })
  afterAll(() => agent.end())

  const settled = async (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => {
        if (error instanceof Expected) return error.code
        throw error
      },
    )
  /** Green, then white, then black. */
  const threeVersions = async () => {
    const made = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const edited = await editMemory(ada, { id: TEA, version: made.version, json: '{"text": "white"}' })
    const { version } = await editMemory(ada, { id: TEA, version: edited.version, json: '{"text": "black"}' })
    const history = await listHistory(ada, { id: TEA, limit: 9 })
    const [, white = '', green = ''] = history?.versions.map(({ id }) => id ?? '') ?? []
    return { version, white, green }
  }
  const entriesBelong = async (key: string) => {
    const row = await rowOf(store, ROOT, key)
    const found = await embeddingsOf(store, ROOT, key)
    if (row === null) return expect(found).toEqual({})
    await putMemory(ada, { key: 'twin', json: row.value })
    expect(found).toEqual(await embeddingsOf(store, ROOT, 'twin'))
  }
  const waitingForLock = async () => {
    for (;;) {
      const { rows } = await store.pool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      if (rows.length > 0) return
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  test('T27: of two restores at once one wins and the other is told; the loser’s text is nowhere', async () => {
    for (let round = 0; round < 10; round++) {
      await clear(store)
      const { version, white, green } = await threeVersions()
      const outcomes = await Promise.all(
        [white, green].map((versionId) => settled(restoreVersion(ada, { id: TEA, version, versionId }))),
      )
      expect([...outcomes].sort()).toEqual(['conflict', 'done'])
      expect((await rowOf(store, ROOT, 'tea'))?.value).toBe(
        outcomes[0] === 'done' ? '{"text": "white"}' : '{"text": "green"}',
      )
      expect((await listHistory(ada, { id: TEA, limit: 9 }))?.total).toBe(4)
      await entriesBelong('tea')
    }
  })

  test('T27: a restore waits for the agent’s unfinished put and then gives way to it', async () => {
    const { version, green } = await threeVersions()
    await agent.query('begin')
    await agent.query(PUT, [ROOT, 'tea', '{"text": "the agent’s"}'])
    const restoring = settled(restoreVersion(ada, { id: TEA, version, versionId: green }))
    await waitingForLock()
    await agent.query('commit')
    expect(await restoring).toBe('conflict')
    expect((await rowOf(store, ROOT, 'tea'))?.value).toBe('{"text": "the agent’s"}')
  })

  test('T27: a renaming and an edit at once: one of them happens, and no half', async () => {
    for (let round = 0; round < 10; round++) {
      await clear(store)
      const { version } = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
      const outcomes = await Promise.all([
        settled(renameMemory(ada, { id: TEA, version, key: 'drink' })),
        settled(editMemory(ada, { id: TEA, version, json: '{"text": "white"}' })),
      ])
      const [old, renamed] = [await rowOf(store, ROOT, 'tea'), await rowOf(store, ROOT, 'drink')]
      if (outcomes[0] === 'done') {
        expect([outcomes[1], old, renamed?.value]).toEqual([
          expect.stringMatching(/conflict|not-found/),
          null,
          '{"text": "green"}',
        ])
      } else expect([outcomes, old?.value, renamed]).toEqual([['conflict', 'done'], '{"text": "white"}', null])
      await entriesBelong('tea')
      await entriesBelong('drink')
    }
  })

  test('a renaming waits for the agent’s unfinished put of the same memory: it gives way, or moves it when the put is undone', async () => {
    for (const [end, outcome] of [
      ['commit', 'conflict'],
      ['rollback', 'done'],
    ] as const) {
      await clear(store)
      const { version } = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
      await agent.query('begin')
      await agent.query(PUT, [ROOT, 'tea', '{"text": "the agent’s"}'])
      const renaming = settled(renameMemory(ada, { id: TEA, version, key: 'drink' }))
      await waitingForLock()
      await agent.query(end)
      expect(await renaming).toBe(outcome)
      expect((await rowOf(store, ROOT, 'drink'))?.value ?? null).toBe(outcome === 'done' ? '{"text": "green"}' : null)
    }
  })

  test('a key that the agent takes in the same moment is taken: nothing moves', async () => {
    const { version } = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await agent.query('begin')
    await agent.query(PUT, [ROOT, 'drink', '{"text": "the agent’s"}'])
    const renaming = settled(renameMemory(ada, { id: TEA, version, key: 'drink' }))
    await waitingForLock()
    await agent.query('commit')
    expect(await renaming).toBe('exists')
    expect((await rowOf(store, ROOT, 'drink'))?.value).toBe('{"text": "the agent’s"}')
    expect((await rowOf(store, ROOT, 'tea'))?.value).toBe('{"text": "green"}')
    expect((await auditOf(store)).map(({ action }) => action)).toEqual(['memory.create'])
  })

  test('two memories that are given one key at once: one gets it', async () => {
    for (let round = 0; round < 10; round++) {
      await clear(store)
      const [one, two] = [
        await createMemory(ada, { key: 'one', json: '{"text": "1"}' }),
        await createMemory(ada, { key: 'two', json: '{"text": "2"}' }),
      ]
      const outcomes = await Promise.all([
        settled(renameMemory(ada, { id: one.id, version: one.version, key: 'both' })),
        settled(renameMemory(ada, { id: two.id, version: two.version, key: 'both' })),
      ])
      expect(outcomes.sort()).toEqual(['done', 'exists'])
      expect((await store.pool.query('select from store')).rowCount).toBe(2)
    }
  })

  test('two memories that swap their keys at once do not wait for each other for ever', async () => {
    for (let round = 0; round < 10; round++) {
      await clear(store)
      const [one, two] = [
        await createMemory(ada, { key: 'one', json: '{"text": "1"}' }),
        await createMemory(ada, { key: 'two', json: '{"text": "2"}' }),
      ]
      await Promise.all([
        settled(renameMemory(ada, { id: one.id, version: one.version, key: 'two' })),
        settled(renameMemory(ada, { id: two.id, version: two.version, key: 'one' })),
      ])
      const { rows } = await store.pool.query(`select value->>'text' as text from store order by 1`)
      expect(rows).toEqual([{ text: '1' }, { text: '2' }])
    }
  })

  test('everything at once on one memory ends in one of its states, never in a half', async () => {
    for (let round = 0; round < 10; round++) {
      await clear(store)
      const { version, green } = await threeVersions()
      const at = { id: TEA, version }
      await Promise.all([
        settled(restoreVersion(ada, { ...at, versionId: green })),
        settled(renameMemory(ada, { ...at, key: 'drink' })),
        settled(changeExpiry(ada, { ...at, keep: { kind: 'days', days: 2 } })),
        settled(renewSearchEntries(ada, at)),
        settled(putMemory(ada, { key: 'tea', json: '{"text": "put"}' })),
        settled(deleteMemory(ada, at)),
      ])
      await entriesBelong('tea')
      await entriesBelong('drink')
      const versions = (await listHistory(ada, { id: TEA, limit: 20 }))?.versions ?? []
      for (const version of versions) expect(version.json).toMatch(/^\{"text": "\w+"\}$/)
      expect(await getMemoryAt(ada, [], 'drink').then((memory) => memory?.json ?? '{"text": "black"}')).toBe(
        '{"text": "black"}',
      )
    }
  })
})
