// "A filter means what it says": the address it is written in, and the rows it lets through, on both databases.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  filterParams,
  isUnfiltered,
  LIST_LIMIT,
  type MemoryFilter,
  NO_FILTER,
  only,
  partsOf,
  readFilter,
  VALUE_TYPES,
  without,
} from '@/lib/shared/filter'
import { dayEdge } from '@/lib/shared/time'
import { editMemory } from '@/lib/store/change/write'
import { listMemories } from '@/lib/store/list/browse'
import { filterSql } from '@/lib/store/list/filter-sql'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { onEachDatabase } from '../support/databases'
import { clear, codePointEmbedder, freshStore, storeWith, viewer } from '../support/stores'

const ROOT = 'user_memories.ada'

describe('in the address', () => {
  const text = fc.oneof(
    fc.constantFrom(
      'a&b',
      '#1',
      '100%',
      'a_b',
      'a\\b',
      '"q"',
      "it's",
      '😀',
      'שלום',
      'a=b',
      'a+b',
      'a/b',
      'a::b',
      ' ',
      '',
    ),
    fc.string({ unit: 'grapheme', maxLength: 40 }).filter((one) => !one.includes('\u0000')),
  )
  const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  const list = fc.uniqueArray(text, { maxLength: 5 })
  const filters: fc.Arbitrary<MemoryFilter> = fc.record({
    since: fc.option(day.map((date) => date.toISOString().slice(0, 10))),
    until: fc.option(day.map((date) => date.toISOString().slice(0, 10))),
    keys: list,
    starts: list.map((starts) => starts.filter((start) => start !== '')),
    fields: list,
    types: fc.uniqueArray(fc.constantFrom(...VALUE_TYPES)),
    ends: fc.option(fc.constantFrom('expiring' as const, 'expired' as const)),
    searchable: fc.option(fc.constantFrom('yes' as const, 'no' as const)),
    by: fc.option(fc.constantFrom('me' as const, 'agent' as const)),
  })

  test('T36, T39: every filter survives being written into an address and read again, character for character', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const address = new URL(`http://x/?${new URLSearchParams(filterParams(filter))}`)
        expect(readFilter(address.searchParams)).toEqual(filter)
      }),
    )
  })

  test('what cannot be meant is left out, and lists have an end', () => {
    const read = (search: string) => readFilter(new URLSearchParams(search))
    for (const search of [
      'since=2026-02-30',
      'until=yesterday',
      'since=2026-1-1',
      'since=0000-01-01',
      'type=date',
      'ends=soon',
      'searchable=maybe',
      'from=eve',
      'key=%00',
      'field=a%00b',
      'starts=',
    ])
      expect(read(search), search).toEqual(NO_FILTER)
    expect(read('since=2026-01-01&since=2027-01-01').since).toBe('2026-01-01')
    expect(read('key=a&key=a&key=b').keys).toEqual(['a', 'b'])
    expect(read(Array.from({ length: 500 }, (_, at) => `key=${at}`).join('&')).keys).toHaveLength(LIST_LIMIT)
  })

  test('each part can be taken away alone', () => {
    const filter = readFilter(new URLSearchParams('since=2026-01-01&until=2026-02-01&key=a&starts=b&from=me'))
    expect(partsOf(filter)).toEqual(['time', 'key', 'by'])
    expect(partsOf(without(filter, 'time'))).toEqual(['key', 'by'])
    expect(only(filter, 'key')).toEqual({ ...NO_FILTER, keys: ['a'], starts: ['b'] })
    const none = partsOf(filter).reduce(without, filter)
    expect(isUnfiltered(none)).toBe(true)
  })
})

