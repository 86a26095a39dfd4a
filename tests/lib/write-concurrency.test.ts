// Several writers at once need several connections: on a server only.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Expected } from '@/lib/errors'
import { memoryId } from '@/lib/shared/memory'
import { deleteMemory } from '@/lib/store/change/removal'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { connectionString, onDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { eachTimeEmpty } from '../support/emptied-store'
import {
  auditOf,
  clear,
  codeOf,
  codePointEmbedder,
  embeddingsOf,
  everything,
  rowOf,
  storeWith,
  viewer,
} from '../support/stores'

const ROOT = 'user_memories.ada-at-corp-com'
const PUT = `insert into store (prefix, key, value, created_at, updated_at) values ($1, $2, $3, current_timestamp, current_timestamp)
  on conflict (prefix, key) do update set value = excluded.value, updated_at = current_timestamp, expires_at = null, ttl_minutes = null`

onDatabase('postgres', (use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  let agent: pg.Client
  let ada: Scope
  eachTimeEmpty(use, {}, (emptied) => {
    ;({ store, endpoint, ada } = emptied)
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

  test('what the agent put after the memory was opened is not overwritten', async () => {
    const opened = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await agent.query(PUT, [ROOT, 'tea', '{"text": "the agent’s"}'])
    const before = await everything(store)
    const change = { id: opened.id, version: opened.version, json: '{"text": "mine"}' }
    expect(await codeOf(editMemory(ada, change))).toBe('conflict')
    expect(await everything(store)).toEqual(before)
  })

  test('puts of longer and shorter lists at once leave exactly the entries of the last one', async () => {
    const lists = await storeWith(use().pool, codePointEmbedder(16), { fields: ['l[*]'] })
    const bob = viewer(lists, 'bob')
    for (let round = 0; round < 10; round++) {
      const key = `list ${round}`
      const texts = (length: number) => Array.from({ length }, (_, at) => `item ${at}`)
      await Promise.all([4, 1, 3, 2, 5].map((n) => putMemory(bob, { key, json: JSON.stringify({ l: texts(n) }) })))
      const { l } = JSON.parse((await getMemoryAt(bob, [], key))?.json ?? '{}') as { l: string[] }
      const { rows } = await use().pool.query<{ field: string }>(
        'select field_name as field from store_vectors where key = $1 order by 1',
        [key],
      )
      expect(rows.map(({ field }) => field)).toEqual(l.length === 1 ? ['l[*]'] : l.map((_, at) => `l[*].${at}`))
    }
  })

  test('what the agent puts while the edit is being embedded is not overwritten', async () => {
    const opened = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    endpoint.behave({ kind: 'slow', ms: 300 })
    endpoint.requests.length = 0
    const editing = codeOf(editMemory(ada, { id: opened.id, version: opened.version, json: '{"text": "mine"}' }))
    while (endpoint.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await agent.query(PUT, [ROOT, 'tea', '{"text": "the agent’s"}'])
    const before = await everything(store)
    expect(await editing).toBe('conflict')
    expect(await everything(store)).toEqual(before)
  })

  test('an edit waits for the agent’s unfinished put and then gives way to it, or wins when it is undone', async () => {
    for (const [end, outcome, text] of [
      ['commit', 'conflict', 'the agent’s'],
      ['rollback', 'done', 'mine'],
    ] as const) {
      await clear(store)
      const opened = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
      await agent.query('begin')
      await agent.query(PUT, [ROOT, 'tea', '{"text": "the agent’s"}'])
      const editing = settled(editMemory(ada, { id: opened.id, version: opened.version, json: '{"text": "mine"}' }))
      await waitingForLock(store)
      await agent.query(end)
      expect(await editing).toBe(outcome)
      expect((await rowOf(store, ROOT, 'tea'))?.value).toBe(`{"text": "${text}"}`)
    }
  })

  test('what was stored first while a put was under way is kept as a version when the put replaces it', async () => {
    await agent.query('begin')
    await agent.query(PUT, [ROOT, 'tea', '{"text": "the agent’s"}'])
    const putting = putMemory(ada, { key: 'tea', json: '{"text": "mine"}' })
    await waitingForLock(store)
    await agent.query('commit')
    await putting
    expect((await rowOf(store, ROOT, 'tea'))?.value).toBe('{"text": "mine"}')
    const versions = await store.pool.query('select value::text as json from dashboard.memory_version')
    expect(versions.rows).toEqual([{ json: '{"text": "the agent’s"}' }])
    const { rows } = await store.pool.query('select from dashboard.audit where before_hash is not null')
    expect(rows).toHaveLength(1)
  })

  test('an edit of what the agent deletes meanwhile says that it is gone', async () => {
    const opened = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await agent.query('begin')
    await agent.query('delete from store where prefix = $1 and key = $2', [ROOT, 'tea'])
    const editing = settled(editMemory(ada, { id: opened.id, version: opened.version, json: '{"text": "mine"}' }))
    await waitingForLock(store)
    await agent.query('commit')
    expect(await editing).toBe('not-found')
    expect((await auditOf(store)).map(({ action }) => action)).toEqual(['memory.create'])
  })

  test('20 writers with 25 edits each: every accepted edit counts, none is lost', async () => {
    await createMemory(ada, { key: 'counter', json: '{"count": 0}' })
    let accepted = 0
    const write = async () => {
      for (let edit = 0; edit < 25; edit++) {
        const opened = await getMemoryAt(ada, [], 'counter')
        const { count } = JSON.parse(opened?.json ?? '') as { count: number }
        const change = { id: opened?.id ?? '', version: opened?.version ?? '', json: `{"count": ${count + 1}}` }
        const outcome = await settled(editMemory(ada, change))
        if (outcome === 'done') accepted++
        else expect(outcome).toBe('conflict')
      }
    }
    await Promise.all(Array.from({ length: 20 }, write))
    expect((await rowOf(store, ROOT, 'counter'))?.value).toBe(`{"count": ${accepted}}`)
    expect(accepted).toBeGreaterThan(20)
    const edits = (await auditOf(store)).filter(({ action }) => action === 'memory.edit')
    expect(edits).toHaveLength(accepted)
    const versions = await store.pool.query('select count(*)::int as n from dashboard.memory_version')
    expect(versions.rows).toEqual([{ n: accepted }])
    await putMemory(ada, { key: 'twin', json: `{"count": ${accepted}}` })
    expect(await embeddingsOf(store, ROOT, 'counter')).toEqual(await embeddingsOf(store, ROOT, 'twin'))
  })

  test('two who create one key at once: one wins, the other is told', async () => {
    for (let round = 0; round < 20; round++) {
      await clear(store)
      const outcomes = await Promise.all(
        ['a', 'b', 'c'].map((text) => settled(createMemory(ada, { key: 'new', json: `{"text": "${text}"}` }))),
      )
      expect(outcomes.sort()).toEqual(['done', 'exists', 'exists'])
      expect(await auditOf(store)).toHaveLength(1)
    }
  })

  test('an operation sent twice at once is carried out once, and both are told that it is done', async () => {
    for (let round = 0; round < 10; round++) {
      await clear(store)
      const create = { key: 'tea', json: '{"text": "green"}', operation: randomUUID() }
      expect(await Promise.all([1, 2, 3].map(() => settled(createMemory(ada, create))))).toEqual(
        new Array(3).fill('done'),
      )
      const made = await getMemoryAt(ada, [], 'tea')
      const change = {
        id: memoryId([], 'tea'),
        version: made?.version ?? '',
        json: '{"text": "white"}',
        operation: randomUUID(),
      }
      expect(await Promise.all([1, 2, 3].map(() => settled(editMemory(ada, change))))).toEqual(
        new Array(3).fill('done'),
      )
      expect(await auditOf(store)).toHaveLength(2)
    }
  })

  test('edits, puts and deletions of one memory at once end in one of them, never in a half', async () => {
    for (let round = 0; round < 15; round++) {
      await clear(store)
      const opened = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
      const { id, version } = opened
      await Promise.all([
        settled(editMemory(ada, { id, version, json: '{"text": "edited"}' })),
        settled(putMemory(ada, { key: 'tea', json: '{"text": "put"}' })),
        settled(deleteMemory(ada, { id, version })),
        settled(deleteMemory(ada, { id })),
      ])
      const row = await rowOf(store, ROOT, 'tea')
      const found = await embeddingsOf(store, ROOT, 'tea')
      if (row === null) expect(found).toEqual({})
      else {
        await putMemory(ada, { key: 'twin', json: row.value })
        expect(found).toEqual(await embeddingsOf(store, ROOT, 'twin'))
      }
    }
  })
})

/** Resolves once a connection of this database waits for another's lock. */
async function waitingForLock({ pool }: MemoryStore): Promise<void> {
  for (;;) {
    const { rows } = await pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
