// What is exported, deleted and imported again is what it was: text, digits, times, end, search entries.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { embeddedTexts, type IndexChoice } from '@/lib/langgraph/embedded-text'
import { parseJson, writeJson } from '@/lib/shared/json-text'
import { checkValueText } from '@/lib/shared/value-rules'
import { putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { onOneDatabase } from '../support/databases'
import { GOLDEN_NAMES, goldenScope, openGoldenStore, readGolden } from '../support/golden'
import { hostileKey, objectText } from '../support/hostile'
import { clear, codePointEmbedder, freshStore, storeWith, viewer } from '../support/stores'
import { exportAll, importAll, rowsAndVectors } from '../support/transfer'

describe.each(GOLDEN_NAMES)('the agent’s own database (%s)', (name) => {
  const golden = readGolden(name)
  const people = [...new Set(golden.rows.map(({ prefix }) => prefix.split('.')[1] ?? ''))]
  onOneDatabase((use) => {
    let store: MemoryStore
    let close: () => Promise<void>
    beforeAll(async () => {
      await use().pool.query(golden.sql)
      await use().pool.query("reset all; set timezone to 'UTC'")
      const opened = await openGoldenStore(use(), golden)
      store = opened.store
      close = opened.endpoint.close
    })
    afterAll(() => close())

    const roundTrip = async (entries: boolean) => {
      const before = await rowsAndVectors(store)
      const files: [Scope, string][] = []
      for (const person of people) {
        const scope = goldenScope(store, ['user_memories', person])
        files.push([scope, await exportAll(scope, { entries })])
      }
      await clear(store)
      for (const [scope, file] of files) expect((await importAll(scope, file)).filter(({ ok }) => !ok)).toEqual([])
      return { before, after: await rowsAndVectors(store) }
    }

    test('comes back to the last bit with its search entries', async () => {
      const { before, after } = await roundTrip(true)
      expect(after).toEqual(before)
      expect(before.vectors.length).toBe(golden.vectors.length)
    })

    test('comes back without them too, but for what the agent had left behind', async () => {
      const { before, after } = await roundTrip(false)
      expect(after.rows).toEqual(before.rows)
      const differing = before.vectors.filter(
        (vector) => !after.vectors.some((one) => JSON.stringify(one) === JSON.stringify(vector)),
      )
      expect(differing.map(({ key, field_name }) => `${key} ${field_name}`)).toEqual(LOST[name])
      const more = after.vectors.filter(
        ({ prefix, key, field_name }) =>
          !before.vectors.some((one) => one.prefix === prefix && one.key === key && one.field_name === field_name),
      )
      expect(more).toEqual([])
    })
  })
})

/** `list` was first put with three texts in l, then with one: the agent keeps the three, for each of three people. */
const LOST: Record<string, string[]> = {
  whole_value: [],
  fields: [0, 0, 0].flatMap(() => ['list l[*].0', 'list l[*].1', 'list l[*].2']),
}

onOneDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  beforeAll(async () => {
    const { endpoint } = await freshStore(use())
    await endpoint.close() // the encoder of this test is a function
    store = await storeWith(use().pool, codePointEmbedder(16))
    ada = viewer(store, 'ada')
  })
  beforeEach(() => clear(store))

  const roundTrip = async (options: { entries: boolean }) => {
    const before = await rowsAndVectors(store)
    const file = await exportAll(ada, options)
    await clear(store)
    expect((await importAll(ada, file)).filter(({ ok }) => !ok)).toEqual([])
    return { before, after: await rowsAndVectors(store), file }
  }

  test('all golden texts come back, byte for byte', async () => {
    const raws = readFileSync('tests/golden/embedded_text.jsonl', 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { raw: string }).raw)
      .filter((raw) => checkValueText(raw).ok)
      .filter((_, at) => use().kind === 'postgres' || at % 5 === 0) // the same parser of numbers, and a slower one
    expect(raws.length).toBeGreaterThan(use().kind === 'postgres' ? 500 : 100)
    for (const [at, json] of raws.entries()) await putMemory(ada, { key: `text_${at}`, json })
    const { before, after } = await roundTrip({ entries: true })
    expect(after).toEqual(before)

    // made again from the text, they are the same wherever Postgres kept the spelling that was embedded
    const again = await roundTrip({ entries: false })
    expect(again.after.rows).toEqual(before.rows)
    const stored = new Map((before.rows as { key: string; value: string }[]).map(({ key, value }) => [key, value]))
    const texts = (json: string) => embeddedTexts(parseJson(json), store.fields)
    const byKey = ({ vectors }: typeof before) => new Map(vectors.map(({ key, embedding }) => [key, embedding])) // one entry each: the whole value
    const [first, second] = [byKey(before), byKey(again.after)]
    const kept = raws.filter((raw, at) => {
      const key = `text_${at}`
      const isKept = JSON.stringify(texts(raw)) === JSON.stringify(texts(stored.get(key) ?? ''))
      if (isKept) expect(second.get(key), raw).toBe(first.get(key))
      return isKept
    })
    expect(kept.length).toBeGreaterThan(raws.length / 2)
  })

  test('rows that end, have ended or never will come back with that end', async () => {
    const ends = [
      ['2026-11-24 08:00:00.123456+00', 7],
      ['2020-02-29 23:59:59.999999+00', 1],
      ['2199-01-01 00:00:00+00', 2_147_483_647],
      ['infinity', null],
      [null, 60],
    ]
    for (const [at, [expires, minutes]] of ends.entries())
      await store.pool.query(
        `insert into store (prefix, key, value, created_at, updated_at, expires_at, ttl_minutes)
         values ($1, $2, '{"text": "x", "n": 1.0}', '2024-01-01 00:00:00.000001+00', '2025-12-31 23:59:59.999999+00', $3, $4)`,
        [ada.root, `ends_${at}`, expires, minutes],
      )
    const { before, after } = await roundTrip({ entries: false })
    expect(after).toEqual(before)
    expect(after.rows).toHaveLength(ends.length)
  })

  test('entries that a put made with an index of its own come back, and none that was not there', async () => {
    // in Postgres' order of members, which decides how the texts at `*` are numbered
    const json = '{"$": "dollar", "t": "tea", "deep": {"er": "x"}, "tags": ["a", "b", null, "c"]}'
    const indexes: IndexChoice[] = [
      undefined,
      false,
      ['t'],
      ['tags[*]'],
      ['t', 'tags[0]', 'deep.er'],
      ['$'],
      ['tags'],
      ['nowhere'],
      ['*'],
    ]
    for (const fields of [['$'], ['t', 'tags[*]']]) {
      await clear(store)
      const other = viewer(await storeWith(use().pool, codePointEmbedder(16), { fields }), 'ada')
      for (const [at, index] of indexes.entries()) {
        // under one and the same name, `$`, the configuration means the whole value and a put a member
        if (fields.includes('$') && index !== undefined && index !== false && index.includes('$')) continue
        await putMemory(other, { key: `index_${at}`, json, index })
      }
      const before = await rowsAndVectors(store)
      const file = await exportAll(other)
      await clear(store)
      await importAll(other, file)
      expect(await rowsAndVectors(store)).toEqual(before)
    }
  })

  test('random keys, paths, values and times come back', async () => {
    const second = fc.integer({ min: 0, max: 4_000_000_000 })
    let kept = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            key: fc.oneof(hostileKey, fc.constant('')),
            child: fc.array(
              hostileKey.map((label) => label.replaceAll('.', '')),
              { maxLength: 3 },
            ),
            json: objectText,
            created: second,
            end: fc.option(second),
            minutes: fc.option(fc.integer({ min: 0, max: 100_000 })),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        fc.boolean(),
        async (rows, entries) => {
          await clear(store)
          for (const { key, child, json, created, end, minutes } of rows) {
            const checked = checkValueText(json)
            if (!checked.ok) continue
            await store.pool.query(
              `insert into store (prefix, key, value, created_at, updated_at, expires_at, ttl_minutes)
               values ($1, $2, $3, to_timestamp($4), to_timestamp($4 + 0.000001), to_timestamp($5), $6)
               on conflict do nothing`,
              [[ada.root, ...child].join('.'), key, writeJson(checked.value), created, end, minutes],
            )
          }
          const { before, after } = await roundTrip({ entries })
          kept += before.rows.length
          expect(after).toEqual(before)
        },
      ),
      { numRuns: use().kind === 'postgres' ? 150 : 40 },
    )
    expect(kept).toBeGreaterThan(40)
  })

  test('a file says nothing of whose it is, and lands with whoever imports it', async () => {
    await putMemory(ada, { key: 'tea', child: ['taste'], json: '{"text": "green"}' })
    const file = await exportAll(ada, { entries: true })
    expect(file).not.toContain('ada')
    const bob = viewer(store, 'bob')
    await importAll(bob, file)
    const { rows, vectors } = await rowsAndVectors(store)
    expect(rows.map(({ prefix }) => prefix)).toEqual(['user_memories.ada.taste', 'user_memories.bob.taste'])
    expect(vectors[0]?.embedding).toBe(vectors[1]?.embedding)
  })
})
