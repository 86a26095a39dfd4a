// "Show me what is like this one": by the entries that are stored, and by nothing else.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NO_FILTER } from '@/lib/shared/filter'
import { memoryId } from '@/lib/shared/memory'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { findSimilar } from '@/lib/store/search/similar'
import { onEachDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { clear, codeOf, everything, freshStore, viewer } from '../support/stores'

const ROOT = 'user_memories.ada'
const ID = memoryId([], 'this')

onEachDatabase((use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  let ada: Scope
  beforeAll(async () => {
    const fresh = await freshStore(use(), { dims: 3, fields: ['v'] })
    store = fresh.store
    endpoint = fresh.endpoint
    // nothing is embedded to compare what is stored
    endpoint.behave({ kind: 'refuse', status: 400 })
  })
  beforeEach(async () => {
    await clear(store)
    ada = viewer(store, 'ada')
  })
  afterAll(() => endpoint.close())

  const plant = (key: string, vectors: (string | null)[], value: object = { v: 'x' }, prefix = ROOT) =>
    store.pool.query(
      `with row as (insert into store (prefix, key, value) values ($1, $2, $4) returning prefix, key)
       insert into store_vectors (prefix, key, field_name, embedding)
       select prefix, key, 'v.' || n, v::vector from row, unnest($3::text[]) with ordinality as vector (v, n)`,
      [prefix, key, vectors, JSON.stringify(value)],
    )
  const ask = (change: object = {}) => findSimilar(ada, { id: ID, limit: 50, ...change })
  const scored = async (change?: object) =>
    (await ask(change)).memories.map(({ key, score }) => [key, score === null ? null : Number(score.toFixed(6))])

  test('the nearest first, itself left out; of several entries the two that are closest count', async () => {
    await plant('this', ['[1,0,0]', '[0,0,1]'])
    await plant('opposite', ['[-1,0,0]'])
    await plant('by its second entry', ['[-1,0,0]', '[0,0.6,0.8]'])
    await plant('same direction', ['[3,0,0]'])
    await plant('in a child namespace', ['[0.6,0.8,0]'], { v: 'x' }, `${ROOT}.work`)
    await plant('without an entry', [])
    await plant('empty', ['[0,0,0]'])
    const before = await everything(store)
    expect(await scored()).toEqual([
      ['same direction', 1],
      ['by its second entry', 0.8],
      ['in a child namespace', 0.6],
      ['opposite', 0],
      ['empty', null],
      ['without an entry', null],
    ])
    const found = await ask()
    expect([found.mode, found.like, found.query, found.total, found.results]).toEqual([
      'meaning',
      { id: ID, key: 'this' },
      '',
      7,
      6,
    ])
    expect(await everything(store)).toEqual(before)
  })

  test('T32: pages of it are complete, and a filter takes away without moving the rest', async () => {
    await plant('this', ['[1,0,0]'])
    for (let at = 0; at < 23; at++) await plant(at % 2 === 0 ? `even_${at}` : `odd_${at}`, [`[1,${at + 1},0]`])
    const keys: string[] = []
    for (let offset: number | null = 0; offset !== null; ) {
      const page = await ask({ limit: 5, offset })
      expect([page.from, page.results]).toEqual([offset + 1, 23])
      keys.push(...page.memories.map(({ key }) => key))
      offset = page.next
    }
    expect(keys).toEqual(Array.from({ length: 23 }, (_, at) => (at % 2 === 0 ? `even_${at}` : `odd_${at}`)))
    const odd = await ask({ filter: { ...NO_FILTER, starts: ['odd_'] } })
    expect([odd.results, odd.total]).toEqual([11, 24])
    expect(odd.memories.map(({ key }) => key)).toEqual(keys.filter((key) => key.startsWith('odd_')))
    expect(odd.memories[0]?.place.meaning).toBe(2)
  })

  test.each([
    ['no entry', []],
    ['an entry without a vector', [null]],
    ['an empty entry', ['[0,0,0]']],
  ])('with %s, what it says is compared by its words, and that is said', async (_, vectors) => {
    await plant('this', vectors, { text: 'green tea', more: { about: 'pots' } })
    await plant('two words', ['[1,0,0]'], { text: 'tea pots' })
    await plant('one word', [], { text: 'green shoes' })
    await plant('only the name of a field', ['[1,0,0]'], { text: 'coffee', about: 'nothing' })
    const found = await ask()
    expect([found.mode, found.results, found.like?.key]).toEqual(['words', 2, 'this'])
    expect(found.memories.map(({ key, score, found }) => [key, score, found])).toEqual([
      ['two words', null, ['pots', 'tea']],
      ['one word', null, ['green']],
    ])
  })

  test('the only memory is like no other, and one that is not there has no like', async () => {
    await plant('this', ['[1,0,0]'])
    const alone = await ask()
    expect([alone.mode, alone.memories, alone.results, alone.total]).toEqual(['meaning', [], 0, 1])
    expect(await codeOf(ask({ id: memoryId([], 'other') }))).toBe('not-found')
    expect(await codeOf(ask({ id: '%' }))).toBe('not-found')
  })

  test('T2: somebody else’s memory has no like for others, and is like nobody else’s', async () => {
    await plant('this', ['[1,0,0]'])
    await plant('mine', ['[0,1,0]'])
    const alone = await ask()
    await plant('this', ['[1,0,0]'], { v: 'x' }, 'user_memories.ada2')
    await plant('theirs', ['[1,0,0]'], { v: 'x' }, 'user_memories.ada2')
    expect(await ask()).toEqual(alone)
    ada = viewer(store, 'ada2')
    expect(await codeOf(ask({ id: memoryId([], 'mine') }))).toBe('not-found')
    expect(await scored()).toEqual([['theirs', 1]])
  })
})
