import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { NO_FILTER } from '@/lib/shared/filter'
import type { Memory } from '@/lib/shared/memory'
import { memoryId } from '@/lib/shared/memory'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { deleteMemory } from '@/lib/store/change/removal'
import { createMemory, putMemory } from '@/lib/store/change/write'
import { startJob } from '@/lib/store/jobs/job'
import { runJob } from '@/lib/store/jobs/run'
import { listMemories } from '@/lib/store/list/browse'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { purgeExpired, purgeSelections } from '@/lib/store/purge'
import { searchMemories, searchMemoriesByMeaning, searchMemoriesByWords } from '@/lib/store/search/search'
import { findSimilar } from '@/lib/store/search/similar'
import { readSelection, selectedIds, selectedMemories } from '@/lib/store/selected'
import { freezeSelection, type Wanted } from '@/lib/store/selection'
import { onEachDatabase } from '../support/databases'
import { countsOf, writeMany } from '../support/many'
import {
  clear,
  codeOf,
  codePointEmbedder,
  dashboardRowsWith,
  everything,
  expectedOf,
  storeWith,
  viewer,
} from '../support/stores'

/** The same person while the encoder does not answer. */
function withoutEncoder(scope: Scope): Scope {
  return { ...scope, store: { ...scope.store, embedder: { ...scope.store.embedder, embed: async () => [] } } }
}

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  let bob: Scope
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    store = await storeWith(use().pool, codePointEmbedder(16))
  })
  beforeEach(async () => {
    await clear(store)
    ada = viewer(store, 'ada@corp.com')
    bob = viewer(store, 'bob@corp.com')
  })

  const id = (at: number) => memoryId([], `memory ${at}`)
  const ids = (...places: number[]) => places.map((at) => ({ id: id(at) }))
  const all = async (scope: Scope, selection: string) => {
    const memories: Memory[] = []
    for await (const memory of selectedMemories(scope, selection, 7)) memories.push(memory)
    return memories
  }
  const keysOf = async (scope: Scope, selection: string) => (await all(scope, selection)).map(({ key }) => key)

  test('T48: a selection holds the memories that were ticked, in that order, whatever is written, deleted or sorted since', async () => {
    await writeMany(ada, { count: 30 })
    const { id: selection, count } = await freezeSelection(ada, { ids: ids(7, 3, 21, 3) })
    expect(count).toBe(3)
    await putMemory(ada, { key: 'memory 3', json: '{"text": "newer, so it moves to the top"}' })
    await createMemory(ada, { key: 'memory 0a', json: '{"text": "new"}' })
    await deleteMemory(ada, { id: id(20) })
    expect(await keysOf(ada, selection)).toEqual(['memory 7', 'memory 3', 'memory 21'])
    expect(await selectedIds(ada, selection)).toEqual([id(7), id(3), id(21)])
    await deleteMemory(ada, { id: id(7) })
    expect(await keysOf(ada, selection)).toEqual(['memory 3', 'memory 21'])
  })

  test('T49: all that match a filter are those that the list counts, child namespaces and equal times included', async () => {
    await writeMany(ada, { count: 120, key: (at) => `trip_${at}` })
    await writeMany(ada, { count: 40 })
    await writeMany(ada, { count: 11, child: '.work', key: (at) => `trip_${at}` })
    await writeMany(ada, { count: 5, key: (at) => `Trip_${at}` })
    await writeMany(bob, { count: 9, key: (at) => `trip_${at}` })
    const view = { filter: { ...NO_FILTER, starts: ['trip_'] }, timeZone: 'UTC' }
    const { id: selection, count } = await freezeSelection(ada, { view })
    expect(count).toBe(131)
    expect(await readSelection(ada, selection)).toEqual({ id: selection, count: 131 })
    const memories = await all(ada, selection)
    expect(memories).toHaveLength(131)
    expect(new Set(memories.map((memory) => memory.id)).size).toBe(131)
    expect(memories.every(({ key }) => key.startsWith('trip_'))).toBe(true)
    const newestFirst = memories.map(({ updatedAt }) => updatedAt)
    expect(newestFirst).toEqual(newestFirst.toSorted().reverse())
  })

  test('T49, T33: of a question all that match are those that the list has in every other order, the filter applied', async () => {
    await writeMany(ada, { count: 40, text: (at) => `grey heron ${'abcdefgh'.charAt(at % 8)}` })
    await writeMany(ada, { count: 60, key: (at) => `other ${at}`, text: (at) => `WXYZ ${at} 0123456789` })
    await writeMany(bob, { count: 5, text: () => 'grey heron' })
    const filter = { ...NO_FILTER, starts: ['memory 1', 'other 1', 'memory 2'] }
    for (const mode of ['together', 'meaning', 'every-word', 'words'] as const) {
      const search = {
        together: searchMemories,
        meaning: searchMemoriesByMeaning,
        'every-word': searchMemoriesByWords,
        words: searchMemories,
      }[mode]
      const asked = { query: 'grey heron', limit: 200, filter, timeZone: 'UTC' }
      const scope = mode === 'words' ? withoutEncoder(ada) : ada
      const listed = await search(scope, { ...asked, sort: 'key' })
      expect(listed.results).toBeGreaterThan(0)
      const question = { query: 'grey heron', mode }
      const { id: selection, count } = await freezeSelection(scope, { view: { filter, timeZone: 'UTC', question } })
      expect(count, mode).toBe(listed.results)
      expect((await keysOf(ada, selection)).sort()).toEqual(listed.memories.map(({ key }) => key).sort())
      // and so many from the closest on, in the order of the list
      const ranked = await search(scope, asked)
      const some = await freezeSelection(scope, {
        view: { filter, timeZone: 'UTC', question: { ...question, first: 15 } },
      })
      expect(await keysOf(ada, some.id), mode).toEqual(ranked.memories.slice(0, 15).map(({ key }) => key))
    }
  })

  test('T49: of what is similar to a memory all that match are selected, or the first; the memory itself is not', async () => {
    await writeMany(ada, { count: 9, text: (at) => `grey heron ${'abcdefgh'.charAt(at % 8)}` })
    await writeMany(ada, { count: 90, key: (at) => `other ${at}`, text: (at) => `WXYZ ${at} 0123456789` })
    const like = id(4)
    const request = { id: like, limit: 200, filter: NO_FILTER, timeZone: 'UTC' }
    const listed = await findSimilar(ada, { ...request, sort: 'newest' })
    const view = (more: object) => ({
      view: { filter: NO_FILTER, timeZone: 'UTC', question: { like, mode: listed.mode, ...more } },
    })
    const all = await freezeSelection(ada, view({}))
    expect((await keysOf(ada, all.id)).sort()).toEqual(listed.memories.map(({ key }) => key).sort())
    const some = await freezeSelection(ada, view({ first: 7 }))
    const ranked = await findSimilar(ada, request)
    expect(await keysOf(ada, some.id)).toEqual(ranked.memories.slice(0, 7).map(({ key }) => key))
    expect(await keysOf(ada, all.id)).not.toContain('memory 4')
    expect(await codeOf(freezeSelection(bob, view({})))).toBe('not-found')
  })

  test('T44: while meaning does not answer, what matches by meaning is not selected by words instead', async () => {
    await writeMany(ada, { count: 12, text: () => 'grey heron' })
    const before = await everything(store)
    const view = { filter: NO_FILTER, timeZone: 'UTC', question: { query: 'grey heron', mode: 'together' as const } }
    expect(await codeOf(freezeSelection(withoutEncoder(ada), { view }))).toBe('embedding-unavailable')
    expect(await codeOf(freezeSelection(ada, { view: { ...view, question: { query: ' ', mode: 'words' } } }))).toBe(
      'invalid',
    )
    expect(await everything(store)).toEqual(before)
  })

  test('T49: everything is selected only where everything is asked for', async () => {
    await writeMany(ada, { count: 12 })
    await writeMany(bob, { count: 3 })
    const { count } = await freezeSelection(ada, { everything: true })
    expect(count).toBe((await listMemories(ada, { limit: 1, timeZone: 'UTC' })).total)
  })

  test.each<[string, unknown]>([
    ['an empty list', { ids: [] }],
    ['a list without a filter and without a question', { view: { filter: NO_FILTER, timeZone: 'UTC' } }],
    ['everything, but not meant', { everything: false }],
    ['nothing', {}],
    ['nothing of nothing', { everything: undefined }],
  ])('T4: %s selects nothing, and nothing is removed', async (_, wanted) => {
    await writeMany(ada, { count: 12 })
    const before = await everything(store)
    expect(await codeOf(freezeSelection(ada, wanted as Wanted))).toBe('invalid')
    expect(await everything(store)).toEqual(before)
    expect(await countsOf(ada)).toEqual([12, 12])
  })

  test.each([
    ['blank', ['', ' ', '%', '_', '*', '..']],
    ['of nobody', [memoryId([], 'none'), memoryId(['x'], 'memory 1'), memoryId([''], 'memory 1')]],
    ['climbing', [memoryId(['..', 'bob-at-corp-com'], 'memory 1'), memoryId([], 'bob-at-corp-com.memory 1')]],
  ])('T4: ids that are %s select nothing', async (_, wrong) => {
    await writeMany(ada, { count: 3 })
    await writeMany(bob, { count: 3 })
    const before = await everything(store)
    expect(await codeOf(freezeSelection(ada, { ids: wrong.map((id) => ({ id })) }))).toBe('not-found')
    expect(await everything(store)).toEqual(before)
  })

  test('T2: another person’s selection is as unknown as one that never was, or one that has expired', async () => {
    await writeMany(ada, { count: 4 })
    const own = await freezeSelection(ada, { ids: ids(1, 2) })
    const expired = await freezeSelection(bob, { ids: ids(1) }).catch(() => null)
    expect(expired).toBeNull() // Bob has none of Ada's ids
    await writeMany(bob, { count: 4 })
    const old = await freezeSelection(bob, { ids: ids(1) })
    await store.pool.query(`update dashboard.selection set expires_at = now() where id = $1`, [old.id])
    const tries = (selection: string) => [
      readSelection(bob, selection),
      selectedIds(bob, selection),
      all(bob, selection),
      freezeSelection(bob, { base: selection, without: [], with: [] }),
      startJob(bob, { operation: randomUUID(), kind: 'delete', selection, count: 2 }),
    ]
    for (const selection of [own.id, old.id, randomUUID(), '', 'no uuid', `${own.id}'`]) {
      const said = await Promise.all(tries(selection).map(expectedOf))
      expect(new Set(said.map(({ code, sentence }) => `${code}: ${sentence}`)), selection).toEqual(
        new Set(['not-found: This selection is not there any more. Select the memories again.']),
      )
    }
    expect(await keysOf(ada, own.id)).toEqual(['memory 1', 'memory 2'])
  })

  test('a selection is changed by making another from it', async () => {
    await writeMany(ada, { count: 50 })
    const base = await freezeSelection(ada, {
      view: { filter: { ...NO_FILTER, starts: ['memory 1'] }, timeZone: 'UTC' },
    })
    expect(base.count).toBe(11)
    const changed = await freezeSelection(ada, {
      base: base.id,
      without: [id(1), id(12), id(40)],
      with: [...ids(30), ...ids(13)],
    })
    expect(changed.count).toBe(10)
    expect((await keysOf(ada, changed.id)).at(-1)).toBe('memory 30')
    expect((await readSelection(ada, base.id)).count).toBe(11)
    const nothing = freezeSelection(ada, { base: base.id, without: await selectedIds(ada, base.id), with: [] })
    expect(await codeOf(nothing)).toBe('not-found')
  })

  test('T66: selecting and reading a selection changes nothing of the memories', async () => {
    await writeMany(ada, { count: 20 })
    const rows = async () => (await store.pool.query('select s.xmin::text, s::text from store s order by 2')).rows
    const before = await rows()
    const { id: selection } = await freezeSelection(ada, { everything: true })
    await all(ada, selection)
    expect(await rows()).toEqual(before)
  })

  test('T15: a selection holds no words, and goes when it expires; the key of a purged memory goes at once', async () => {
    await writeMany(ada, { count: 3, key: (at) => `canaryKey${at}`, text: () => 'canaryWords' })
    const kept = await freezeSelection(ada, { everything: true })
    expect(await dashboardRowsWith(store.pool, 'canaryWords')).toEqual([])
    const work = await freezeSelection(ada, {
      ids: [{ id: memoryId([], 'canaryKey0') }, { id: memoryId([], 'canaryKey1') }],
    })
    const job = await startJob(ada, { operation: randomUUID(), kind: 'delete', selection: work.id, count: 2 })
    await runJob(store, job.id)
    await store.pool.query(`update dashboard.removal set undo_until = now() - interval '1 second'`)
    expect(await purgeExpired(store.pool, store.catalog.store)).toBe(2)
    for (const key of ['canaryKey0', 'canaryKey1', 'canaryWords'])
      expect(await dashboardRowsWith(store.pool, key), key).toEqual([])
    expect(await selectedIds(ada, kept.id)).toEqual([memoryId([], 'canaryKey2')])
    await store.pool.query(`update dashboard.selection set expires_at = now() - interval '1 second'`)
    await purgeSelections(store.pool)
    expect(await dashboardRowsWith(store.pool, 'canaryKey2')).toEqual([])
  })
})
