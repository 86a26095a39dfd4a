// "The numbers beside each choice are what choosing it gives": on both databases, counted against the list itself.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPTION_LIMIT } from '@/lib/shared/facets'
import { type MemoryFilter, NO_FILTER, partsOf, VALUE_TYPES, without } from '@/lib/shared/filter'
import { listMemories } from '@/lib/store/list/browse'
import { countFacets } from '@/lib/store/list/facets'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { onOneDatabase } from '../support/databases'
import { clear, codePointEmbedder, freshStore, storeWith, viewer } from '../support/stores'

const ROOT = 'user_memories.ada'
const ZONE = 'Europe/Vienna'

onOneDatabase((use) => {
  let store: MemoryStore
  let ada: Scope

  beforeAll(async () => {
    const { endpoint } = await freshStore(use())
    await endpoint.close() // nothing is embedded over the network here
    store = await storeWith(use().pool, codePointEmbedder(16))
    ada = viewer(store, 'ada')
    await clear(store)
    // 240 memories over 9 months, keys in groups, members of many types; and as many of somebody else
    await store.pool.query(
      `insert into store (prefix, key, value, updated_at, expires_at)
       select p || case when n % 11 = 0 then '.work' else '' end,
              (array['trip_', 'graz_', 'rule', 'pre%_', 'solo'])[1 + n % 5] || n,
              (array['{"text": "a"}', '{"text": null, "size": 9}', '{"size": "10", "tags": ["text"]}', '{"": true, "o": {"text": 1}}',
                     '["text"]', '"text"', '{}'])[1 + n % 7]::jsonb,
              '2026-01-01 00:00:00+00'::timestamptz + n * interval '27 hours',
              case n % 9 when 0 then now() + interval '1 day' when 1 then now() - interval '1 day' end
         from generate_series(1, 240) n, unnest(array['${ROOT}', 'user_memories.ada2']) p;
       insert into store (prefix, key, value) values ('${ROOT}', 'lone_wolf', '{}');
       insert into store_vectors (prefix, key, field_name, embedding)
       select prefix, key, '$', array_fill(1, array[16])::real[]::vector from store where length(key) % 2 = 0;
       insert into dashboard.last_write (prefix, key, updated_at, actor, surface)
       select prefix, key, updated_at, '${viewer(store, 'ada').actor}', 'dashboard' from store where key like 'trip%'`,
    )
  })
  afterAll(() => clear(store))

  const facets = (filter: Partial<MemoryFilter> = {}) =>
    countFacets(ada, { filter: { ...NO_FILTER, ...filter }, timeZone: ZONE })
  const total = async (filter: MemoryFilter) => (await listMemories(ada, { limit: 1, timeZone: ZONE, filter })).total

  const FILTERS: Partial<MemoryFilter>[] = [
    {},
    { since: '2026-03-01', until: '2026-05-31' },
    { keys: ['solo24'], starts: ['trip_', 'gone_'] },
    { fields: ['text', 'size'] },
    { types: ['number', 'null'] },
    { fields: ['size'], types: ['string'] },
    { fields: ['text'], types: ['null'], by: 'me', since: '2026-02-01' },
    { by: 'agent', searchable: 'no', ends: 'expired' },
    { starts: ['graz_'], fields: ['nowhere'], until: '2026-06-30' },
  ]

  test('T42: every count is what the list says when that option alone is chosen beside the other parts', async () => {
    for (const partial of FILTERS) {
      const filter = { ...NO_FILTER, ...partial }
      const counted = await facets(filter)
      const label = JSON.stringify(partial)
      expect(counted.total, label).toBe(await total(filter))
      expect(counted.all).toBe(241)
      for (const part of partsOf(filter))
        expect((counted.hides[part] ?? 0) + counted.total, `${label} without ${part}`).toBe(
          await total(without(filter, part)),
        )
      for (const by of ['me', 'agent'] as const)
        expect(counted.by[by], `${label} ${by}`).toBe(await total({ ...filter, by }))
      for (const searchable of ['yes', 'no'] as const)
        expect(counted.searchable[searchable], `${label} ${searchable}`).toBe(await total({ ...filter, searchable }))
      for (const ends of ['expiring', 'expired'] as const)
        expect(counted.ends[ends], `${label} ${ends}`).toBe(await total({ ...filter, ends }))
      for (const { name, count } of counted.types)
        expect(count, `${label} ${name}`).toBe(await total({ ...filter, types: [name] }))
      for (const { name, count } of counted.fields.options)
        expect(count, `${label} field ${name}`).toBe(await total({ ...filter, fields: [name] }))
      for (const { name, count, isStart } of counted.keys.options.filter((_, at) => at % 9 === 0))
        expect(count, `${label} key ${name}`).toBe(
          await total({ ...filter, keys: isStart ? [] : [name], starts: isStart ? [name] : [] }),
        )
      for (const { month, count } of counted.months.filter((_, at) => at % 3 === 0)) {
        const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)
        expect(count, `${label} ${month}`).toBe(await total({ ...filter, since: `${month}-01`, until: last }))
      }
    }
  })

  test('keys that share a beginning stand together, all others alone', async () => {
    const { options, all } = (await facets()).keys
    expect(options.filter(({ isStart }) => isStart)).toEqual([
      { name: 'graz_', count: 48, isStart: true },
      { name: 'pre%_', count: 48, isStart: true },
      { name: 'trip_', count: 48, isStart: true },
    ])
    expect(options.find(({ name }) => name === 'lone_wolf')).toEqual({ name: 'lone_wolf', count: 1, isStart: false })
    expect(options).toHaveLength(3 + 48 + 48 + 1)
    expect(all).toBe(options.length)
  })

  test('what is chosen and gone stays, at zero; so does what the other parts leave nothing of', async () => {
    const counted = await facets({ keys: ['gone'], fields: ['gone too'], starts: ['tri'], since: '2031-01-01' })
    expect(counted.keys.options.filter(({ name }) => ['gone', 'tri'].includes(name))).toEqual([
      { name: 'gone', count: 0, isStart: false },
      { name: 'tri', count: 0, isStart: true },
    ])
    expect(counted.fields.options).toContainEqual({ name: 'gone too', count: 0 })
    expect(counted.fields.options).toContainEqual({ name: 'text', count: 0 })
    expect(counted.types.map(({ name }) => name)).toEqual([...VALUE_TYPES])
  })

  test('T36: a search in the names of keys and fields is taken letter by letter, and offers the beginning itself', async () => {
    const find = async <T extends 'keys' | 'fields'>(text: string, where: T) =>
      (await countFacets(ada, { filter: NO_FILTER, timeZone: ZONE, find: { in: where, text } }))[where]
    expect((await find('e%', 'keys')).options.map(({ name }) => name)).toContain('pre%_')
    expect((await find('%_', 'keys')).all).toBe(1 + 48)
    expect((await find('TRIP_1', 'keys')).options.filter(({ isStart }) => isStart)).toEqual([])
    const typed = await find('trip_1', 'keys')
    expect(typed.options[0]).toEqual({ name: 'trip_1', count: expect.any(Number), isStart: true })
    expect(typed.options[0]?.count).toBe(await total({ ...NO_FILTER, starts: ['trip_1'] }))
    expect((await find('x" or 1=1', 'keys')).options).toEqual([])
    expect((await find('IZ', 'fields')).options).toEqual([{ name: 'size', count: 70 }])
    expect((await find('', 'fields')).all).toBe(5)
  })

  test('T60: ten thousand keys and a thousand fields are counted, the most frequent named, the rest found by name', async () => {
    const bea = viewer(store, 'bea')
    await store.pool.query(
      `insert into store (prefix, key, value)
       select 'user_memories.bea', md5(n::text), jsonb_build_object('field ' || n % 1000, n) from generate_series(1, 10000) n`,
    )
    const counted = await countFacets(bea, { filter: NO_FILTER, timeZone: ZONE })
    expect([counted.keys.options.length, counted.keys.all]).toEqual([OPTION_LIMIT, 10_000])
    expect([counted.fields.options.length, counted.fields.all]).toEqual([OPTION_LIMIT, 1000])
    const rare = await countFacets(bea, {
      filter: NO_FILTER,
      timeZone: ZONE,
      find: { in: 'fields', text: 'FIELD 999' },
    })
    expect(rare.fields).toEqual({ options: [{ name: 'field 999', count: 10 }], all: 1 })
    await store.pool.query(`delete from store where prefix = 'user_memories.bea'`)
  })

  test('T1: somebody else’s memories count nowhere', async () => {
    const counted = await countFacets(viewer(store, 'nobody'), { filter: NO_FILTER, timeZone: ZONE })
    expect(counted).toEqual({
      all: 0,
      total: 0,
      hides: {},
      months: [],
      by: { me: 0, agent: 0 },
      searchable: { yes: 0, no: 0 },
      ends: { expiring: 0, expired: 0 },
      types: VALUE_TYPES.map((name) => ({ name, count: 0 })),
      keys: { options: [], all: 0 },
      fields: { options: [], all: 0 },
    })
  })
})
