import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NO_FILTER } from '@/lib/shared/filter'
import { type MemorySearch, memoryId, type SearchSort } from '@/lib/shared/memory'
import { putMemory } from '@/lib/store/change/write'
import { countFacets } from '@/lib/store/list/facets'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { type Question, resultsOf } from '@/lib/store/search/ranking'
import { searchMemories, searchMemoriesByMeaning, searchMemoriesByWords } from '@/lib/store/search/search'
import { findSimilar } from '@/lib/store/search/similar'
import { onEachDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { clear, codeOf, freshStore, viewer } from '../support/stores'

const ROOT = 'user_memories.ada'

onEachDatabase((use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  let ada: Scope
  beforeAll(async () => {
    const fresh = await freshStore(use(), { dims: 3, fields: ['v'] })
    store = fresh.store
    endpoint = fresh.endpoint
  })
  beforeEach(async () => {
    await clear(store)
    endpoint.behave(undefined)
    ada = viewer(store, 'ada')
  })
  afterAll(() => endpoint.close())

  const plant = (key: string, ...vectors: (string | null)[]) =>
    store.pool.query(
      `with row as (insert into store (prefix, key, value) values ($1, $2, '{}') returning prefix, key)
       insert into store_vectors (prefix, key, field_name, embedding)
       select prefix, key, 'v.' || n, v::vector from row, unnest($3::text[]) with ordinality as vector (v, n)`,
      [ROOT, key, vectors],
    )
  /** A question whose vector is (1, 0, 0): one letter whose code is a multiple of three. */
  const question = 'c'

  test('scores are cosines, several entries count by the closest, and what has none comes last (golden 39, 41)', async () => {
    await plant('A', '[1,0,0]')
    await plant('B', '[0.6,0.8,0]')
    await plant('C', '[0,1,0]')
    await plant('D', '[-1,0,0]')
    await plant('A2', '[3,0,0]')
    await plant('multi', '[0,1,0]', '[0.8,0.6,0]', '[-1,0,0]')
    await plant('zero', '[0,0,0]')
    await plant('null', null)
    await store.pool.query(`insert into store (prefix, key, value) values ($1, 'bare', '{}')`, [ROOT])
    const { memories, results, total } = await searchMemoriesByMeaning(ada, { query: question, limit: 20 })
    expect(memories.map(({ key, score }) => [key, score === null ? null : Number(score.toFixed(6))])).toEqual([
      ['A', 1],
      ['A2', 1],
      ['multi', 0.8],
      ['B', 0.6],
      ['C', 0],
      ['D', -1],
      ['bare', null],
      ['null', null],
      ['zero', null],
    ])
    expect([results, total]).toEqual([9, 9])
    expect(memories.filter(({ score }) => score === null).every(({ reading }) => reading === null)).toBe(true)
  })

  /** Whatever is asked, its vector is (1, 0, 0). */
  const asked = () =>
    viewer(
      { ...store, embedder: { name: 'one direction', dims: 3, embed: async (texts) => texts.map(() => [1, 0, 0]) } },
      'ada',
    )
  /** A row with a vector of its own, whatever its words. */
  const say = async (key: string, text: string, vector: string | null) => {
    await store.pool.query('insert into store (prefix, key, value) values ($1, $2, $3)', [
      ROOT,
      key,
      JSON.stringify({ v: text }),
    ])
    if (vector !== null)
      await store.pool.query(
        `insert into store_vectors (prefix, key, field_name, embedding) values ($1, $2, 'v', $3::vector)`,
        [ROOT, key, vector],
      )
  }

  test('words that cover the question lift a memory above a closer one, and its score stays its own', async () => {
    await say('close', 'something else entirely', '[1,0.1,0]')
    await say('named', 'the cc of the alphabet', '[1,0.5,0]')
    for (let at = 0; at < 9; at++) await say(`far ${at}`, 'far away', `[0,1,${at}]`)
    const { memories, mode, words } = await searchMemories(asked(), { query: 'cc alphabet', limit: 3 })
    expect([mode, words]).toEqual(['together', 2])
    const alphabet = memories.find(({ key }) => key === 'named')
    expect(memories.map(({ key }) => key).slice(0, 2)).toEqual(['named', 'close'])
    expect(alphabet).toMatchObject({ found: ['alphabet', 'cc'], place: { meaning: 2, words: 1 } })
    const meaning = await searchMemoriesByMeaning(asked(), { query: 'cc alphabet', limit: 20 })
    expect(meaning.memories[0]?.key).toBe('close')
    expect(alphabet?.score).toBe(meaning.memories.find(({ key }) => key === 'named')?.score)
    expect(meaning.memories.every(({ found, place }) => found.length === 0 && place.words === null)).toBe(true)
  })

  test('a word that half of the memories hold does not outvote meaning', async () => {
    await say('answer', 'no word of it', '[1,0,0]')
    for (let at = 0; at < 8; at++) await say(`stray ${at}`, 'the very common word', `[0.2,1,${at}]`)
    const { memories } = await searchMemories(asked(), { query: 'why the unheard', limit: 9 })
    expect(memories[0]?.key).toBe('answer')
    expect(memories.find(({ key }) => key === 'stray 0')?.found).toEqual(['the'])
  })

  test('what has no search entry is found by its words, without a score', async () => {
    await say('bare', 'receipts above forty euros', null)
    for (let at = 0; at < 5; at++) await say(`other ${at}`, 'nothing of that', `[1,${at},0]`)
    const { memories } = await searchMemories(asked(), { query: 'receipts euros', limit: 2 })
    expect(memories[1]).toMatchObject({ key: 'bare', score: null, reading: null, found: ['euros', 'receipts'] })
  })

  test('nothing stands out where the closest is no closer than memories are to each other, and holds none of the words', async () => {
    for (let at = 0; at < 7; at++) await say(`k${at}`, 'other words', `[0.2,${Math.cos(at)},${Math.sin(at)}]`)
    const standsOut = async (query: string) => (await searchMemories(asked(), { query, limit: 50 })).standsOut
    expect(await standsOut('green tea')).toBe(false)
    await say('tea', 'of the tea that is green', '[-1,0,1]')
    expect(await standsOut('green tea')).toBe(true)
    expect(await standsOut('black coffee')).toBe(false)
    await say('on the spot', 'no word of it', '[1,0,0]')
    expect(await standsOut('black coffee')).toBe(true)
    const meaning = await searchMemoriesByMeaning(asked(), { query: 'black coffee', limit: 50 })
    expect(meaning.standsOut).toBe(true)
  })

  test('what comes closest is not read as close where nothing stands out', async () => {
    for (let at = 0; at < 14; at++) await say(`k${at}`, 'other words', `[0,${Math.cos(at)},${Math.sin(at)}]`)
    await say('closest', 'no word of it', '[0.3,1,0]')
    const { standsOut, memories } = await searchMemories(asked(), { query: 'green tea', limit: 20 })
    expect([standsOut, memories[0]?.key, memories[0]?.reading]).toEqual([false, 'closest', 'loose'])
  })

  test('T32: pages of a search are complete: 60 memories, by five (golden 44)', async () => {
    for (let at = 0; at < 60; at++) await plant(`k${at}`, `[1,${at},0]`)
    const keys: string[] = []
    for (let offset: number | null = 0; offset !== null; ) {
      const page = await searchMemories(ada, { query: question, limit: 5, offset })
      expect([page.from, page.memories.length, page.results]).toEqual([offset + 1, 5, 60])
      expect(page.previous).toBe(offset === 0 ? null : offset - 5)
      keys.push(...page.memories.map(({ key }) => key))
      offset = page.next
    }
    expect(keys).toEqual(Array.from({ length: 60 }, (_, at) => `k${at}`))
  })

  /** 40 memories on an arc away from the question, every third an old one, and one without a vector. */
  const arc = async () => {
    for (let at = 0; at < 40; at++) await say(`k${at}`, at % 5 === 0 ? 'green tea' : 'other words', `[1,${at},0]`)
    await say('bare', 'green tea', null)
    await store.pool.query(
      `update store set updated_at = case when key in ('bare', 'k0') or substr(key, 2)::int % 3 = 0
         then '2020-01-01'::timestamptz else '2026-01-01'::timestamptz end + coalesce(nullif(substr(key, 2), 'are')::int, 0) * interval '1 hour'`,
    )
  }

  test('T33: a filter takes results away before the page is cut, and moves neither scores, readings, places nor the order', async () => {
    await arc()
    const request = { query: 'green tea', limit: 50 }
    const whole = await searchMemories(asked(), request)
    const filters = [
      { since: '2026-01-01' },
      { until: '2020-12-31' },
      { searchable: 'no' as const },
      { keys: ['k30', 'k31', 'bare'] },
      { starts: ['k1'], since: '2026-01-01' },
    ]
    for (const partial of filters) {
      const filter = { ...NO_FILTER, ...partial }
      const filtered = await searchMemories(asked(), { ...request, filter })
      const kept = new Set(filtered.memories.map(({ id }) => id))
      expect(kept.size).toBeGreaterThan(0)
      expect(kept.size).toBeLessThan(whole.memories.length)
      expect(filtered.memories).toEqual(whole.memories.filter(({ id }) => kept.has(id)))
      expect([filtered.results, filtered.total]).toEqual([kept.size, whole.total])
      if (kept.size < 3) continue
      // a page is full although most of what is closest was filtered out
      const page = await searchMemories(asked(), { ...request, filter, limit: 2, offset: 1 })
      expect(page.memories).toEqual(filtered.memories.slice(1, 3))
    }
    const none = await searchMemories(asked(), { ...request, filter: { ...NO_FILTER, keys: ['nowhere'] } })
    expect(none).toMatchObject({ memories: [], results: 0, total: 41, from: 0, next: null, previous: null })
  })

  test('in another order than by closeness only what matches is shown: read as more than hardly, or by its words', async () => {
    await arc()
    const whole = await searchMemories(asked(), { query: 'green tea', limit: 50 })
    const matching = whole.memories.filter(
      ({ reading, weighed }) => weighed || (reading !== null && reading !== 'hardly'),
    )
    expect(matching.length).toBeGreaterThan(9)
    expect(matching.length).toBeLessThan(20)
    const keys = async (sort: SearchSort) => {
      const found = await searchMemories(asked(), { query: 'green tea', limit: 50, sort })
      expect([found.sort, found.results, found.standsOut]).toEqual([sort, matching.length, true])
      return found.memories.map(({ key }) => key)
    }
    const newest = await keys('newest')
    expect([...newest].sort()).toEqual(matching.map(({ key }) => key).sort())
    const { rows } = await store.pool.query<{ key: string }>(
      'select key from store where key = any($1) order by updated_at desc, prefix desc, key desc',
      [newest],
    )
    expect(newest).toEqual(rows.map(({ key }) => key))
    expect(await keys('oldest')).toEqual(newest.toReversed())
    expect(await keys('key')).toEqual(
      newest.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true, sensitivity: 'base' })),
    )
    const counted = await countFacets(asked(), {
      filter: { ...NO_FILTER, searchable: 'yes' },
      timeZone: 'UTC',
      among: { question: { query: 'green tea', by: 'together' }, isMatching: true },
    })
    expect([counted.all, counted.total]).toEqual([matching.length, matching.length - 1])
  })

  test('all results at once, to be selected, are those of all pages together, each in its version', async () => {
    await arc()
    const filter = { ...NO_FILTER, starts: ['k1', 'k2', 'k3', 'bare'] }
    const addresses = ({ memories }: MemorySearch) => memories.map(({ id, version }) => `${id} ${version}`).sort()
    for (const sort of ['relevance', 'newest'] as const) {
      const all = async (question: Question, searched: Promise<MemorySearch>) => {
        const results = await resultsOf(asked(), { question, filter, timeZone: 'UTC', sort })
        const expected = addresses(await searched)
        expect(expected.length).toBeGreaterThan(1)
        expect(results.map(({ id, version }) => `${id} ${version}`).sort()).toEqual(expected)
        const { total } = await countFacets(asked(), {
          filter,
          timeZone: 'UTC',
          among: { question, isMatching: sort !== 'relevance' },
        })
        expect(total).toBe(expected.length)
      }
      const request = { query: 'green tea', limit: 100, filter, sort }
      await all({ query: 'green tea', by: 'together' }, searchMemories(asked(), request))
      await all({ query: 'green tea', by: 'meaning' }, searchMemoriesByMeaning(asked(), request))
      for (const key of ['k0', 'bare']) {
        const like = memoryId([], key)
        await all({ like }, findSimilar(asked(), { id: like, limit: 100, filter, sort }))
      }
    }
    expect(
      await resultsOf(asked(), { question: { like: memoryId([], 'none') }, filter, timeZone: 'UTC', sort: 'newest' }),
    ).toEqual([])
  })

  test('T38, T46: where fewer are left than an address skips, the last page is shown', async () => {
    for (let at = 0; at < 12; at++) await plant(`k${at}`, `[1,${at},0]`)
    const at = (offset: number) => searchMemories(ada, { query: question, limit: 5, offset })
    expect(await at(1_000_000)).toEqual(await at(10))
    expect(await at(10)).toMatchObject({ from: 11, next: null, previous: 5 })
    await store.pool.query(`delete from store where key in ('k10', 'k11')`)
    expect(await at(10)).toEqual(await at(5))
  })

  test('while the encoder does not answer, words are compared, and that is said', async () => {
    await putMemory(ada, { key: 'tea', json: '{"v": "Likes green tea, and TEA pots"}' })
    await putMemory(ada, { key: 'coffee', json: '{"v": "black coffee"}' })
    await putMemory(ada, { key: 'both', json: '{"v": "green coffee beans"}' })
    endpoint.behave({ kind: 'refuse', status: 400 })
    const words = async (query: string) => {
      const { mode, memories, results } = await searchMemories(ada, { query, limit: 10 })
      expect([mode, results]).toEqual(['words', memories.length])
      return memories.map(({ key, score }) => (score === null ? key : 'scored'))
    }
    expect(await words('green coffee')).toEqual(['both', 'coffee', 'tea'])
    expect(await words('Tea')).toEqual(['tea'])
    expect(await words('nothing of it')).toEqual([])
    expect(await words(`tea') or 1=1 -- & | ! <-> :* \\ '`)).toEqual(['tea'])
    expect(await words('tea\u0000')).toEqual(['tea'])
    expect(await words('\ud800')).toEqual([])
    expect(await words('')).toEqual([])
    expect(await codeOf(searchMemoriesByMeaning(ada, { query: 'tea', limit: 1 }))).toBe('embedding-unavailable')
  })

  test('by words alone: every word of the question, a single digit too, whole and in any field; no encoder is asked', async () => {
    await putMemory(ada, { key: 'office', json: '{"v": "At Kehrwieder 9, third floor"}' })
    await putMemory(ada, { key: 'lease', json: '{"v": "The lease says Kehrwieder 6"}' })
    await putMemory(ada, { key: 'kehrwieder', json: '{"floor": {"number": 9}}' })
    await putMemory(ada, { key: 'ninety', json: '{"v": "Kehrwieder 90"}' })
    await putMemory(viewer(store, 'bob'), { key: 'his', json: '{"v": "Kehrwieder 9"}' })
    endpoint.behave({ kind: 'refuse', status: 400 })
    const words = async (query: string, more = {}) => {
      const found = await searchMemoriesByWords(ada, { query, limit: 10, sort: 'key', ...more })
      expect([found.mode, found.results]).toEqual(['every-word', found.memories.length])
      return found.memories.map(({ key, score }) => (score === null ? key : 'scored'))
    }
    expect(await words('kehrwieder 9')).toEqual(['kehrwieder', 'office'])
    expect(await words('9 KEHRWIEDER third')).toEqual(['office'])
    expect(await words('Kehrwieder')).toEqual(['kehrwieder', 'lease', 'ninety', 'office'])
    expect(await words('Kehrwieder', { filter: { ...NO_FILTER, starts: ['l'] } })).toEqual(['lease'])
    for (const none of ['Kehr', 'Kehrwieder 9 fourth', '', '-- &', '\u0000', '\ud800'])
      expect(await words(none), none).toEqual([])
  })

  test('a value that an agent made far too large does not keep the others from being found by words', async () => {
    await store.pool.query(
      `insert into store (prefix, key, value)
       select $1, 'huge', jsonb_build_object('v', 'coffee ' || string_agg(md5(n::text), ' ')) from generate_series(1, 60000) n`,
      [ROOT],
    )
    await putMemory(ada, { key: 'tea', json: '{"v": "green tea or coffee"}' })
    endpoint.behave({ kind: 'refuse', status: 400 })
    const { memories } = await searchMemories(ada, { query: 'coffee', limit: 5 })
    expect(memories.map(({ key }) => key).sort()).toEqual(['huge', 'tea'])
  })

  test('a filter compares members as the agent’s does, and its name cannot leave the statement (golden 46, 47)', async () => {
    await putMemory(ada, { key: 'ten', json: '{"v": "x", "n": 10, "a.b": 1}' })
    await putMemory(ada, { key: 'text', json: '{"v": "x", "n": "10", "o": {"a": 1}}' })
    const keys = async (members: Record<string, string>) =>
      (await searchMemories(ada, { query: question, limit: 5, members })).memories.map(({ key }) => key)
    expect(await keys({ n: '10.0' })).toEqual(['ten'])
    expect(await keys({ n: '"10"' })).toEqual(['text'])
    expect(await keys({ o: '{"a":1.0}' })).toEqual(['text'])
    expect(await keys({ 'a.b': '1' })).toEqual(['ten'])
    expect(await keys({ n: '10', missing: 'null' })).toEqual([])
    for (const name of [`x' OR 1=1 --`, '%s', '$1', '"']) expect(await keys({ [name]: 'true' })).toEqual([])
  })
})