describe('a day', () => {
  const ZONES = [
    ...['UTC', 'Europe/Vienna', 'America/Sao_Paulo', 'America/Havana', 'Asia/Beirut', 'Africa/Cairo'],
    ...['America/Santiago', 'Pacific/Apia', 'Pacific/Auckland', 'Asia/Kolkata', 'America/St_Johns', 'Atlantic/Azores'],
  ]
  const YEARS = [2011, 2017, 2024]

  test('T45: begins with its first instant in the reader’s zone, also where clocks change at midnight', () => {
    for (const timeZone of ZONES) {
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
      for (const year of YEARS)
        for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
          const day = new Date(at).toISOString().slice(0, 10)
          const begins = dayEdge(day, 'begin', timeZone).getTime()
          // Samoa left out 30 December 2011: it begins when the next day does
          if (format.format(begins) < day || format.format(begins - 1) >= day)
            throw new Error(`${day} in ${timeZone} does not begin at ${new Date(begins).toISOString()}`)
        }
    }
  })

  test('T45: "to 5 May" ends with the last instant of 5 May', () => {
    expect(dayEdge('2026-05-05', 'after', 'Europe/Vienna').toISOString()).toBe('2026-05-05T22:00:00.000Z')
    expect(dayEdge('2026-12-31', 'after', 'Pacific/Auckland').toISOString()).toBe('2026-12-31T11:00:00.000Z')
    expect(dayEdge('2026-02-28', 'after', 'UTC').toISOString()).toBe('2026-03-01T00:00:00.000Z')
  })
})

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Scope

  beforeAll(async () => {
    const { endpoint } = await freshStore(use())
    await endpoint.close() // nothing is embedded over the network here
    store = await storeWith(use().pool, codePointEmbedder(16))
    ada = viewer(store, 'ada')
    await clear(store)
    await store.pool.query(
      `insert into store (prefix, key, value, updated_at, expires_at) values
        ('${ROOT}', 'trip_rome', '{"text": "a", "nights": 3}', '2026-05-05 21:59:59.999999+00', null),
        ('${ROOT}', 'trip_oslo', '{"text": "b", "nights": "9"}', '2026-05-05 22:00:00+00', '2001-01-01'),
        ('${ROOT}', 'tripX', '{"text": null}', '2026-04-30 22:00:00+00', '2999-01-01'),
        ('${ROOT}', 'trip%', '{"cart": true}', '2026-04-30 21:59:59.999999+00', null),
        ('${ROOT}', 'a\\b"c', '{"art": [1]}', '2025-01-01', null),
        ('${ROOT}.work', 'list', '["art", "text"]', '2025-01-02', null),
        ('${ROOT}.work', 'said', '"text"', '2025-01-03', null),
        ('${ROOT}', '', '{"": {}}', '2025-01-04', null),
        ('${ROOT}', 'mine', '{"text": "old"}', '2025-01-05', null),
        ('user_memories.adam', 'trip_rome', '{"text": "a"}', '2026-05-05', null)`,
    )
    await store.pool.query(
      `insert into store_vectors (prefix, key, field_name, embedding)
       select prefix, key, '$', case when key <> 'trip%' then array_fill(1, array[16])::real[]::vector end
         from store where key <> 'tripX'`,
    )
    const mine = (await listMemories(ada, { limit: 50, timeZone: 'UTC' })).memories.find(({ key }) => key === 'mine')
    if (mine === undefined) throw new Error('it was just inserted')
    await editMemory(ada, {
      id: mine.id,
      version: mine.version,
      json: '{"text": "new"}',
      operation: '8ecb9b2e-6dd1-4f0a-9a53-6b1ac9ab0d55',
    })
  })
  afterAll(() => clear(store))

  /** Keys that `filter` lets through, sorted. */
  const keys = async (filter: Partial<MemoryFilter>, timeZone = 'Europe/Vienna') => {
    const { sql, values } = filterSql(ada, { ...NO_FILTER, ...filter }, timeZone, 2)
    const { rows } = await store.pool.query<{ key: string }>(
      `select s.key from ${store.catalog.store} s where (s.prefix = $1 or starts_with(s.prefix, $1 || '.')) ${sql}`,
      [ROOT, ...values],
    )
    return rows.map(({ key }) => key).sort()
  }

  test('nothing chosen lets everything through, and needs no placeholder', async () => {
    expect(filterSql(ada, NO_FILTER, 'UTC', 7)).toEqual({ sql: '', values: [] })
    expect(await keys({})).toHaveLength(9)
  })

  test('T45: days are whole days of the reader’s zone, both ends included', async () => {
    expect(await keys({ since: '2026-05-01', until: '2026-05-05' })).toEqual(['tripX', 'trip_rome'])
    expect(await keys({ since: '2026-05-01', until: '2026-05-05' }, 'UTC')).toEqual(['trip_oslo', 'trip_rome'])
    expect(await keys({ since: '2026-05-06', until: '2026-05-06' })).toEqual(['trip_oslo'])
    // names of zones that Postgres need not know
    expect(await keys({ since: '2026-05-06', until: '2026-05-06' }, 'Europe/Kiev')).toEqual(['trip_oslo', 'trip_rome'])
  })

  test('T36: keys and their beginnings are taken letter by letter', async () => {
    expect(await keys({ starts: ['trip_'] })).toEqual(['trip_oslo', 'trip_rome'])
    expect(await keys({ starts: ['trip%'] })).toEqual(['trip%'])
    expect(await keys({ starts: ['trip'] })).toHaveLength(4)
    expect(await keys({ starts: ['a\\'] })).toEqual(['a\\b"c'])
    expect(await keys({ keys: ['a\\b"c', 'trip'] })).toEqual(['a\\b"c'])
    expect(await keys({ keys: [''] })).toEqual([''])
    expect(await keys({ keys: ['said'], starts: ['trip_'] })).toEqual(['said', 'trip_oslo', 'trip_rome'])
  })

  test('T35: a field is a member of that very name, not a part of one, an element or a text', async () => {
    expect(await keys({ fields: ['art'] })).toEqual(['a\\b"c'])
    expect(await keys({ fields: ['text'] })).toEqual(['mine', 'tripX', 'trip_oslo', 'trip_rome'])
    expect(await keys({ fields: ['art', 'cart'] })).toEqual(['a\\b"c', 'trip%'])
    expect(await keys({ fields: [''] })).toEqual([''])
  })

  test('types are those of the chosen fields, or of any field', async () => {
    expect(await keys({ types: ['number'] })).toEqual(['trip_rome'])
    expect(await keys({ types: ['string'] })).toEqual(['mine', 'trip_oslo', 'trip_rome'])
    expect(await keys({ types: ['null', 'boolean'] })).toEqual(['trip%', 'tripX'])
    expect(await keys({ types: ['array'] })).toEqual(['a\\b"c'])
    expect(await keys({ types: ['object'] })).toEqual([''])
    expect(await keys({ types: ['string'], fields: ['nights'] })).toEqual(['trip_oslo'])
  })

  test('T67: what ends and what has ended are told apart; without a column for it nothing ends', async () => {
    expect(await keys({ ends: 'expiring' })).toEqual(['tripX'])
    expect(await keys({ ends: 'expired' })).toEqual(['trip_oslo'])
    const old = { ...ada, store: { ...store, catalog: { ...store.catalog, hasTtl: false } } } as Scope
    expect(filterSql(old, { ...NO_FILTER, ends: 'expiring' }, 'UTC', 2)).toEqual({ sql: 'and (false)', values: [] })
  })

  test('searchable means that a vector is there', async () => {
    expect(await keys({ searchable: 'no' })).toEqual(['trip%', 'tripX'])
    expect(await keys({ searchable: 'yes' })).toHaveLength(7)
  })

  test('a change is mine until somebody else has written since', async () => {
    expect(await keys({ by: 'me' })).toEqual(['mine'])
    expect(await keys({ by: 'agent' })).toHaveLength(8)
    await store.pool.query(`update store set updated_at = updated_at + interval '1 microsecond' where key = 'mine'`)
    expect(await keys({ by: 'me' })).toEqual([])
    expect(await keys({ by: 'agent' })).toHaveLength(9)
  })

  test('all parts hold together', async () => {
    const all: MemoryFilter = {
      since: '2026-05-01',
      until: '2026-05-05',
      keys: ['mine'],
      starts: ['trip'],
      fields: ['text', 'nights'],
      types: ['number', 'string'],
      ends: null,
      searchable: 'yes',
      by: 'agent',
    }
    expect(await keys(all)).toEqual(['trip_rome'])
    let expected = await keys({})
    for (const part of partsOf(without(all, 'type'))) {
      const let_through = await keys(only(all, part))
      expected = expected.filter((key) => let_through.includes(key))
    }
    expect(await keys(without(all, 'type'))).toEqual(expected)
  })
})
