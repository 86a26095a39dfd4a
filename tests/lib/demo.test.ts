// The demonstration's 5,000 memories: the same at every run, such as an agent could have written, and arriving once and in full.
import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { receiveArrivals } from '@/lib/demo/arrival'
import { arrivalOf } from '@/lib/demo/arriving'
import { MARTA_COUNT, martasMemories } from '@/lib/demo/marta'
import { ADDRESS_BEGAN, ADDRESS_INNOCENT, ADDRESS_RIGHT, WRONG_ADDRESS } from '@/lib/demo/marta/stories'
import { demoMemories } from '@/lib/demo/memories'
import { DEMO_PEOPLE, INES_ID, MARTA_ID, TEMI_ID } from '@/lib/demo/people'
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { parseJson } from '@/lib/shared/json-text'
import { memoryId } from '@/lib/shared/memory'
import { textIn } from '@/lib/shared/text'
import { keyProblem } from '@/lib/shared/value-rules'
import { plainWords } from '@/lib/shared/value-words'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { deleteMemory } from '@/lib/store/change/removal'
import { prefixBelow } from '@/lib/store/memory-row'
import type { MemoryStore } from '@/lib/store/memory-store'
import { seedPuts } from '@/lib/store/seed'
import { readSetting } from '@/lib/store/settings'
import { onEachDatabase } from '../support/databases'
import { clear, codePointEmbedder, embeddingsOf, rowOf, storeWith, viewer } from '../support/stores'

const memories = await martasMemories()
const words = memories.map(({ json }) => plainWords(json, 400, textIn('en')))

describe('Marta’s memories', () => {
  test('are the same bytes at every run, on every machine', async () => {
    const bytes = JSON.stringify(memories)
    expect(JSON.stringify(await martasMemories())).toBe(bytes)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      '27588b68d09d8dec773b1ab1dd976ed5a701e43f487b71f054f581bcc6d73f6b',
    )
  })

  test('are exactly 5,000, each under an address of its own, over two years before a fixed day, the latest first', () => {
    expect(memories).toHaveLength(MARTA_COUNT)
    expect(new Set(memories.map(({ child, key }) => memoryId([...child], key))).size).toBe(MARTA_COUNT)
    const times = memories.map(({ writtenAt }) => writtenAt)
    expect([...times].sort().reverse()).toEqual(times)
    expect(times[0]?.slice(0, 10)).toBe('2026-11-23')
    expect(times.at(-1)?.slice(0, 7)).toBe('2024-11')
    for (const { learnedAt, writtenAt } of memories) expect(learnedAt <= writtenAt).toBe(true)
  })

  test('could each have been written by an agent', () => {
    for (const { key, child, json } of memories) {
      expect(keyProblem(key, ['user_memories', 'marta-at-example-com', ...child].join('.'), ['$']), key).toBeNull()
      expect(parseJson(json) instanceof Map, key).toBe(true)
      expect(json.isWellFormed() && !json.includes('\\u0000'), key).toBe(true)
      for (const label of child) expect(label).toMatch(/^[a-z]+$/)
    }
  })

  test('do not repeat themselves: of any 1,000 in a row at least 950 say something else', () => {
    for (let from = 0; from < MARTA_COUNT; from += 500)
      expect(new Set(words.slice(from, from + 1_000)).size).toBeGreaterThanOrEqual(
        Math.min(950, (MARTA_COUNT - from) * 0.95),
      )
  })

  test('hold what a list meets in two years', () => {
    const count = (is: (json: string) => boolean) => memories.filter(({ json }) => is(json)).length
    expect(count((json) => /[\u0600-\u06ff]{3}/.test(json))).toBeGreaterThan(20)
    expect(count((json) => /[\u3040-\u30ff]{2}/.test(json))).toBeGreaterThan(20)
    expect(count((json) => /\b(?:und|nicht|möchte|bis|für|der)\b/i.test(json))).toBeGreaterThan(40)
    expect(count((json) => /\b(?:que|los|para|está|el)\b/i.test(json))).toBeGreaterThan(20)
    expect(count((json) => json.length > 1_000)).toBeGreaterThan(20)
    expect(count((json) => json.length > 65_536)).toBe(1)
    expect(count((json) => /\{[^}]*\{/.test(json))).toBeGreaterThan(80)
    expect(count((json) => json.includes('<script>'))).toBe(1)
    expect(memories.filter(({ isIndexed }) => !isIndexed).length).toBeGreaterThan(20)
    expect(memories.filter(({ ttlMinutes }) => ttlMinutes !== null).length).toBeGreaterThan(50)
    expect(memories.filter(({ learnedAt, writtenAt }) => learnedAt < writtenAt).length).toBeGreaterThan(20)
  })

  test('repeat one wrong address forty times after it was misheard, and hold what shows that it is wrong', () => {
    const wrong = memories.filter(({ json }) => json.includes(WRONG_ADDRESS)).map(({ key }) => key)
    expect(wrong).toHaveLength(1 + 40 + 1)
    expect(wrong.at(-1)).toBe(ADDRESS_BEGAN)
    expect(wrong).toContain(ADDRESS_INNOCENT)
    expect(memories.find(({ key }) => key === ADDRESS_RIGHT)?.json).toContain('Kehrwieder 6')
  })

  test('stand beside two people with 300 and 60', () => {
    const all = demoMemories()
    expect(all.filter(({ userId }) => userId === INES_ID)).toHaveLength(300)
    expect(all.filter(({ userId }) => userId === TEMI_ID)).toHaveLength(60)
    expect(DEMO_PEOPLE.map(({ id }) => id)).toContain(MARTA_ID)
  })
})

