// "The map of what I am remembered for is mine, of now, and made of my own words."
import { gzipSync } from 'node:zlib'
import type pg from 'pg'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type MemoryFilter, NO_FILTER } from '@/lib/shared/filter'
import { memoryId, parseMemoryId } from '@/lib/shared/memory'
import { MOST_POINTS, type PackedMap, unpackPoints } from '@/lib/shared/memory-map'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { deleteMemory } from '@/lib/store/change/removal'
import { arrayLiteral } from '@/lib/store/change/search-entries'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory } from '@/lib/store/change/write'
import { dropAllMaps, keepMap, mapsKept } from '@/lib/store/map/cache'
import { idsOnMap, memoriesOnMap, memoryMap } from '@/lib/store/map/map'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { purgeExpired } from '@/lib/store/purge'
import { onOneDatabase } from '../support/databases'
import { inOneMinute } from '../support/minute'
import { clear, codeOf, codePointEmbedder, everything, expectedOf, storeWith, viewer } from '../support/stores'

const DIMS = 16
const ROOT = 'user_memories.ada'
/** Three subjects that no two of which share a word that says something. */
const SUBJECTS = [
  ['trip', ['The train to Vienna leaves at six', 'Night train to Vienna with Noor', 'Seat by the window on the train']],
  ['cat', ['Die Katze bekommt nur Diätfutter', 'Das Futter für die Katze ist im Keller', 'Die Katze und das Futter']],
  ['money', ['The invoice goes to Erik', 'Erik signs every invoice over 600', 'An invoice without a number goes back']],
] as const
const all: MemoryFilter = NO_FILTER

onOneDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', DIMS)
    await withoutIndex(use().pool)
    store = await storeWith(use().pool, codePointEmbedder(DIMS))
    ada = viewer(store, 'ada')
  })
  beforeEach(async () => {
    await clear(store)
    await store.pool.query('delete from dashboard.rate')
    dropAllMaps(store.pool)
  })

  const asked = (filter: Partial<MemoryFilter> = {}) => ({ filter: { ...all, ...filter }, timeZone: 'UTC' })
  const map = (scope = ada, filter: Partial<MemoryFilter> = {}) => memoryMap(scope, asked(filter))
  /** Keys in the order of the points. */
  const keysOf = async (drawn: PackedMap, scope = ada, filter: Partial<MemoryFilter> = {}) =>
    (await idsOnMap(scope, { ...asked(filter), print: drawn.print })).map((id) => parseMemoryId(id)?.key ?? '')
  const allWords = (drawn: PackedMap) => drawn.groups.flatMap(({ words }) => words.map((word) => word.toLowerCase()))

  /** A vector near a corner of its own for each subject. */
  const near = (subject: number, at: number) =>
    Array.from({ length: DIMS }, (_, index) => (index === subject * 3 ? 5 : Math.sin(at * 7 + index * 3) * 0.4))

  async function write(rows: { prefix?: string; key: string; value: unknown; vectors: number[][] }[]) {
    for (let from = 0; from < rows.length; from += 1_000) {
      const some = rows.slice(from, from + 1_000)
      await store.pool.query(
        `insert into store (prefix, key, value, updated_at)
         select prefix, key, value::jsonb, '2026-01-01'::timestamptz + at * interval '1 minute'
           from unnest($1::text[], $2::text[], $3::text[], $4::int[]) as made (prefix, key, value, at)`,
        [
          some.map(({ prefix = ROOT }) => prefix),
          some.map(({ key }) => key),
          some.map(({ value }) => JSON.stringify(value)),
          some.map((_, at) => from + at),
        ],
      )
      const entries = some.flatMap(({ prefix = ROOT, key, vectors }) =>
        vectors.map((vector, at) => [prefix, key, `f${at}`, arrayLiteral(vector)] as const),
      )
      await store.pool.query(
        `insert into store_vectors (prefix, key, field_name, embedding)
         select prefix, key, field, vector::float8[]::vector
           from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as made (prefix, key, field, vector)`,
        [0, 1, 2, 3].map((column) => entries.map((entry) => entry[column])),
      )
    }
  }

  /** `each` memories of every subject. */
  async function settle(each = 12, prefix = ROOT) {
    await write(
      SUBJECTS.flatMap(([name, texts], subject) =>
        Array.from({ length: each }, (_, at) => ({
          prefix,
          key: `${name}_${at}`,
          value: { text: texts[at % texts.length] },
          vectors: [near(subject, at)],
        })),
      ),
    )
  }

  test('memories that mean alike lie together, in groups that are called by their own words', async () => {
    await settle()
    const drawn = await map()
    expect(drawn).toMatchObject({ total: 36, matching: 36, unplaced: 0, beyond: 0 })
    expect(drawn.groups.reduce((sum, { size }) => sum + size, 0)).toBe(36)
    const points = unpackPoints(drawn.points)
    const keys = await keysOf(drawn)
    // no group holds two subjects, and on the plane each memory is closer to its own subject's middle than to another's
    const subjectOf = (key = '') => SUBJECTS.findIndex(([name]) => key.startsWith(name))
    for (const group of drawn.groups.keys())
      expect(new Set(keys.filter((_, at) => points.group[at] === group).map(subjectOf)).size).toBe(1)
    const middles = SUBJECTS.map((_, subject) => {
      const own = keys.flatMap((key, at) => (subjectOf(key) === subject ? [at] : []))
      const mean = (side: Uint16Array) => own.reduce((sum, at) => sum + (side[at] ?? 0), 0) / own.length
      return [mean(points.x), mean(points.y)] as const
    })
    for (const [at, key] of keys.entries()) {
      const far = middles.map(([x, y]) => Math.hypot((points.x[at] ?? 0) - x, (points.y[at] ?? 0) - y))
      expect(far.indexOf(Math.min(...far)), key).toBe(subjectOf(key))
    }
    const words = allWords(drawn)
    for (const word of ['vienna', 'katze', 'invoice']) expect(words).toContain(word)
    // what every language is held together by is no name, nor are the names of fields
    for (const idle of ['the', 'die', 'das', 'und', 'für', 'text']) expect(words).not.toContain(idle)
    for (const group of drawn.groups)
      for (const at of group.typical) expect(points.group[at]).toBe(drawn.groups.indexOf(group))
  })

  test('T66: the same memories give the same map, and reading it writes nothing', async () => {
    await settle()
    const before = await everything(store)
    const first = await map()
    dropAllMaps(store.pool)
    expect(await map()).toEqual(first)
    await memoriesOnMap(ada, { ...asked(), print: first.print, points: [0, 1] })
    await store.pool.query('delete from dashboard.rate') // that it was drawn is counted, for a minute
    expect(await everything(store)).toEqual(before)
  })

  test('a memory with several search entries has one place, in the middle of them', async () => {
    await settle()
    await write([
      { key: 'both', value: { a: 'x', b: 'y' }, vectors: [near(0, 1), near(1, 1)] },
      { key: 'one', value: { a: 'x' }, vectors: [near(0, 1)] },
      { key: 'other', value: { b: 'y' }, vectors: [near(1, 1)] },
    ])
    const drawn = await map()
    const keys = await keysOf(drawn)
    const points = unpackPoints(drawn.points)
    expect(keys).toHaveLength(39)
    const place = (key: string) => [points.x[keys.indexOf(key)] ?? 0, points.y[keys.indexOf(key)] ?? 0]
    const [both, one, other] = [place('both'), place('one'), place('other')]
    for (const side of [0, 1])
      expect(Math.abs((both[side] ?? 0) - ((one[side] ?? 0) + (other[side] ?? 0)) / 2)).toBeLessThan(3)
  })

  test('what is not searchable has no place and is counted, and an entry without an angle lies on the map', async () => {
    await settle(4)
    await write([
      { key: 'bare', value: { text: 'no entry' }, vectors: [] },
      { key: 'zero', value: { text: 'zero' }, vectors: [Array(DIMS).fill(0)] },
    ])
    await write([{ key: 'null', value: {}, vectors: [near(0, 0)] }])
    await store.pool.query(`update store_vectors set embedding = null where key = 'null'`)
    const drawn = await map()
    expect(drawn).toMatchObject({ total: 15, matching: 15, unplaced: 2 })
    const keys = await keysOf(drawn)
    expect(keys).toHaveLength(13)
    expect(keys).toContain('zero')
    expect(keys).not.toContain('bare')
  })

  test('of no memory, of one and of some that are all alike there is a map', async () => {
    expect(await map()).toMatchObject({ total: 0, matching: 0, groups: [], points: '' })
    await write([{ key: 'bare', value: {}, vectors: [] }])
    expect(await map()).toMatchObject({ total: 1, unplaced: 1, groups: [] })
    await write([{ key: 'one', value: { text: 'alone' }, vectors: [near(0, 0)] }])
    expect((await map()).groups).toEqual([{ size: 1, typical: [0], words: ['alone'] }])
    await write(Array.from({ length: 8 }, (_, at) => ({ key: `same ${at}`, value: {}, vectors: [near(0, 0)] })))
    const alike = await map()
    expect(new Set(unpackPoints(alike.points).x).size).toBe(1)
    expect(alike.groups).toHaveLength(1)
  })

  test('T33, T42: the map is of what the filter lets through, and its totals say of how many', async () => {
    await settle()
    const drawn = await map(ada, { starts: ['cat_'] })
    expect(drawn).toMatchObject({ total: 36, matching: 12, unplaced: 0 })
    expect((await keysOf(drawn, ada, { starts: ['cat_'] })).every((key) => key.startsWith('cat_'))).toBe(true)
    expect(allWords(drawn)).not.toContain('invoice')
    expect((await map(ada, { starts: ['nobody_'] })).groups).toEqual([])
    expect((await map(ada, { searchable: 'no' })).matching).toBe(0)
  })

  describe('T47: a map is known by its content', () => {
    test('as long as nothing is written it is drawn once, whoever asks and however many at once', async () => {
      await settle()
      const queries = await counting(store, async () => {
        const maps = await Promise.all([map(), map(), map()])
        expect(new Set(maps.map(({ print }) => print)).size).toBe(1)
      })
      const again = await counting(store, map)
      expect(again).toBeLessThan(4) // whose it is, and whether anything changed
      expect(queries).toBeLessThan(3 * again + 14)
      expect(mapsKept(store.pool)).toBe(1)
    })

    test('one that was deleted and one that was added, so that the count is the same: another map', async () => {
      await settle()
      const before = await map()
      await store.pool.query(`delete from store where prefix = $1 and key = 'cat_0'`, [ROOT])
      await write([{ key: 'cat_new', value: { text: 'Zanzibar' }, vectors: [near(1, 0)] }])
      const after = await map()
      expect(after.matching).toBe(before.matching)
      expect(after.print).not.toBe(before.print)
      const keys = await keysOf(after)
      expect(keys).toContain('cat_new')
      expect(keys).not.toContain('cat_0')
    })

    test('an edit of a text, a place or nothing but its time: another map, whoever wrote it', async () => {
      await settle()
      const prints = new Set([(await map()).print])
      const changes = [
        `update store set value = '{"text": "Zanzibar"}' where key = 'cat_0'`, // as no agent does: without a new time
        `update store_vectors set embedding = (select embedding from store_vectors where key = 'trip_0') where key = 'cat_0'`,
        `update store set updated_at = now() where key = 'cat_1'`,
        `delete from store_vectors where key = 'cat_2'`,
      ]
      for (const change of changes) {
        await store.pool.query(change)
        const { print } = await map()
        expect(prints.has(print), change).toBe(false)
        prints.add(print)
      }
      const moved = await map()
      const points = unpackPoints(moved.points)
      const keys = await keysOf(moved)
      const group = (key: string) => points.group[keys.indexOf(key)]
      expect(moved.unplaced).toBe(1)
      expect([group('cat_0'), points.x[keys.indexOf('cat_0')]]).toEqual([
        group('trip_0'),
        points.x[keys.indexOf('trip_0')],
      ])
    })

    test('through the dashboard: put, edit, delete, undo', async () => {
      await settle()
      const prints = [(await map()).print]
      const made = await createMemory(ada, { key: 'made', json: '{"text": "made here"}' })
      prints.push((await map()).print)
      const edited = await editMemory(ada, { id: made.id, version: made.version, json: '{"text": "changed here"}' })
      prints.push((await map()).print)
      const removal = await deleteMemory(ada, { id: edited.id })
      expect(await keysOf(await map())).not.toContain('made')
      await undoRemoval(ada, removal.id)
      prints.push((await map()).print)
      expect(await keysOf(await map())).toContain('made')
      expect(new Set(prints).size).toBe(prints.length)
    })
  })

  describe('T11, T15: what was deleted', () => {
    test('is on no map, in no name, and behind no number of an older map', async () => {
      await settle()
      await write([
        { key: 'secret_1', value: { text: 'Zanzibar canary' }, vectors: [near(1, 0)] },
        { key: 'secret_2', value: { text: 'Zanzibar canary' }, vectors: [near(1, 1)] },
      ])
      const before = await map()
      const at = (await keysOf(before)).indexOf('secret_1')
      const [shown] = await memoriesOnMap(ada, { ...asked(), print: before.print, points: [at] })
      expect(shown?.key).toBe('secret_1')
      for (const key of ['secret_1', 'secret_2']) await deleteMemory(ada, { id: memoryId([], key) })
      // the number still stands for the same memory, which is gone: not for another that took its place
      expect(await memoriesOnMap(ada, { ...asked(), print: before.print, points: [at] })).toEqual([null])
      const after = await map()
      expect(JSON.stringify(after)).not.toMatch(/zanzibar|canary/i)
      expect(await keysOf(after)).not.toContain('secret_1')
      // and once the map of now has been drawn, the older one cannot be asked about at all
      expect(await codeOf(memoriesOnMap(ada, { ...asked(), print: before.print, points: [at] }))).toBe('conflict')
      expect(await codeOf(idsOnMap(ada, { ...asked(), print: before.print }))).toBe('conflict')
    })

    test('leaves the cache when it is purged, of every filter, and only its owner’s maps go', async () => {
      await settle()
      await settle(4, 'user_memories.ben')
      await map()
      await map(ada, { starts: ['cat_'] })
      await map(viewer(store, 'ben'))
      expect(mapsKept(store.pool)).toBe(3)
      await deleteMemory(ada, { id: memoryId([], 'cat_0') })
      await store.pool.query(`update dashboard.removal set undo_until = now() - interval '1 second'`)
      expect(await purgeExpired(store.pool, store.catalog.store)).toBe(1)
      expect(mapsKept(store.pool)).toBe(1)
    })
  })

  test('the cache is bounded: maps that were not asked for lately make room', async () => {
    await settle(2)
    const { pool } = store
    const drawn = { map: await map(), places: Array(90_000).fill({ prefix: ROOT, key: 'k' }) }
    dropAllMaps(pool)
    for (const name of ['a', 'b', 'c', 'd']) keepMap(pool, name, 'somebody', drawn)
    expect(mapsKept(pool)).toBe(2)
    keepMap(pool, 'd', 'somebody', drawn)
    expect(mapsKept(pool)).toBe(2)
    dropAllMaps(pool)
  })

  test('more than thirty maps a minute are not drawn for one person; one that is known already is always shown', async () => {
    await settle(2)
    await settle(2, 'user_memories.ben')
    let refusals: string[] = []
    const forget = async () => {
      refusals = []
      dropAllMaps(store.pool)
      await store.pool.query('delete from dashboard.rate')
    }
    await inOneMinute(store.pool, forget, async () => {
      await map()
      for (let at = 0; at < 31; at++) await map(ada, { starts: [`cat_${at}`] }).catch(({ code }) => refusals.push(code))
    })
    expect(refusals).toEqual(['too-many', 'too-many'])
    expect((await map()).matching).toBe(6)
    expect((await map(viewer(store, 'ben'))).matching).toBe(6)
  })

  test('T1, T2: another’s memories are on nobody else’s map, and another’s map answers as one that never was', async () => {
    await settle(4)
    for (const root of [
      'user_memories.ada2',
      'user_memories.ad',
      'user_memories.ADA',
      'user_memories.ada%',
      'user_memories.a_a',
    ])
      await write([{ prefix: root, key: 'theirs', value: { text: 'Zanzibar' }, vectors: [near(2, 9)] }])
    const drawn = await map()
    expect(drawn).toMatchObject({ total: 12, matching: 12 })
    expect(JSON.stringify(drawn)).not.toContain('Zanzibar')
    expect(await keysOf(drawn)).not.toContain('theirs')
    const other = viewer(store, 'ada2')
    const theirs = await map(other)
    expect(theirs).toMatchObject({ total: 1, matching: 1 })
    const said = async (print: string) => {
      const { code, sentence } = await expectedOf(memoriesOnMap(other, { ...asked(), print, points: [0] }))
      return `${code}: ${sentence}`
    }
    expect(await said(drawn.print)).toBe(await said('never'))
    expect(await idsOnMap(other, { ...asked(), print: theirs.print })).toEqual([memoryId([], 'theirs')])
  })

  test('child namespaces are on their owner’s map, and their addresses lead to them', async () => {
    await write([
      { prefix: `${ROOT}.work`, key: 'deep', value: { text: 'below' }, vectors: [near(0, 0)] },
      { key: 'top', value: { text: 'above' }, vectors: [near(1, 0)] },
    ])
    const drawn = await map()
    expect(await idsOnMap(ada, { ...asked(), print: drawn.print })).toEqual([
      memoryId([], 'top'),
      memoryId(['work'], 'deep'),
    ])
    const [top, deep, none] = await memoriesOnMap(ada, { ...asked(), print: drawn.print, points: [0, 1, 99] })
    expect([top?.key, deep?.child, none]).toEqual(['top', ['work'], null])
  })

  test('T61: hostile texts, keys and field names become no markup and no mark in a name', async () => {
    const hostile = [
      '<script>window.__pwned = 1</script>',
      '"><img src=x onerror="window.__pwned = 1">',
      '\u202Egnp.exe zero\u200Bwidth \u2066isolated\u2069 \u001B[31mred',
      'x'.repeat(70_000),
      'Z\u0301\u0302\u0303'.repeat(200),
    ]
    await write(
      hostile.flatMap((text, subject) =>
        [0, 1, 2].map((at) => ({
          key: `${text.slice(0, 100)}${at}`,
          value: { [text.slice(0, 100)]: { deep: [text] }, text },
          vectors: [near(subject % 5, at)],
        })),
      ),
    )
    const drawn = await map()
    for (const word of drawn.groups.flatMap(({ words }) => words)) expect(word).toMatch(/^[\p{L}\p{M}\p{N}]{2,24}$/u)
    expect(drawn.groups.flatMap(({ words }) => words).length).toBeGreaterThan(0)
  })

  test('a value without any text gives its key’s words to its group', async () => {
    await write(
      [0, 1, 2].map((at) => ({ key: `alert_limit-${at}`, value: { ms: 1200 + at, on: true }, vectors: [near(0, at)] })),
    )
    expect(allWords(await map())).toEqual(expect.arrayContaining(['alert', 'limit']))
  })

  test('T59, T60: 3,000 memories cost as many questions to the database as the sample does, none per memory', async () => {
    await settle(1_000)
    const queries = await counting(store, map)
    expect(queries).toBeLessThan(20)
    const drawn = await map()
    expect(unpackPoints(drawn.points).count).toBe(3_000)
    expect(drawn.groups.length).toBeLessThanOrEqual(16)
    expect(JSON.stringify(drawn).length).toBeLessThan(30_000)
  })
})

