// Forgetting by topic, up to the frozen set: what is compared, what the line takes, what a person ticks, and whose it is.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { memoryId } from '@/lib/shared/memory'
import { countTopic, isAbove, NOTHING, type Topic } from '@/lib/shared/topic'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { deleteMemory } from '@/lib/store/change/removal'
import { createMemory, editMemory } from '@/lib/store/change/write'
import { chooseInTopic, dropTopic, freezeTopic, readTopic, startTopic } from '@/lib/store/forgetting/topic'
import { topicMatches } from '@/lib/store/forgetting/topic-matches'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { purgeExpired, purgeSelections } from '@/lib/store/purge'
import { searchMemories } from '@/lib/store/search/search'
import { selectedIds } from '@/lib/store/selected'
import { onEachDatabase } from '../support/databases'
import { writeMany } from '../support/many'
import { clear, codeOf, codePointEmbedder, dashboardRowsWith, storeWith, viewer } from '../support/stores'

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
    await writeMany(ada, { count: 12, text: (at) => `grey heron ${'abcdefgh'.charAt(at % 8)}` })
    await writeMany(ada, { count: 30, key: (at) => `other ${at}`, text: (at) => `WXYZ ${at} 0123456789` })
    await writeMany(ada, { count: 2, key: (at) => `unsearchable ${at}`, text: () => 'a heron', searchable: false })
    await writeMany(bob, { count: 5, text: () => 'grey heron' })
  })

  const begin = async (question = 'grey heron') => {
    const { id } = await startTopic(ada, question)
    return readTopic(ada, id)
  }
  const everyMatch = async (id: string) => (await topicMatches(ada, id, { after: 0, limit: 1_000 })).memories
  const frozenOf = async (topic: Pick<Topic, 'id'>) => {
    const frozen = await freezeTopic(ada, topic.id)
    const ids = frozen === null ? [] : await selectedIds(ada, frozen.id)
    expect(ids).toHaveLength(frozen?.count ?? 0)
    return ids.sort()
  }

  test('every memory of the person has its closeness, that of the search; nobody else’s is in it', async () => {
    const topic = await begin()
    expect(topic).toMatchObject({ question: 'grey heron', hasMeaning: true, withWords: true, ticks: [] })
    const matches = await everyMatch(topic.id)
    expect(matches).toHaveLength(44)
    const found = await searchMemories(ada, { query: 'grey heron', limit: 100 })
    const scores = new Map(found.memories.map(({ id, score, reading }) => [id, { score, reading }]))
    for (const { id, mark, reading } of matches) {
      const { score } = scores.get(id) ?? { score: null }
      expect(mark).toBe(score === null ? null : Math.round(score * 100))
      if (mark === null) expect(reading).toBeNull()
    }
    const marks = matches.map(({ mark }) => mark ?? -101)
    expect(marks).toEqual(marks.toSorted((a, b) => b - a))
    expect(topic.marks.reduce((sum, { count }) => sum + count, 0)).toBe(44)
    expect(topic.marks.find(({ mark }) => mark === null)).toMatchObject({ count: 2 })
  })

  test('what the page counts is what the server freezes, wherever the line lies and whatever was ticked', async () => {
    const topic = await begin()
    const matches = await everyMatch(topic.id)
    const [first, second] = matches
    const last = matches.findLast(({ mark, weighed }) => mark !== null && !weighed)
    if (first === undefined || second === undefined || last === undefined) throw new Error('nothing to tick')
    const choices = [
      [],
      [{ ...first, ticked: false }],
      [
        { ...first, ticked: false },
        { ...last, ticked: true },
      ],
      [{ ...second, ticked: true }],
    ]
    for (const line of [topic.line, 0, 100, NOTHING])
      for (const withWords of [true, false])
        for (const chosen of choices) {
          const ticks = chosen.map(({ position, mark, weighed, ticked }) => ({ position, mark, weighed, ticked }))
          await chooseInTopic(ada, topic.id, { line, withWords, ticks })
          const now = await readTopic(ada, topic.id)
          expect(now).toMatchObject({ line, withWords, ticks })
          const wanted = matches.filter(
            (match) => ticks.find(({ position }) => position === match.position)?.ticked ?? isAbove(now, match),
          )
          expect(countTopic(now).ticked).toBe(wanted.length)
          expect(await frozenOf(topic)).toEqual(wanted.map(({ id }) => id).sort())
        }
  })

  test('a topic has one frozen set: what was frozen for other ticks is not there any more', async () => {
    const topic = await begin()
    const first = await freezeTopic(ada, topic.id)
    const second = await freezeTopic(ada, topic.id)
    expect(await codeOf(selectedIds(ada, first?.id ?? ''))).toBe('not-found')
    await chooseInTopic(ada, topic.id, { line: NOTHING, withWords: false, ticks: [] })
    expect(await freezeTopic(ada, topic.id)).toBeNull()
    expect(await codeOf(selectedIds(ada, second?.id ?? ''))).toBe('not-found')
    expect((await store.pool.query('select from dashboard.selection')).rowCount).toBe(0)
  })

  test('words alone are compared while the encoder does not answer, and what holds them goes', async () => {
    const silent = { ...store, embedder: { ...store.embedder, embed: async () => [] } }
    const { id } = await startTopic({ ...ada, store: silent }, 'heron')
    const topic = await readTopic(ada, id)
    expect(topic.hasMeaning).toBe(false)
    expect(topic.marks).toEqual([{ mark: null, count: 14, weighed: 14 }])
    expect(await frozenOf(topic)).toHaveLength(14)
  })

  test('a word that no memory holds says nothing about those that hold the others', async () => {
    const holding = async (question: string) =>
      (await everyMatch((await begin(question)).id)).filter((one) => one.weighed)
    expect(await holding('my beautiful heron')).toHaveLength(14)
    expect(await holding('grey heron')).toHaveLength(12)
    expect(await holding('my beautiful')).toEqual([])
  })

  test('T19: what is written after the comparison is not in the set; what changed keeps its version and is told', async () => {
    const topic = await begin()
    const before = await everyMatch(topic.id)
    await createMemory(ada, { key: 'new heron', json: '{"text": "grey heron"}' })
    const changed = before[0]
    if (changed === undefined) throw new Error('nothing to change')
    await editMemory(ada, { id: changed.id, version: changed.version, json: '{"text": "nothing of the kind"}' })
    const after = await everyMatch(topic.id)
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(after.filter(({ isStale }) => isStale).map(({ id }) => id)).toEqual([changed.id])
    expect(await frozenOf(topic)).not.toContain(memoryId([], 'new heron'))
    const frozen = await freezeTopic(ada, topic.id)
    const { rows } = await store.pool.query<{ version: string }>(
      'select version from dashboard.selection_item where selection_id = $1 and key = $2',
      [frozen?.id, changed.key],
    )
    expect(rows).toEqual([{ version: changed.version }])
  })

  test('T1, T2: another person’s topic is not there, whatever is asked of it', async () => {
    const { id } = await begin()
    for (const wrong of [id, '5c1d6f0e-1111-4222-8333-444455556666', 'x', '']) {
      const whose = wrong === id ? bob : ada
      expect(await codeOf(readTopic(whose, wrong))).toBe('not-found')
      expect(await codeOf(topicMatches(whose, wrong, { after: 0, limit: 5 }))).toBe('not-found')
      expect(await codeOf(chooseInTopic(whose, wrong, { line: 0, withWords: true, ticks: [] }))).toBe('not-found')
      expect(await codeOf(freezeTopic(whose, wrong))).toBe('not-found')
      await dropTopic(whose, wrong)
    }
    expect((await readTopic(ada, id)).id).toBe(id)
    expect(await codeOf(startTopic(ada, ' \u0000 '))).toBe('invalid')
  })

  test('the person’s words go when they have decided, when the hour is over, and with a memory that is purged', async () => {
    const topic = await begin('heronwords')
    expect(await dashboardRowsWith(store.pool, 'heronwords')).toHaveLength(1)
    await dropTopic(ada, topic.id)
    expect(await dashboardRowsWith(store.pool, 'heronwords')).toEqual([])
    const { id } = await begin('heronwords')
    const gone = memoryId([], 'memory 3')
    await deleteMemory(ada, { id: gone })
    await store.pool.query(`update dashboard.removal set undo_until = now() - interval '1 second'`)
    await purgeExpired(store.pool, store.catalog.storeTable)
    expect(await dashboardRowsWith(store.pool, 'memory 3')).toEqual([])
    await store.pool.query(`update dashboard.topic set expires_at = now() - interval '1 second'`)
    expect(await codeOf(readTopic(ada, id))).toBe('not-found')
    await purgeSelections(store.pool)
    expect(await dashboardRowsWith(store.pool, 'heronwords')).toEqual([])
  })
})
