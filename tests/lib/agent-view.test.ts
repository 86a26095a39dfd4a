// What the agent would get, and why not the rest: each reason from the smallest store in which it holds.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AgentReads, AgentSearch, MissReason } from '@/lib/shared/agent-view'
import { memoryId } from '@/lib/shared/memory'
import { editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { searchAsAgent } from '@/lib/store/search/agent-view'
import { onEachDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { clear, codeOf, everything, freshStore, viewer } from '../support/stores'

const ROOT = 'user_memories.ada'

onEachDatabase((use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  beforeAll(async () => {
    const fresh = await freshStore(use(), { dims: 3, fields: ['v'] })
    store = fresh.store
    endpoint = fresh.endpoint
  })
  beforeEach(async () => {
    await clear(store)
    endpoint.behave(undefined)
  })
  afterAll(() => endpoint.close())

  /** Whatever Ada asks, the vector is (1, 0, 0). */
  const ada = (reads?: Partial<AgentReads>, id = 'ada'): Scope =>
    viewer(
      {
        ...store,
        embedder: { name: 'one direction', dims: 3, embed: async (texts) => texts.map(() => [1, 0, 0]) },
        reads: { limit: 2, omitsExpired: false, ...reads },
      },
      id,
    )
  const plant = (key: string, vectors: (string | null)[], prefix = ROOT) =>
    store.pool.query(
      `with row as (insert into store (prefix, key, value) values ($1, $2, '{"v": "x"}') returning prefix, key)
       insert into store_vectors (prefix, key, field_name, embedding)
       select prefix, key, 'v.' || n, v::vector from row, unnest($3::text[]) with ordinality as vector (v, n)`,
      [prefix, key, vectors],
    )
  const ask = (scope: Scope, limit = 50, offset = 0) => searchAsAgent(scope, { query: 'question', limit, offset })
  const whys = ({ missed }: AgentSearch) => missed.map(({ key, place, why }) => [key, place, why])

  test('what the agent gets stands in its order with its score; the rest is missed in the order of closeness', async () => {
    await plant('fourth', ['[-1,0,0]'])
    await plant('first', ['[1,0,0]'])
    await plant('third', ['[0,1,0]'])
    await plant('second', ['[0.6,0.8,0]'])
    const given = await ask(ada())
    expect(given.memories.map(({ key, score }) => [key, score?.toFixed(6)])).toEqual([
      ['first', '1.000000'],
      ['second', '0.600000'],
    ])
    expect(whys(given)).toEqual([
      ['third', 3, 'limit'],
      ['fourth', 4, 'limit'],
    ])
    expect(given.missed.map(({ score }) => score)).toEqual([0, -1])
    expect([given.total, given.results, given.counts.limit]).toEqual([4, 2, 2])
    expect(given.tool).toEqual({
      kind: 'text',
      text: 'Found 2 relevant memories:\n- [first]: {"v": "x"}\n- [second]: {"v": "x"}',
    })
  })

  test('each reason is the true one, also where several memories are equally close', async () => {
    await plant('close', ['[1,0,0]'])
    await plant('as close as', ['[1,0.1,0]'])
    await plant('another', ['[1,0.1,0]'])
    await plant('zero', ['[0,0,0]'])
    await plant('null', [null])
    await store.pool.query(`insert into store (prefix, key, value) values ($1, 'bare', '{}')`, [ROOT])
    // upstream sorts what has no number first, as soon as it compares that many entries
    const all = await ask(ada({ limit: 4 }))
    expect(all.memories.map(({ key, score }) => [key, score === null])).toEqual([
      ['null', true],
      ['zero', true],
      ['close', false],
      [expect.stringMatching(/another|as close as/), false],
    ])
    expect(all.counts).toMatchObject({ limit: 1, 'no entry': 1, 'no direction': 0 } satisfies Counts)
    // the equal one that is left out has a place within the limit, and is past it all the same
    expect(whys(all)).toEqual([
      [expect.stringMatching(/another|as close as/), 2, 'limit'],
      ['bare', null, 'no entry'],
    ])
    const two = await ask(ada({ limit: 1 }))
    expect(two.memories.map(({ key }) => key)).toEqual(['close'])
    expect(two.counts).toMatchObject({ limit: 2, 'no entry': 2, 'no direction': 1 } satisfies Counts)
  })

  test('a memory with many entries crowds others out of the few that the agent compares', async () => {
    // 2 · 1 · 2 + 1 = 5 entries are compared for a limit of 2
    await plant('greedy', ['[1,0,0]', '[1,0.01,0]', '[1,0.02,0]', '[1,0.03,0]', '[1,0.04,0]', '[1,0.05,0]'])
    await plant('second', ['[1,0.5,0]'])
    await plant('third', ['[1,0.9,0]'])
    const given = await ask(ada())
    expect(given.memories.map(({ key }) => key)).toEqual(['greedy'])
    expect(whys(given)).toEqual([
      ['second', 2, 'crowded out'],
      ['third', 3, 'limit'],
    ])
  })

  test('T67: an expired memory is given with its badge, unless the agent is said to leave such out', async () => {
    await plant('expired', ['[1,0,0]'])
    await plant('expiring', ['[1,0.1,0]'])
    await store.pool.query(
      `update store set ttl_minutes = 5, expires_at = now() + case key when 'expired' then '-1 day' else '1 day' end::interval`,
    )
    const before = await everything(store)
    const given = await ask(ada())
    expect(given.memories.map(({ key, expired }) => [key, expired])).toEqual([
      ['expired', true],
      ['expiring', false],
    ])
    const strict = await ask(ada({ omitsExpired: true }))
    expect(strict.memories.map(({ key }) => key)).toEqual(['expiring'])
    expect(whys(strict)).toEqual([['expired', null, 'expired']])
    expect([...given.memories, ...strict.missed, ...strict.memories].map(({ leftOut }) => leftOut)).toEqual([
      undefined,
      undefined,
      true,
      undefined,
    ])
    expect(await everything(store), 'T66: looking renews no time to live').toEqual(before)
  })

  test('a memory found by what it said before is marked: upstream leaves the old entries behind', async () => {
    await putMemory(viewer({ ...store, fields: ['v'] }, 'ada'), { key: 'tags', json: '{"v": "now"}' })
    await store.pool.query(
      `update store_vectors set embedding = '[0,1,0]'; insert into store_vectors select prefix, key, 'v.1', '[1,0,0]' from store_vectors`,
    )
    await plant('as it is', [])
    await store.pool.query(
      `insert into store_vectors (prefix, key, field_name, embedding) values ($1, 'as it is', 'v', '[0,1,0]')`,
      [ROOT],
    )
    const { memories } = await ask(ada())
    expect(memories.map(({ key, isStale }) => [key, isStale])).toEqual([
      ['tags', true],
      ['as it is', false],
    ])
  })

  test('pages of what is missed are complete, and the counts are of all of it', async () => {
    for (let at = 0; at < 23; at++) await plant(`k${String(at).padStart(2, '0')}`, [`[1,${at},0]`])
    const keys: string[] = []
    for (let offset: number | null = 0; offset !== null; ) {
      const page: AgentSearch = await ask(ada(), 5, offset)
      expect([page.from, page.results, page.counts.limit]).toEqual([offset + 1, 21, 21])
      expect(page.memories.map(({ key }) => key)).toEqual(['k00', 'k01'])
      keys.push(...page.missed.map(({ key }) => key))
      offset = page.next
    }
    expect(keys).toEqual(Array.from({ length: 21 }, (_, at) => `k${String(at + 2).padStart(2, '0')}`))
    const beyond = await ask(ada(), 5, 100)
    expect([beyond.missed.map(({ key }) => key), beyond.from, beyond.next]).toEqual([['k22'], 21, null])
  })

  test('nothing stored, and nothing asked', async () => {
    const none = await ask(ada())
    expect([none.memories, none.missed, none.total, none.from]).toEqual([[], [], 0, 0])
    expect(none.tool).toEqual({ kind: 'text', text: 'No memories found for this user.' })
    expect(await codeOf(searchAsAgent(ada(), { query: '', limit: 5 }))).toBe('invalid')
  })

  test('when the encoder does not answer, the agent gets nothing either, and that is said', async () => {
    await plant('k', ['[1,0,0]'])
    endpoint.behave({ kind: 'refuse', status: 400 })
    expect(await codeOf(searchAsAgent(viewer(store, 'ada'), { query: 'x', limit: 5 }))).toBe('embedding-unavailable')
  })

  describe('of other people', () => {
    test.each(['alice2', 'alice-', 'alic_', 'al%', 'Alice', 'alice '])(
      'T1: nothing shows, not even a gap: the view of alice is the same with and without %s',
      async (other) => {
        for (const [at, key] of ['a', 'b', 'c'].entries()) await plant(key, [`[1,${at},0]`], 'user_memories.alice')
        await plant('child', ['[1,0.5,0]'], 'user_memories.alice.work')
        const alone = await ask(ada({}, 'alice'))
        expect(alone.memories.map(({ key }) => key)).toEqual(['a', 'child'])
        for (let at = 0; at < 20; at++) await plant(`theirs ${at}`, ['[1,0,0]'], `user_memories.${other}`)
        expect(await ask(ada({}, 'alice'))).toEqual(alone)
      },
    )
  })

  test('an address of the answer leads to the memory: the agent’s rows are the dashboard’s', async () => {
    await plant('k', ['[1,0,0]'], `${ROOT}.work.deep`)
    const { memories } = await ask(ada())
    expect(memories.map(({ id, child }) => [id, child])).toEqual([[memoryId(['work', 'deep'], 'k'), ['work', 'deep']]])
    const edited = await editMemory(ada(), {
      id: memories[0]?.id ?? '',
      version: memories[0]?.version ?? '',
      json: '{"v": "y"}',
    })
    expect(edited.json).toBe('{"v": "y"}')
  })
})

type Counts = Partial<Record<MissReason, number>>
