import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Expected } from '@/lib/errors'
import { NO_FILTER } from '@/lib/shared/filter'
import { LIST_SORTS, type ListSort, type Memory, type MemoryPage } from '@/lib/shared/memory'
import { everyMemory, listMemories } from '@/lib/store/list/browse'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { onOneDatabase } from '../support/databases'
import { clear, codeOf, codePointEmbedder, expectedOf, freshStore, storeWith, viewer } from '../support/stores'

const ROOT = 'user_memories.ada'

onOneDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  beforeAll(async () => {
    const { endpoint } = await freshStore(use())
    await endpoint.close() // nothing is embedded here
    store = await storeWith(use().pool, codePointEmbedder(16))
    ada = viewer(store, 'ada')
  })
  beforeEach(() => clear(store))
  afterAll(() => clear(store))

  /** `count` rows over root and child namespaces, with 7 different times, and rows of others around them. */
  const fill = async (count = 500) => {
    await store.pool.query(
      `insert into store (prefix, key, value, created_at, updated_at)
       select (array['${ROOT}', '${ROOT}.work', '${ROOT}.work.x', '${ROOT}.a b', '${ROOT}x', 'user_memories.ad'])[1 + n % 6],
              'k' || lpad((n * 7919 % 1000)::text, 4, '0') || n, json_build_object('n', n)::jsonb, now(),
              '2026-01-01 00:00:00.123456+00'::timestamptz + (n * 31 % 7) * interval '1 microsecond'
         from generate_series(1, $1::int) n`,
      [count],
    )
    const { rows } = await store.pool.query<{ place: string }>(
      `select prefix || ' ' || key as place from store
        where prefix = any(array['${ROOT}', '${ROOT}.work', '${ROOT}.work.x', '${ROOT}.a b'])
        order by updated_at desc, prefix desc, key desc`,
    )
    return rows.map(({ place }) => place)
  }
  const placeOf = ({ child, key }: Memory) => `${[ROOT, ...child].join('.')} ${key}`
  const places = (page: MemoryPage) => page.memories.map(placeOf)
  const page = (request: { limit?: number; after?: string; before?: string; timeZone?: string }) =>
    listMemories(ada, { limit: 17, timeZone: 'UTC', ...request })

  test('paging down and up again shows every memory exactly once, in order, with its position', async () => {
    const all = await fill()
    const down: MemoryPage[] = [await page({})]
    for (let last = down[0]; last?.next; last = down.at(-1)) down.push(await page({ after: last.next }))
    expect(down.flatMap(places)).toEqual(all)
    expect(down.map(({ from }) => from)).toEqual(down.map((_, at) => 1 + at * 17))
    expect(new Set(down.map(({ total }) => total))).toEqual(new Set([all.length]))
    expect([down[0]?.previous, down.at(-1)?.next]).toEqual([null, null])

    const up: MemoryPage[] = [down.at(-1) as MemoryPage]
    for (let first = up[0]; first?.previous; first = up[0]) up.unshift(await page({ before: first.previous }))
    expect(up.flatMap(places)).toEqual(all)
    expect(up[0]?.from).toBe(1)
    expect(up.slice(0, -1).every(({ next }) => next !== null)).toBe(true)
  })

  test('reading all of them, as an export does, gives each exactly once', async () => {
    const all = await fill()
    for (const limit of [1, 7, 500]) {
      const read: string[] = []
      for await (const memory of everyMemory(ada, '', limit)) read.push(placeOf(memory))
      expect(read).toEqual(all)
    }
    const some: string[] = []
    for await (const memory of everyMemory(ada, 'k00', 7)) some.push(placeOf(memory))
    expect(some).toEqual(all.filter((place) => / k00\d+$/.test(place)))
  })

  test('T31: what is written and deleted between two pages makes no other memory appear twice or not at all', async () => {
    const all = await fill()
    const seen: string[] = []
    const deleted = new Set<string>()
    let last: MemoryPage | undefined
    for (let turn = 0; last === undefined || last.next !== null; turn++) {
      last = await page({ limit: 10, after: last?.next ?? undefined })
      seen.push(...places(last))
      // one that was seen, the very one the cursor names, and one still to come are deleted; new ones arrive at the top and far below
      for (const place of [seen.at(-3), seen.at(-1), all[(turn * 37 + 200) % all.length]]) {
        if (place === undefined) continue
        deleted.add(place)
        await store.pool.query(`delete from store where prefix || ' ' || key = $1`, [place])
      }
      await store.pool.query(
        `insert into store (prefix, key, value, updated_at) values ($1, $2, '{}', now()), ($1, $3, '{}', '2001-01-01')`,
        [ROOT, `new${turn}`, `old${turn}`],
      )
    }
    const old = seen.filter((place) => / k\d+$/.test(place))
    expect(new Set(seen).size).toBe(seen.length)
    expect(all.filter((place) => !deleted.has(place) && !old.includes(place))).toEqual([])
    expect(old).toEqual(all.filter((place) => old.includes(place)))
    expect(seen.some((place) => place.includes(' new'))).toBe(false)
  })

  test('T31: thousands of memories of one instant are paged through once each, in every order, while rows come and go', async () => {
    const count = use().kind === 'postgres' ? 10_000 : 2_000
    await store.pool.query(
      `insert into store (prefix, key, value, updated_at)
       select '${ROOT}', 'k' || n, '{}', '2026-01-01 00:00:00.123456+00' from generate_series(1, $1::int) n`,
      [count],
    )
    for (const sort of LIST_SORTS) {
      const seen: string[] = []
      let next: string | null | undefined
      for (let turn = 0; next !== null; turn++) {
        const at = await listMemories(ada, { limit: count / 10, timeZone: 'UTC', sort, after: next ?? undefined })
        seen.push(...at.memories.map(({ key }) => key))
        next = at.next
        // the very row that the cursor names goes, and one that nobody has seen yet arrives behind it
        await store.pool.query(`delete from store where key = $1`, [at.memories.at(-1)?.key])
        await store.pool.query(
          `insert into store (prefix, key, value, updated_at) values ('${ROOT}', $1, '{}', now())`,
          [`!${sort}${turn}`],
        )
      }
      const old = seen.filter((key) => key.startsWith('k'))
      expect(new Set(seen).size, sort).toBe(seen.length)
      expect(old.length, sort).toBeGreaterThanOrEqual(count - 10 * LIST_SORTS.length)
      await store.pool.query(`delete from store where key like '!%'`)
    }
  })

  test('T34: keys are ordered as people count, times as instants, down to the microsecond', async () => {
    await store.pool.query(
      `insert into store (prefix, key, value, updated_at) values
        ('${ROOT}', 'trip_10', '{}', '2026-01-02 00:00:00+01'), ('${ROOT}', 'Trip_9', '{}', '2026-01-01 23:30:00+00'),
        ('${ROOT}', 'trip_9_b', '{}', '2025-12-31 23:59:59.999999+00'), ('${ROOT}', 'trip_09', '{}', '2025-12-31 23:59:59.999998+00'),
        ('${ROOT}', 'trip_123456789012345678901234567890', '{}', '2026-10-01'), ('${ROOT}', 'alps', '{}', '2026-09-01'),
        ('${ROOT}.x', 'alps', '{}', '2026-09-02')`,
    )
    const keys = async (sort: ListSort) =>
      (await listMemories(ada, { limit: 10, timeZone: 'UTC', sort })).memories.map(({ key }) => key)
    const byKey = await keys('key')
    expect(byKey.slice(0, 2)).toEqual(['alps', 'alps'])
    expect(byKey.slice(2, 4).sort()).toEqual(['Trip_9', 'trip_09'])
    expect(byKey.slice(4)).toEqual(['trip_9_b', 'trip_10', 'trip_123456789012345678901234567890'])
    const newest = await keys('newest')
    expect(newest.slice(-4)).toEqual(['Trip_9', 'trip_10', 'trip_9_b', 'trip_09'])
    expect(await keys('oldest')).toEqual(newest.reverse())
  })

  test('T42: a filtered list has its own total, months, positions and pages, in every order', async () => {
    await fill()
    const filter = { ...NO_FILTER, starts: ['k00', 'k01'] }
    for (const sort of LIST_SORTS) {
      const request = { limit: 7, timeZone: 'UTC', filter, sort }
      const seen: string[] = []
      let at = await listMemories(ada, request)
      for (;;) {
        expect(at.from).toBe(seen.length + 1)
        seen.push(...places(at))
        if (at.next === null) break
        at = await listMemories(ada, { ...request, after: at.next })
      }
      const { total, all, months } = at
      expect(new Set(seen).size).toBe(total)
      expect(total).toBeLessThan(all)
      expect(months.reduce((sum, { count }) => sum + count, 0)).toBe(total)
      expect(seen.every((place) => / k0[01]/.test(place))).toBe(true)
      const up = await listMemories(ada, { ...request, before: at.previous ?? '' })
      expect(places(up)).toEqual(seen.slice(up.from - 1, up.from + 6))
    }
  })

  test('T38: a place in one order is refused in another', async () => {
    await fill(60)
    for (const sort of LIST_SORTS) {
      const { next } = await listMemories(ada, { limit: 5, timeZone: 'UTC', sort })
      for (const other of LIST_SORTS.filter((one) => one !== sort))
        expect(
          await codeOf(listMemories(ada, { limit: 5, timeZone: 'UTC', sort: other, after: next ?? '' })),
          `${sort} as ${other}`,
        ).toBe('invalid')
    }
  })

  test('addresses of the first version still lead to their page', async () => {
    const all = await fill(60)
    const first = await page({ limit: 5 })
    const last = first.memories.at(-1)
    const cursor = [last?.updatedAt, last?.child.map((label) => `.${label}`).join(''), last?.key]
    const old = Buffer.from(JSON.stringify(cursor)).toString('base64url')
    expect(places(await page({ limit: 5, after: old }))).toEqual(all.slice(5, 10))
  })

  test('T38: a page whose memories are all gone leads back to what is left: the page before', async () => {
    await fill(60)
    const first = await page({ limit: 5 })
    const second = await page({ limit: 5, after: first.next ?? '' })
    await store.pool.query(`delete from store where updated_at >= $1::timestamptz`, [second.memories[0]?.updatedAt])
    const rest = await page({ limit: 5 })
    expect(rest.from).toBe(1)
    expect(rest.total).toBeGreaterThan(5)
    expect(await page({ limit: 5, before: second.previous ?? '' })).toEqual(rest)
    const { next: older } = await page({ limit: rest.total - 1 })
    await store.pool.query(`delete from store where prefix || ' ' || key = $1`, [
      places(await page({ limit: 1, after: older ?? '' }))[0],
    ])
    const lastPage = await page({ limit: 5, after: older ?? '' })
    expect([lastPage.from, lastPage.next]).toEqual([rest.total - 5, null])
    expect(places(lastPage)).toEqual(places(await page({ limit: rest.total })).slice(-5))
    expect(lastPage.previous).not.toBeNull()
    await store.pool.query('delete from store')
    expect(await page({ after: first.next ?? '' })).toMatchObject({
      memories: [],
      total: 0,
      from: 0,
      next: null,
      previous: null,
    })
    expect(await page({})).toMatchObject({ memories: [], total: 0, all: 0, months: [], from: 0 })
  })

  test('months are counted in the reader’s time zone', async () => {
    await store.pool.query(
      `insert into store (prefix, key, value, updated_at) values
        ('${ROOT}', 'a', '{}', '2026-03-31 11:30:00+00'), ('${ROOT}', 'b', '{}', '2026-03-31 10:30:00+00'),
        ('${ROOT}.x', 'c', '{}', '2026-04-01 00:00:00+00'), ('${ROOT}', 'd', '{}', '2025-12-31 23:59:59+00'),
        ('${ROOT}x', 'e', '{}', '2026-03-31 11:30:00+00');
       insert into store_vectors (prefix, key, field_name, embedding) values
        ('${ROOT}', 'a', '$', array_fill(1, array[16])::real[]::vector), ('${ROOT}', 'b', '$', null)`,
    )
    expect((await page({})).months).toEqual([
      { month: '2026-04', count: 1 },
      { month: '2026-03', count: 2 },
      { month: '2025-12', count: 1 },
    ])
    const auckland = await page({ timeZone: 'Pacific/Auckland' })
    expect(auckland.months).toEqual([
      { month: '2026-04', count: 2 },
      { month: '2026-03', count: 1 },
      { month: '2026-01', count: 1 },
    ])
    // browsers write zones by names that a Postgres server need not know
    for (const timeZone of ['Asia/Calcutta', 'Europe/Kiev', 'America/Buenos_Aires', 'Asia/Kolkata'])
      expect((await page({ timeZone })).total).toBe(4)
    expect([auckland.total, auckland.all]).toEqual([4, 4])
    expect(auckland.memories.map(({ searchable }) => searchable)).toEqual([false, true, false, false])
  })

  test('T67: an expired memory is shown, and said to be expired', async () => {
    await store.pool.query(
      `insert into store (prefix, key, value, updated_at, expires_at, ttl_minutes) values
        ('${ROOT}', 'past', '{}', '2026-01-03', now() - interval '1 second', 1),
        ('${ROOT}', 'future', '{}', '2026-01-02', now() + interval '1 day', 1440),
        ('${ROOT}', 'never', '{}', '2026-01-01', null, null)`,
    )
    const { memories } = await page({})
    expect(memories.map(({ key, expired, expiresAt }) => [key, expired, expiresAt !== null])).toEqual([
      ['past', true, true],
      ['future', false, true],
      ['never', false, false],
    ])
  })

  test('a value too large to show is not sent, but its size is', async () => {
    await store.pool.query(
      `insert into store (prefix, key, value) select '${ROOT}', 'big', jsonb_build_object('t', repeat('é', 40000))`,
    )
    expect((await page({})).memories[0]).toMatchObject({ key: 'big', json: null, bytes: 80_009 })
  })

  test('a cursor made by hand is refused with a sentence, or shows one’s own: never a failure, never another’s', async () => {
    await fill(30)
    await store.pool.query(`insert into store (prefix, key, value) values ('user_memories.bob', 'secret', '{}')`)
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const time = '2026-01-01 00:00:00.123456+00'
    const hostile = [
      ...['', ' ', 'x', '[]', '%00', '../..', '😀', 'null', Buffer.from('\xff\xfe', 'latin1').toString('base64url')],
      ...[null, [], {}, [time], [time, '', 1], [time, '', 'k', 'k'], [[time], '', 'k']].map(encode),
      ...[
        [time, '../user_memories.bob', 'k'],
        [time, 'x', 'k'],
        [time, 'user_memories.bob', ''],
      ].map(encode),
      ...[
        'now',
        'infinity',
        '-infinity',
        'epoch',
        '2026-13-01 00:00:00+00',
        '2026-02-30 25:61:61+00',
        `${'9'.repeat(40)}-01-01 00:00:00+00`,
      ].map((at) => encode([at, '', 'k'])),
      ...['999999-01-01 00:00:00+00', '0000-01-01 00:00:00+00', "2026-01-01 00:00:00+00'; drop table store; --"].map(
        (at) => encode([at, '', 'k']),
      ),
      ...[
        ['.', '\u0000'],
        ['.x\u0000', 'k'],
        ['', '\ud800'],
        ['.\ud800', 'k'],
      ].map(([below, key]) => encode([time, below, key])),
      'A'.repeat(100_000),
    ]
    for (const cursor of hostile)
      for (const request of [{ after: cursor }, { before: cursor }]) {
        const answer = await page(request).catch((error: unknown) => error)
        if (answer instanceof Expected) expect(answer.code).toBe('invalid')
        else {
          expect(answer).toMatchObject({ kind: 'page' })
          expect(JSON.stringify(answer)).not.toContain('secret')
        }
      }
    expect((await expectedOf(page({ after: 'x' }))).sentence).toMatch(/Start again/)
  })

  test('a cursor of one person, used by another, shows the other only their own', async () => {
    await fill()
    const { next: older } = await page({ limit: 3 })
    await store.pool.query(
      `insert into store (prefix, key, value, updated_at) values ('user_memories.bob', 'own', '{}', '2001-01-01')`,
    )
    const answer = await listMemories(viewer(store, 'bob'), { limit: 5, timeZone: 'UTC', after: older ?? '' })
    expect(answer.memories.map(({ key }) => key)).toEqual(['own'])
    expect(answer.total).toBe(1)
  })
})