onOneDatabase((use) => {
  test('T58, T59: a map holds 20,000 at most, the newest, says how many it left out, and travels in less than half a megabyte', async () => {
    await setUpAgentTables(use().pool, 'public', DIMS)
    const store = await storeWith(use().pool, codePointEmbedder(DIMS))
    await clear(store)
    await withoutIndex(use().pool)
    await use().pool.query(
      `insert into store (prefix, key, value, updated_at)
       select '${ROOT}', 'memory_' || n, json_build_object('text', 'word' || chr(97 + n % 26) || chr(97 + n % 13))::jsonb,
              '2026-01-01'::timestamptz + n * interval '1 second' from generate_series(1, $1::int) n`,
      [MOST_POINTS + 50],
    )
    await use().pool.query(
      `insert into store_vectors (prefix, key, field_name, embedding)
       select prefix, key, '$', (select array_agg(sin(i * 7.1 + ascii(right(value ->> 'text', 1)) * i + 0.1 * length(key)))
                                   from generate_series(1, ${DIMS}) i)::float8[]::vector from store`,
    )
    const ada = viewer(store, 'ada')
    const drawn = await memoryMap(ada, { filter: all, timeZone: 'UTC' })
    expect(drawn).toMatchObject({ total: MOST_POINTS + 50, matching: MOST_POINTS + 50, beyond: 50, unplaced: 0 })
    const ids = await idsOnMap(ada, { filter: all, timeZone: 'UTC', print: drawn.print })
    expect(ids).toHaveLength(MOST_POINTS)
    expect(parseMemoryId(ids[0] ?? '')?.key).toBe(`memory_${MOST_POINTS + 50}`)
    expect(gzipSync(JSON.stringify(drawn)).length).toBeLessThan(500_000)
    await clear(store)
    dropAllMaps(store.pool)
  })
})

/** The agent's index would only slow the writing of thousands of rows; the map never uses it. */
async function withoutIndex(pool: pg.Pool): Promise<void> {
  await pool.query('drop index if exists store_vectors_embedding_idx')
}

/** How many statements `work` asks of the database. */
async function counting(store: MemoryStore, work: () => Promise<unknown>): Promise<number> {
  const { pool } = store
  const query = pool.query
  let count = 0
  pool.query = ((...args: unknown[]) => {
    count++
    return (query as (...args: unknown[]) => unknown).apply(pool, args)
  }) as typeof pool.query
  try {
    await work()
  } finally {
    pool.query = query
  }
  return count
}
