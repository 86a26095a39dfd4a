// Near pairs of one person's memories: found without a query per memory, true to what is stored, settled without losing anything.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { beforeEach, describe, expect, test } from 'vitest'
import { unavailable } from '@/lib/embedding/embedder'
import type { Memory } from '@/lib/shared/memory'
import { memoryId } from '@/lib/shared/memory'
import type { PairKind, PairPage } from '@/lib/shared/pairs'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { deleteMemory } from '@/lib/store/change/removal'
import { undoRemoval } from '@/lib/store/change/undo'
import { listUndoable } from '@/lib/store/change/undoable'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { personPrefixes } from '@/lib/store/namespaces'
import { askAgain, keepBoth, keepOne, mergePair } from '@/lib/store/pairs/actions'
import { dropAllPairs, knownPairs } from '@/lib/store/pairs/cache'
import { listPairs } from '@/lib/store/pairs/duplicates'
import { findPairs } from '@/lib/store/pairs/search'
import { purgeExpired, purgeOrphans } from '@/lib/store/purge'
import { getMemory } from '@/lib/store/read'
import { onDatabase, onOneDatabase } from '../support/databases'
import { writeMany } from '../support/many'
import {
  auditOf,
  clear,
  codeOf,
  codePointEmbedder,
  dashboardRowsWith,
  expectedOf,
  rowOf,
  storeWith,
  vectorsOf,
  viewer,
} from '../support/stores'

const DIMS = 64
const CANARY = 'canaryXq7'

onOneDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  beforeEach(async () => {
    await setUpAgentTables(use().pool, 'public', DIMS)
    store = await storeWith(use().pool, codePointEmbedder(DIMS))
    await clear(store)
    dropAllPairs(store.pool)
    ada = viewer(store, 'ada@corp.com')
  })

  const write = (key: string, text: string, scope = ada) => createMemory(scope, { key, json: JSON.stringify({ text }) })
  const operation = () => randomUUID()
  const read = ({ id, version }: Memory) => ({ id, version })
  const ready = async (scope = ada, kind: PairKind = 'all', skip = 0, limit = 10) => {
    let page: PairPage = { state: 'looking', looked: 0, of: 0 }
    while (page.state === 'looking') page = await listPairs(scope, { kind, skip, limit })
    return page
  }
  /** As {@link ready}, for what is stored now. */
  const fresh = async (scope = ada, kind: PairKind = 'all') => {
    dropAllPairs(store.pool)
    return ready(scope, kind)
  }
  const keysOf = (page: Awaited<ReturnType<typeof ready>>) =>
    page.pairs.map(({ left, right }) => [left.key, right.key].sort().join('+')).sort()

  async function pairOfTwo() {
    const left = await write('tea', `Drinks two cups of ${CANARY} tea at four`)
    const right = await write('tea_again', `Drinks three cups of ${CANARY} tea at four`)
    return { left, right }
  }

  describe('finding', () => {
    test('pairs stand side by side with what is known of them, the one learned first at the left', async () => {
      await write('first', 'The boat lies in Wedel, berth 17, and needs paint')
      await write('second', 'The boat lies in Wedel and needs paint, berth 17')
      await write('limit', 'Gearbox oil of the crane: alert above 78 degrees')
      await write('limit_new', 'Gearbox oil of the crane: alert above 80 degrees')
      await write('alone', 'Reads the newspaper on the ferry')
      const page = await ready()
      expect(keysOf(page)).toEqual(['first+second', 'limit+limit_new'])
      expect(page.counts).toEqual({ all: 2, contradict: 1, same: 1, kept: 0 })
      expect(page).toMatchObject({ compared: 5, total: 5, isAtLeast: false, from: 1, next: null, previous: null })
      const [pair] = (await ready(ada, 'contradict')).pairs
      expect(pair).toMatchObject({
        kind: 'contradict',
        contradiction: { by: 'number', left: '78', right: '80' },
        left: { key: 'limit', writtenBy: { kind: 'you' } },
        right: { key: 'limit_new' },
      })
      expect(pair?.similarity).toBeGreaterThan(0.9)
      expect(pair?.similarity).toBeLessThanOrEqual(1.000001)
    })

    test('T1: a memory is never paired with, or counted beside, one of somebody else', async () => {
      const words = 'Drinks two cups of tea at four in the garden'
      const others = ['ada@corp.co', 'ada@corp.comx', 'Ada@corp.com', 'ada']
      for (const id of ['ada@corp.com', ...others]) await write('tea', words, viewer(store, id))
      await putMemory(viewer(store, 'ada'), { child: ['x'], key: 'tea', json: JSON.stringify({ text: words }) })
      for (const id of ['ada@corp.com', 'ada@corp.co'])
        expect(await ready(viewer(store, id))).toMatchObject({ total: 1, counts: { all: 0, kept: 0 }, pairs: [] })
      expect((await ready(viewer(store, 'ada'))).counts.all).toBe(1)
    })

    test('nothing stored, one memory, and memories without search entries are no error', async () => {
      expect(await ready()).toMatchObject({ total: 0, compared: 0, pairs: [], from: 0 })
      await putMemory(ada, { key: 'a', json: '{"text": "Drinks tea at four"}', index: false })
      await putMemory(ada, { key: 'b', json: '{"text": "Drinks tea at four"}', index: false })
      const page = await fresh()
      expect(page.pairs[0]).toMatchObject({ similarity: null, kind: 'same' })
    })

    test('T47, T11: what is found is known by content: one edited and one deleted are no pair any more', async () => {
      const { left } = await pairOfTwo()
      const other = await write('boat', 'The boat lies in Wedel and needs paint')
      await write('boat_again', 'The boat lies in Wedel, and needs paint')
      expect((await ready()).counts.all).toBe(2)
      // as if finding them had taken so long that it is not done again at once
      const { found } = knownPairs(store.pool, JSON.stringify([store.catalog.schema, ada.root]))
      if (found !== null) found.took = 60_000
      await editMemory(ada, { id: left.id, version: left.version, json: '{"text": "Reads on the ferry"}' })
      await deleteMemory(ada, { id: other.id })
      expect(await ready()).toMatchObject({ isRenewing: true, counts: { all: 0 }, pairs: [] })
      expect((await fresh()).counts.all).toBe(0)
    })

    test('T60, T42: beyond what is compared or kept the numbers are "at least"', async () => {
      await writeMany(ada, { count: 30, text: (at) => `The same words of all, ${at % 2 === 0 ? 'again' : 'anew'}` })
      const asked = { scope: ada, prefixes: await personPrefixes(ada) }
      const whole = await findPairs(asked, 'x')
      expect(whole.isAtLeast).toBe(false)
      const few = await findPairs(asked, 'x', undefined, { memories: 10_000, pairs: 7 })
      expect([few.pairs.length, few.isAtLeast]).toEqual([7, true])
      const newest = await findPairs(asked, 'x', undefined, { memories: 20, pairs: 2_000 })
      expect([newest.compared, newest.isAtLeast]).toEqual([20, true])
    })

    test('pages hold each pair once, and the last page follows when pairs have gone', async () => {
      for (let at = 0; at < 7; at++)
        for (const again of ['', ' again'])
          await write(`m${at}${again}`, `Word${at}a word${at}b word${at}c word${at}d stay${again}`)
      const seen: string[] = []
      for (let skip: number | null = 0; skip !== null; ) {
        const page: Awaited<ReturnType<typeof ready>> = await ready(ada, 'all', skip, 3)
        seen.push(...keysOf(page))
        skip = page.next
      }
      expect(new Set(seen).size).toBe(7)
      expect(seen).toHaveLength(7)
      expect(await ready(ada, 'all', 60, 3)).toMatchObject({ from: 7, next: null, previous: 3 })
    })

    test('what was found is forgotten with a purge', async () => {
      const { left } = await pairOfTwo()
      await ready()
      await deleteMemory(ada, { id: left.id })
      await store.pool.query(`update dashboard.removal set undo_until = now() - interval '1 second'`)
      await purgeExpired(store.pool, store.catalog.store)
      expect(knownPairs(store.pool, JSON.stringify([store.catalog.schema, ada.root])).found).toBeNull()
      await ready()
      await purgeOrphans(store.pool, store.catalog.store)
      expect(knownPairs(store.pool, JSON.stringify([store.catalog.schema, ada.root])).found).toBeNull()
    })
  })

  describe('keeping one', () => {
    test('T54: deletes the other one, which can be undone', async () => {
      const { left, right } = await pairOfTwo()
      const removed = await keepOne(ada, { keep: read(left), remove: read(right), operation: operation() })
      expect(removed).toMatchObject({ key: 'tea_again', count: 1 })
      expect(await getMemory(ada, right.id)).toBeNull()
      expect(await getMemory(ada, left.id)).toEqual(left)
      await undoRemoval(ada, removed.id)
      expect((await getMemory(ada, right.id))?.json).toBe(right.json)
    })

    test('T27: nothing is deleted when either has changed or gone since it was read', async () => {
      const { left, right } = await pairOfTwo()
      const edited = await editMemory(ada, { id: left.id, version: left.version, json: '{"text": "Drinks cocoa"}' })
      expect(await codeOf(keepOne(ada, { keep: read(left), remove: read(right), operation: operation() }))).toBe(
        'conflict',
      )
      expect(await codeOf(keepOne(ada, { keep: read(right), remove: read(left), operation: operation() }))).toBe(
        'conflict',
      )
      await deleteMemory(ada, { id: left.id })
      expect(await codeOf(keepOne(ada, { keep: read(edited), remove: read(right), operation: operation() }))).toBe(
        'conflict',
      )
      expect(await codeOf(keepOne(ada, { keep: read(right), remove: read(edited), operation: operation() }))).toBe(
        'not-found',
      )
      expect(await getMemory(ada, right.id)).toEqual(right)
    })

    test('sent twice it happens once', async () => {
      const { left, right } = await pairOfTwo()
      const decision = { keep: read(left), remove: read(right), operation: operation() }
      const [once, twice] = [await keepOne(ada, decision), await keepOne(ada, decision)]
      expect(twice.id).toBe(once.id)
      expect(await listUndoable(ada)).toHaveLength(1)
    })

    test('T2: somebody else’s pair cannot be settled, and the answer is that of one that never was', async () => {
      const { left, right } = await pairOfTwo()
      const ben = viewer(store, 'ben@corp.com')
      const never = (key: string) => ({ id: memoryId([], key), version: left.version })
      const json = '{"text": "both"}'
      const answers = async (one: Memory | ReturnType<typeof never>, other: Memory | ReturnType<typeof never>) => {
        const [a, b] = [
          { id: one.id, version: one.version },
          { id: other.id, version: other.version },
        ]
        const refused = [
          await expectedOf(keepOne(ben, { keep: a, remove: b, operation: operation() })),
          await expectedOf(keepBoth(ben, { left: a, right: b, operation: operation() })),
          await expectedOf(mergePair(ben, { into: a, from: b, json, operation: operation() })),
        ]
        return refused.map(({ code, sentence }) => [code, sentence])
      }
      expect(await answers(left, right)).toEqual(await answers(never('x'), never('y')))
      expect([await getMemory(ada, left.id), await getMemory(ada, right.id)]).toEqual([left, right])
    })
  })

  describe('keeping both', () => {
    test('is remembered without a word of either, until one of them changes', async () => {
      const { left, right } = await pairOfTwo()
      await keepBoth(ada, { left: read(left), right: read(right), operation: operation() })
      expect(await fresh()).toMatchObject({ counts: { all: 0, contradict: 0, kept: 1 } })
      expect((await ready(ada, 'kept')).pairs).toHaveLength(1)
      const rows = await store.pool.query('select k::text as row from dashboard.kept_pair k')
      expect(JSON.stringify(rows.rows)).not.toContain('tea')
      expect(JSON.stringify(await auditOf(store))).not.toMatch(/tea|canary/)
      await editMemory(ada, {
        id: right.id,
        version: right.version,
        json: JSON.stringify({ text: `Drinks four cups of ${CANARY} tea at four` }),
      })
      expect(await fresh()).toMatchObject({ counts: { all: 1, kept: 0 } })
    })

    test('can be taken back, whichever of the two is named first', async () => {
      const { left, right } = await pairOfTwo()
      await keepBoth(ada, { left: read(right), right: read(left), operation: operation() })
      await askAgain(viewer(store, 'ben@corp.com'), { left: left.id, right: right.id })
      expect((await fresh()).counts).toMatchObject({ all: 0, kept: 1 })
      await askAgain(ada, { left: left.id, right: right.id })
      expect((await fresh()).counts).toMatchObject({ all: 1, kept: 0 })
      await askAgain(ada, { left: left.id, right: right.id })
      expect((await auditOf(store)).filter(({ action }) => action === 'pair.ask')).toHaveLength(1)
    })

    test('survives a deletion that is undone, and is forgotten when one of the two is purged', async () => {
      const { left, right } = await pairOfTwo()
      await keepBoth(ada, { left: read(left), right: read(right), operation: operation() })
      const removed = await deleteMemory(ada, { id: left.id })
      await undoRemoval(ada, removed.id)
      expect((await fresh()).counts).toMatchObject({ all: 0, kept: 1 })
      await deleteMemory(ada, { id: left.id })
      await store.pool.query(`update dashboard.removal set undo_until = now() - interval '1 second'`)
      await purgeExpired(store.pool, store.catalog.store)
      expect((await store.pool.query('select from dashboard.kept_pair')).rowCount).toBe(0)
    })

    test('is forgotten too when the agent has removed one of the two', async () => {
      const { left, right } = await pairOfTwo()
      await keepBoth(ada, { left: read(left), right: read(right), operation: operation() })
      await purgeOrphans(store.pool, store.catalog.store)
      expect((await store.pool.query('select from dashboard.kept_pair')).rowCount).toBe(1)
      await store.pool.query(`delete from ${store.catalog.store} where key = 'tea'`)
      await store.pool.query(`update dashboard.last_write set updated_at = now() - interval '2 hours'`)
      await purgeOrphans(store.pool, store.catalog.store)
      expect((await store.pool.query('select from dashboard.kept_pair')).rowCount).toBe(0)
    })

    test('of a pair of which one has changed is refused', async () => {
      const { left, right } = await pairOfTwo()
      await editMemory(ada, { id: left.id, version: left.version, json: '{"text": "Drinks cocoa"}' })
      expect(await codeOf(keepBoth(ada, { left: read(left), right: read(right), operation: operation() }))).toBe(
        'conflict',
      )
      expect(await codeOf(keepBoth(ada, { left: read(right), right: read(right), operation: operation() }))).toBe(
        'invalid',
      )
    })
  })

  describe('making one of two', () => {
    const both = `{"text": "Drinks three cups of ${CANARY} tea at four, two at home"}`
    const stored = async ({ key }: Memory) => [await rowOf(store, ada.root, key), await vectorsOf(store, ada.root, key)]

    test('T23, T28: one says both from now on and is found by it, the other is gone', async () => {
      const { left, right } = await pairOfTwo()
      const { memory, removal } = await mergePair(ada, {
        into: read(left),
        from: read(right),
        json: both,
        operation: operation(),
      })
      expect(memory).toMatchObject({
        id: left.id,
        json: both,
        writtenBy: { kind: 'you' },
        createdAt: left.createdAt,
        searchable: true,
      })
      expect(await getMemory(ada, right.id)).toBeNull()
      expect(removal).toMatchObject({ key: 'tea_again', into: 'tea', count: 1 })
      const [expected] = await store.embedder.embed([both])
      expect((await vectorsOf(store, ada.root, 'tea')).map(({ embedding }) => embedding)).toEqual([
        `[${expected?.join(',')}]`,
      ])
      expect(JSON.stringify(await auditOf(store))).not.toMatch(/tea|canary/)
    })

    test('T53: undone as one, both are as they were: text, times, time to live, vectors, and who wrote them', async () => {
      await putMemory(ada, { key: 'tea', json: JSON.stringify({ text: `Drinks two cups of ${CANARY} tea at four` }) })
      await store.pool.query(
        `update ${store.catalog.store} set ttl_minutes = 90, expires_at = now() + interval '90 minutes'`,
      )
      const left = (await getMemory(ada, memoryId([], 'tea'))) as Memory
      const right = await write('tea_again', `Drinks three cups of ${CANARY} tea at four`)
      const before = [await stored(left), await stored(right)]
      for (const [into, from] of [
        [left, right],
        [right, left],
      ] as const) {
        const { removal } = await mergePair(ada, {
          into: read((await getMemory(ada, into.id)) ?? into),
          from: read((await getMemory(ada, from.id)) ?? from),
          json: both,
          operation: operation(),
        })
        expect(await undoRemoval(ada, removal?.id ?? '')).toEqual({ id: from.id, key: from.key })
        expect([await stored(left), await stored(right)]).toEqual(before)
        expect((await getMemory(ada, left.id))?.writtenBy).toEqual(left.writtenBy)
        expect((await getMemory(ada, right.id))?.writtenBy).toEqual({ kind: 'you' })
        expect(await undoRemoval(ada, removal?.id ?? '')).toEqual({ id: from.id, key: from.key }) // it is done
        expect([await stored(left), await stored(right)]).toEqual(before)
      }
      expect((await store.pool.query('select from dashboard.merge')).rowCount).toBe(0)
    })

    test('an undo overwrites nothing newer: the one that was changed since stays, the other comes back', async () => {
      const { left, right } = await pairOfTwo()
      const { memory, removal } = await mergePair(ada, {
        into: read(left),
        from: read(right),
        json: both,
        operation: operation(),
      })
      const newer = await editMemory(ada, { id: left.id, version: memory.version, json: '{"text": "Drinks cocoa"}' })
      expect(await undoRemoval(ada, removal?.id ?? '')).toMatchObject({ key: 'tea_again', left: 'tea' })
      expect(await getMemory(ada, left.id)).toEqual(newer)
      expect((await getMemory(ada, right.id))?.json).toBe(right.json)
    })

    test('T27, T12: nothing at all is written when either has changed, or when the search entry could not be made', async () => {
      const { left, right } = await pairOfTwo()
      const edited = await editMemory(ada, { id: right.id, version: right.version, json: '{"text": "Drinks cocoa"}' })
      const before = [await stored(left), await stored(right)]
      const merge = { into: read(left), from: read(right), json: both, operation: operation() }
      expect(await codeOf(mergePair(ada, merge))).toBe('conflict')
      expect(await codeOf(mergePair(ada, { ...merge, into: read(right), from: read(left) }))).toBe('conflict')
      expect(await codeOf(mergePair(ada, { ...merge, from: read(edited), json: '[1]' }))).toBe('invalid')
      expect(await codeOf(mergePair(ada, { ...merge, from: read(left) }))).toBe('invalid')
      const down = {
        ...store,
        embedder: { ...store.embedder, embed: () => Promise.reject(unavailable({ text: 'No answer.' })) },
      }
      const without = { ...ada, store: down } as Scope
      expect(await codeOf(mergePair(without, { ...merge, from: read(edited) }))).toBe('embedding-unavailable')
      expect([await stored(left), await stored(right)]).toEqual(before)
      expect(await listUndoable(ada)).toEqual([])
    })

    test('sent twice, or twice at once, it happens once', async () => {
      const { left, right } = await pairOfTwo()
      const merge = { into: read(left), from: read(right), json: both, operation: operation() }
      const answers = [
        ...(await Promise.all([mergePair(ada, merge), mergePair(ada, merge)])),
        await mergePair(ada, merge),
      ]
      expect(new Set(answers.map(({ memory }) => memory.version)).size).toBe(1)
      expect(new Set(answers.map(({ removal }) => removal?.id)).size).toBe(1)
      expect(await listUndoable(ada)).toHaveLength(1)
    })

    test('T15: after the window nothing of the one that went is left in our tables', async () => {
      await write('tea', 'Drinks tea at four')
      const right = await write('tea_again', `Drinks ${CANARY} tea at four`)
      const left = (await getMemory(ada, memoryId([], 'tea'))) as Memory
      await mergePair(ada, {
        into: read(left),
        from: read(right),
        json: '{"text": "Drinks tea"}',
        operation: operation(),
      })
      expect(await dashboardRowsWith(store.pool, CANARY)).not.toEqual([])
      await store.pool.query(`update dashboard.removal set undo_until = now() - interval '1 second'`)
      await purgeExpired(store.pool, store.catalog.store)
      expect(await dashboardRowsWith(store.pool, CANARY)).toEqual([])
      expect((await store.pool.query('select from dashboard.merge')).rowCount).toBe(0)
      expect((await getMemory(ada, left.id))?.json).toBe('{"text": "Drinks tea"}')
    })
  })
})

