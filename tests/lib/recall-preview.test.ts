// What the agent would recall after an edit: foretold, then made, then compared.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AgentReads } from '@/lib/shared/agent-view'
import { memoryId } from '@/lib/shared/memory'
import { editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { getMemory } from '@/lib/store/read'
import { searchAsAgent } from '@/lib/store/search/agent-view'
import { agentOrder, previewRecall } from '@/lib/store/search/recall-preview'
import { onEachDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { clear, codeOf, everything, freshStore, viewer } from '../support/stores'

const READS: AgentReads = { limit: 3, omitsExpired: false }
const ID = memoryId([], 'edited')

onEachDatabase((use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  let ada: Scope
  beforeAll(async () => {
    const fresh = await freshStore(use(), { dims: 32, fields: ['v', 'tags[*]'] })
    store = { ...fresh.store, reads: READS }
    endpoint = fresh.endpoint
  })
  beforeEach(async () => {
    await clear(store)
    endpoint.behave(undefined)
    ada = viewer(store, 'ada')
  })
  afterAll(() => endpoint.close())

  const put = (key: string, json: string, child: string[] = []) => putMemory(ada, { key, json, child })
  const settle = async () => {
    for (const [at, text] of ['tea', 'teapot', 'coffee', 'a large cup of cocoa', 'meat'].entries())
      await put(
        `other ${at}`,
        JSON.stringify({ v: text, tags: ['drink', text.slice(0, 2)] }),
        at % 2 === 0 ? [] : ['x'],
      )
    await put('edited', '{"v": "zzz", "tags": ["qqq"]}')
  }

  test.each([
    ['{"v": "tea", "tags": ["tea", "tea time"]}', 'tea'],
    ['{"v": "tea"}', 'tea'],
    ['{"v": "coffee with milk", "tags": []}', 'coffee'],
    ['{"w": "not where the agent looks"}', 'tea'],
    ['{"v": "zzz", "tags": ["qqq"]}', 'zzz'],
    ['{"v": 12.50, "tags": [1e3, true, {"b": 1, "a": 2}]}', '12.5'],
  ])('of the edit to %s, what was foretold is what comes', async (json, question) => {
    await settle()
    const before = await everything(store)
    const preview = await previewRecall(ada, { id: ID, json, question })
    expect(await everything(store), 'foretelling writes nothing').toEqual(before)
    const now = await searchAsAgent(ada, { query: question, limit: 50 })
    expect(preview.before.map(({ id, score }) => [id, score])).toEqual(now.memories.map(({ id, score }) => [id, score]))
    expect(preview.before.map((line) => line.json)).toEqual(now.memories.map((memory) => memory.json))
    expect(preview.place.before).toBe(placeIn(now))

    const version = (await getMemory(ada, ID))?.version ?? ''
    await editMemory(ada, { id: ID, version, json })
    const then = await searchAsAgent(ada, { query: question, limit: 50 })
    expect(preview.after.map(({ id, score }) => [id, score])).toEqual(then.memories.map(({ id, score }) => [id, score]))
    expect(preview.place.after).toBe(placeIn(then))
    expect(preview.after.filter(({ isEdited }) => isEdited).map(({ id }) => id)).toEqual(
      then.memories.some(({ id }) => id === ID) ? [ID] : [],
    )
  })

  /** The edited memory's place by the agent's view: it counts those that it gives, then what it misses has its own. */
  function placeIn({ memories, missed }: Awaited<ReturnType<typeof searchAsAgent>>): number | null {
    const at = memories.findIndex(({ id }) => id === ID)
    return at === -1 ? (missed.find(({ id }) => id === ID)?.place ?? null) : at + 1
  }

  test('the edited text is shown among what comes after, the stored one among what comes before', async () => {
    await settle()
    const preview = await previewRecall(ada, { id: ID, json: '{"v": "zz"}', question: 'zz' })
    expect(preview.before[0]).toMatchObject({ isEdited: true, json: '{"v": "zzz", "tags": ["qqq"]}' })
    expect(preview.after[0]).toMatchObject({ isEdited: true, json: '{"v": "zz"}', score: 1 })
  })

  test('an edit renews a time to live, so an agent that leaves out what has expired sees the memory again', async () => {
    ada = viewer({ ...store, reads: { limit: 3, omitsExpired: true } }, 'ada')
    await settle()
    const expire = (minutes: number | null) =>
      store.pool.query(`update store set expires_at = '2020-01-01', ttl_minutes = $1 where key = 'edited'`, [minutes])
    await expire(5)
    const preview = () => previewRecall(ada, { id: ID, json: '{"v": "zzz"}', question: 'zzz' })
    expect((await preview()).place).toEqual({ before: null, after: 1 })
    await expire(null)
    expect((await preview()).place).toEqual({ before: null, after: null })
  })

  test('what cannot be foretold is said: no question, no such memory, no object, no encoder', async () => {
    await settle()
    const code = (change: object, scope = ada) =>
      codeOf(previewRecall(scope, { id: ID, json: '{"v": "x"}', question: 'x', ...change }))
    expect(await code({ question: ' ' })).toBe('invalid')
    expect(await code({ json: '[]' })).toBe('invalid')
    expect(await code({ id: memoryId([], 'nobody') })).toBe('not-found')
    expect(await code({ id: '%' })).toBe('not-found')
    expect(await code({}, viewer(store, 'ben')), 'not even for whoever knows the address').toBe('not-found')
    endpoint.behave({ kind: 'refuse', status: 400 })
    expect(await code({})).toBe('embedding-unavailable')
  })

  test('T1: other people’s memories change nothing of it', async () => {
    await settle()
    const ask = () => previewRecall(ada, { id: ID, json: '{"v": "tea"}', question: 'tea' })
    const alone = await ask()
    await putMemory(viewer(store, 'ada2'), { key: 'theirs', json: '{"v": "tea"}' })
    await putMemory(viewer(store, 'ad'), { key: 'theirs', json: '{"v": "tea"}' })
    expect(await ask()).toEqual(alone)
  })
})

test('the agent’s order: what has no number first, the best entry of each, and only as many entries as it compares', () => {
  const entry = (key: string, distance: number | null) => ({ prefix: 'p', key, distance })
  const keys = (compared: number, limit: number, ...entries: ReturnType<typeof entry>[]) =>
    agentOrder(entries, compared, limit).map(({ key, distance }) => `${key} ${distance}`)
  const some = [
    entry('a', 0.5),
    entry('b', 0.2),
    entry('b', 0.1),
    entry('c', 0.3),
    entry('z', Number.NaN),
    entry('n', null),
  ]
  expect(keys(99, 99, ...some)).toEqual(['n null', 'z NaN', 'b 0.1', 'c 0.3', 'a 0.5'])
  expect(keys(5, 99, ...some)).toEqual(['z NaN', 'b 0.1', 'c 0.3', 'a 0.5'])
  expect(keys(3, 99, ...some)).toEqual(['b 0.1', 'c 0.3'])
  expect(keys(99, 3, ...some)).toEqual(['n null', 'z NaN', 'b 0.1'])
})