onEachDatabase((use) => {
  const DIMS = 16
  const OF = 90
  const silent = () => {}
  let store: MemoryStore

  beforeEach(async () => {
    await setUpAgentTables(use().pool, 'public', DIMS)
    store = await storeWith(use().pool, codePointEmbedder(DIMS))
    await clear(store)
    await store.pool.query('delete from dashboard.setting')
  })

  const count = async () =>
    (await store.pool.query<{ n: number }>(`select count(*)::int as n from ${store.catalog.store}`)).rows[0]?.n

  /** As {@link receiveArrivals}, but the encoder is interrupted after so many calls. */
  function interrupted(calls: number): MemoryStore {
    let left = calls
    return {
      ...store,
      embedder: {
        ...store.embedder,
        embed: async (texts) => {
          if (left-- <= 0) throw new Error('the power went')
          return store.embedder.embed(texts)
        },
      },
    }
  }

  test('they arrive with the search entries of a put by the agent, and end exactly at what was promised', async () => {
    expect(await receiveArrivals(store, OF, silent)).toBe(true)
    expect(await count()).toBe(OF)
    expect(arrivalOf(MARTA_ID)).toBeNull()
    const scope = viewer(store, MARTA_ID)
    for (const draft of memories.slice(0, OF)) {
      const prefix = prefixBelow(scope, draft.child)
      const row = await rowOf(store, prefix, draft.key)
      expect(row?.updated_at.slice(0, 19)).toBe(draft.writtenAt.slice(0, 19).replace('T', ' '))
      expect(row?.ttl_minutes).toBe(draft.ttlMinutes)
      const texts = draft.isIndexed ? embeddedTexts(parseJson(draft.json), store.fields) : []
      const [vector] = texts.length === 0 ? [] : await store.embedder.embed(texts.map(({ text }) => text))
      expect(await embeddingsOf(store, prefix, draft.key)).toEqual(vector ? { $: `[${vector.join(',')}]` } : {})
    }
    expect(await receiveArrivals(store, OF, silent)).toBe(false)
    expect(await count()).toBe(OF)
  })

  test('after a crash they go on where they were: nobody comes twice, and what was deleted meanwhile stays away', async () => {
    await expect(receiveArrivals(interrupted(9), OF, silent)).rejects.toThrow('the power went')
    const arrived = (await count()) ?? 0
    expect(arrived).toBeGreaterThan(0)
    expect(arrived).toBeLessThan(OF)
    expect(arrivalOf(MARTA_ID)).toEqual({ arrived, of: OF })
    expect(await readSetting(store.pool, 'demonstration arrivals')).toBe(String(arrived))
    const first = memories[0]
    await deleteMemory(viewer(store, MARTA_ID), { id: memoryId([...(first?.child ?? [])], first?.key ?? '') })
    expect(await receiveArrivals(store, OF, silent)).toBe(true)
    expect(await count()).toBe(OF - 1)
  })

  test('told to end, they end after a chunk', async () => {
    const ending = new AbortController()
    ending.abort()
    expect(await receiveArrivals(store, OF, silent, ending.signal)).toBe(false)
    expect(await count()).toBe(0)
  })

  test('two processes at once cannot let the same ones arrive', async () => {
    await receiveArrivals(store, 10, silent)
    const puts = memories.slice(10, 12).map((draft) => ({ userId: MARTA_ID, ...draft }))
    const mark = { name: 'demonstration arrivals', from: '10', to: '12' }
    expect([await seedPuts(store, puts, mark), await seedPuts(store, puts, mark)]).toEqual([true, false])
    expect(await count()).toBe(12)
  })

  test('nobody else hears of it', () => {
    for (const { id } of DEMO_PEOPLE) if (id !== MARTA_ID) expect(arrivalOf(id)).toBeNull()
  })
})
