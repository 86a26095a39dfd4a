import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkFields, type FormField, fromFields, mergeEdits, toFields } from '@/lib/shared/form-fields'
import { type Json, JsonNumber, type JsonObject, parseJson, sameJson, writeJson } from '@/lib/shared/json-text'
import { inEnglish } from '@/lib/shared/text'
import { readScore } from '@/lib/store/search/reading'

const object = (json: string): JsonObject => {
  const value = parseJson(json)
  if (!(value instanceof Map)) throw new Error('not an object')
  return value
}
const merged = (base: string, mine: string, theirs: string) => {
  const { merged, clashes, taken } = mergeEdits(object(base), object(mine), object(theirs))
  return { merged: JSON.parse(writeJson(merged)), clashes: clashes.map(({ name }) => name), taken }
}

const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.string(),
  fc.constantFrom('1', '1.0', '12345678901234567890', '-0.5', '1e3').map((raw) => new JsonNumber(raw)),
)
const flat = fc.array(fc.tuple(fc.string(), scalar), { maxLength: 6 }).map((members) => new Map(members))

describe('form fields', () => {
  test('give back the very value that nobody edited', () => {
    fc.assert(
      fc.property(flat, (value) => {
        const fields = toFields(value)
        expect(fields === null ? null : writeJson(fromFields(fields))).toBe(writeJson(value))
      }),
      { numRuns: 2_000 },
    )
  })

  test('are not offered for lists and objects', () => {
    expect(toFields(object('{"a": [1]}'))).toBeNull()
    expect(toFields(object('{"a": {}}'))).toBeNull()
  })

  test('say where a number is none and where a name stands twice', () => {
    const number = { name: 'n', kind: 'number', problem: null } as const
    const problems = (fields: FormField[]) => checkFields(fields).map(({ problem }) => problem && inEnglish(problem))
    expect(problems([{ ...number, text: 'twelve' }])[0]).toMatch(/^This was a number\. Write digits/)
    expect(problems([{ ...number, text: ' -3.5 ' }])[0]).toBeNull()
    expect(problems([number, number].map((field) => ({ ...field, text: '1' })))[1]).toMatch(/two fields named n/)
  })
})

describe('two edits of one memory', () => {
  test('that touch different fields are both kept', () => {
    expect(merged('{"a": 1, "b": 1}', '{"a": 2, "b": 1}', '{"a": 1, "b": 3}')).toEqual({
      merged: { a: 2, b: 3 },
      clashes: [],
      taken: ['b'],
    })
  })
  test('that touch the same field clash, and mine is kept until I decide', () => {
    expect(merged('{"a": 1}', '{"a": 2}', '{"a": 3}')).toEqual({ merged: { a: 2 }, clashes: ['a'], taken: [] })
  })
  test('that say the same do not clash', () => {
    expect(merged('{"a": 1}', '{"a": 2}', '{"a": 2}')).toEqual({ merged: { a: 2 }, clashes: [], taken: [] })
  })
  test('may add and remove: a field they removed and I left goes, one I changed clashes', () => {
    expect(merged('{"a": 1, "b": 1}', '{"a": 1, "b": 2, "c": 1}', '{"d": 1}')).toEqual({
      merged: { b: 2, c: 1, d: 1 },
      clashes: ['b'],
      taken: ['d', 'a'],
    })
  })
  test('lose nothing that only one of them changed', () => {
    fc.assert(
      fc.property(flat, flat, flat, (base, mine, theirs) => {
        const { merged, clashes } = mergeEdits(base, mine, theirs)
        const clashing = new Set(clashes.map(({ name }) => name))
        for (const name of new Set([...base.keys(), ...mine.keys(), ...theirs.keys()])) {
          if (clashing.has(name)) continue
          const changedByMe = !sameJson(mine.get(name), base.get(name))
          expect(sameJson(merged.get(name), changedByMe ? mine.get(name) : theirs.get(name))).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a score is read', () => {
  const spread = { count: 200, mean: 0.15, deviation: 0.1 }
  test('against this person’s other memories', () => {
    expect([0.55, 0.42, 0.31, 0.2].map((score) => readScore(score, spread))).toEqual([
      'very close',
      'close',
      'loose',
      'hardly',
    ])
  })
  test('coarsely by itself while there are too few others', () => {
    expect(readScore(0.9, { count: 2, mean: 0.5, deviation: 0.4 })).toBe('very close')
    expect(readScore(0.1, { count: 2, mean: 0.1, deviation: 0 })).toBe('hardly')
  })
})
