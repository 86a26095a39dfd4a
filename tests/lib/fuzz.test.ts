// What can be stored is stored as Postgres itself would store it, and read back without a loss; what cannot is refused with a sentence.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Expected } from '@/lib/errors'
import { parseJson, sameJson, writeJson } from '@/lib/shared/json-text'
import type { Memory } from '@/lib/shared/memory'
import { createMemory, editMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { getMemory } from '@/lib/store/read'
import { onOneDatabase } from '../support/databases'
import { hostileKey, objectText } from '../support/hostile'
import { clear, codePointEmbedder, freshStore, storeWith, viewer } from '../support/stores'

onOneDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  beforeAll(async () => {
    const { endpoint } = await freshStore(use())
    await endpoint.close() // the encoder of this test is a function
    store = await storeWith(use().pool, codePointEmbedder(16))
    ada = viewer(store, 'ada')
  })
  afterAll(() => clear(store))

  /** Two values each; fewer where the same SQL runs at a quarter of the speed. At night more: npm run test:nightly. */
  const runs = () => Number(process.env.FUZZ_RUNS ?? (use().kind === 'postgres' ? 1_000 : 200))

  /** Postgres' own text of a JSON text, or null when it refuses it. */
  const ownText = async (json: string): Promise<string | null> => {
    try {
      const { rows } = await store.pool.query<{ text: string }>('select $1::jsonb::text as text', [json])
      return rows[0]?.text ?? null
    } catch (error) {
      if (error instanceof Error && 'code' in error && /^22/.test(String(error.code))) return null
      throw error
    }
  }

  const attempt = async (work: Promise<Memory>): Promise<Memory | null> => {
    try {
      return await work
    } catch (error) {
      if (!(error instanceof Expected) || error.code !== 'invalid') throw error
      expect(error.sentence).toMatch(/^\S.*\.$/s)
      return null
    }
  }

  test('values of every spelling are created or edited, and read again without a loss', async () => {
    let stored = 0
    let refused = 0
    await fc.assert(
      fc.asyncProperty(hostileKey, objectText, objectText, async (key, first, second) => {
        await store.pool.query('delete from store')
        const expected = await ownText(first)
        const made = await attempt(createMemory(ada, { key, json: first }))
        if (made === null) {
          refused++
          return
        }
        stored++
        expect(made.key).toBe(key)
        // what Postgres refuses only for a member that a later one overrides is stored without that member
        expect(made.json).toBe(expected ?? (await ownText(writeJson(parseJson(first)))))
        const edited = await attempt(editMemory(ada, { id: made.id, version: made.version, json: second }))
        const now = await getMemory(ada, made.id)
        if (edited === null) {
          expect(now).toEqual(made)
          return
        }
        expect(now?.json).toBe((await ownText(second)) ?? (await ownText(writeJson(parseJson(second)))))
        // one more member, written as the editor writes: the rest keeps every digit
        const value = parseJson(now?.json ?? '')
        if (!(value instanceof Map)) throw new Error('not an object')
        const more = new Map([...value, ['one more member', 'x']])
        const last = await attempt(editMemory(ada, { id: made.id, version: edited.version, json: writeJson(more) }))
        expect(sameJson(parseJson(last?.json ?? 'null'), more)).toBe(true)
      }),
      { numRuns: runs() },
    )
    expect(stored).toBeGreaterThan(runs() / 2)
    expect(refused).toBeGreaterThan(runs() / 50)
    expect(({} as Record<string, unknown>).one).toBeUndefined()
  })

  test.each(['__proto__', 'constructor', '', 'a.b', '$', 'é', 'e\u0301', '😀', '"', '\\', '\u007f', '\u2028'])(
    'a member named %j is like any other',
    async (name) => {
      await store.pool.query('delete from store')
      const json = `{${JSON.stringify(name)}: {${JSON.stringify(name)}: 1.0}}`
      const made = await createMemory(ada, { key: name || 'empty', json })
      expect(made.json).toBe(json)
      const edited = await editMemory(ada, { id: made.id, version: made.version, json: json.replace('1.0', '2.00') })
      expect(edited.json).toBe(json.replace('1.0', '2.00'))
      expect(Object.keys(Object.prototype)).toEqual([])
    },
  )
})