onDatabase('embedded', (use) => {
  test('T60: the number of statements does not grow with the number of memories', async () => {
    await setUpAgentTables(use().pool, 'public', DIMS)
    const store = await storeWith(use().pool, codePointEmbedder(DIMS))
    await clear(store)
    const counted = async (count: number) => {
      const scope = viewer(store, `person${count}`)
      await writeMany(scope, {
        count,
        text: (at) => `Keeps note ${at} of the ${['boat', 'crane', 'garden'][at % 3]} in drawer ${at % 50}`,
      })
      const { pool, asked } = countingPool(store.pool)
      const found = await findPairs(
        { scope: { ...scope, store: { ...store, pool } } as Scope, prefixes: [scope.root] },
        'x',
      )
      expect(found.compared).toBe(count)
      return asked()
    }
    const [few, many] = [await counted(100), await counted(600)]
    expect(many).toBeLessThanOrEqual(few + 20)
  })
})

/** A pool that counts what it is asked. */
function countingPool(pool: pg.Pool): { pool: pg.Pool; asked: () => number } {
  let asked = 0
  const counting = new Proxy(pool, {
    get(target, name) {
      if (name === 'query') asked++
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  return { pool: counting, asked: () => asked }
}

onDatabase('postgres', (use) => {
  test('opposite decisions about one pair at once: one is carried out, the other is a conflict, and one memory stays', async () => {
    await setUpAgentTables(use().pool, 'public', DIMS)
    const store = await storeWith(use().pool, codePointEmbedder(DIMS))
    await clear(store)
    const ada = viewer(store, 'ada@corp.com')
    for (let round = 0; round < 8; round++) {
      const left = await createMemory(ada, { key: `l${round}`, json: '{"text": "tea"}' })
      const right = await createMemory(ada, { key: `r${round}`, json: '{"text": "tea"}' })
      const outcomes = await Promise.allSettled([
        keepOne(ada, { keep: left, remove: right, operation: randomUUID() }),
        keepOne(ada, { keep: right, remove: left, operation: randomUUID() }),
        mergePair(ada, { into: left, from: right, json: '{"text": "both"}', operation: randomUUID() }),
      ])
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
      expect(refused).toHaveLength(2)
      for (const { reason } of refused) expect(['conflict', 'not-found']).toContain(reason.code)
      const there = [await getMemory(ada, left.id), await getMemory(ada, right.id)].filter((one) => one !== null)
      expect(there).toHaveLength(1)
    }
  })
})
