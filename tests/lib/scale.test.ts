// What grows with a person's memories, and what must not.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { memoryId } from '@/lib/shared/memory'
import { deleteMemory } from '@/lib/store/change/removal'
import { createMemory } from '@/lib/store/change/write'
import { listMemories } from '@/lib/store/list/browse'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { purgeExpired } from '@/lib/store/purge'
import { searchMemories, searchMemoriesByMeaning } from '@/lib/store/search/search'
import { fill } from '../../scripts/bench/data'
import { onEachDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { clear, freshStore, viewer } from '../support/stores'

const COUNT = 10_000

onEachDatabase((use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  let ada: Scope
  beforeAll(async () => {
    const fresh = await freshStore(use(), { dims: 8 })
    store = fresh.store
    endpoint = fresh.endpoint
    ada = viewer(store, 'ada@corp.com')
  })
  beforeEach(() => clear(store))
  afterAll(() => endpoint.close())

  test('T22: after the last memory is deleted for good, new ones are found by meaning', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text":"green tea"}' })
    const deleted = await deleteMemory(ada, { id: memoryId([], 'tea') })
    await store.pool.query(`update dashboard.removal set undo_until = now() where id = $1`, [deleted.id])
    await purgeExpired(store.pool, store.catalog.store)
    expect((await searchMemoriesByMeaning(ada, { query: 'tea', limit: 5 })).results).toBe(0)
    await createMemory(ada, { key: 'coffee', json: '{"text":"black coffee"}' })
    const { memories } = await searchMemoriesByMeaning(ada, { query: 'coffee', limit: 5 })
    expect(memories.map(({ key, score }) => [key, score !== null])).toEqual([['coffee', true]])
  })

  test('T58: of 10,000 memories a page of the list sends fifty and a search ten, and both know the total', async () => {
    // nothing here uses the agent’s index, which would only slow the writing
    await store.pool.query('drop index if exists store_vectors_embedding_idx')
    await fill(store, ada, COUNT)
    const page = await listMemories(ada, { limit: 50, timeZone: 'UTC' })
    expect([page.memories.length, page.total]).toEqual([50, COUNT])
    expect(JSON.stringify(page).length).toBeLessThan(60_000)
    const found = await searchMemories(ada, { query: 'memory about trains', limit: 10 })
    expect([found.memories.length, found.total]).toEqual([10, COUNT])
    expect(JSON.stringify(found).length).toBeLessThan(20_000)
  })
})
