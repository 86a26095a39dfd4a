import { describe, expect, test } from 'vitest'
import { inEnglish, type Sentence } from '@/lib/shared/text'
import {
  checkValueText,
  editProblem as editProblemOf,
  keyProblem as keyProblemOf,
  VALUE_LIMITS,
} from '@/lib/shared/value-rules'

const problemOf = (text: string) => {
  const checked = checkValueText(text)
  return checked.ok ? null : { ...checked.problem, sentence: inEnglish(checked.problem.sentence) }
}
const said = (sentence: Sentence | null) => (sentence === null ? null : inEnglish(sentence))
const keyProblem = (...given: Parameters<typeof keyProblemOf>) => said(keyProblemOf(...given))
const editProblem = (json: string | null) => said(editProblemOf(json))
const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
/** As it is stored: with a space after the colon, whatever it was written with. */
const ofBytes = (bytes: number) => `{\n    "a":    "${'x'.repeat(bytes - 9)}"}`

describe('a value', () => {
  test.each([
    ['an empty object', '{}'],
    ['64 levels', nested(VALUE_LIMITS.depth)],
    ['64 kB', ofBytes(VALUE_LIMITS.bytes)],
    ['4,300 digits', `{"a":${'9'.repeat(VALUE_LIMITS.integerDigits)}}`],
    ['16,383 decimals', '{"a":1e-16383}'],
    ['the largest float', '{"a":1.7976931348623157e308}'],
    ['an emoji in two escapes', '{"a":"\\ud83d\\ude00"}'],
  ])('may have %s', (_, text) => expect(problemOf(text)).toBeNull())

  test.each([
    ['65 levels', nested(VALUE_LIMITS.depth + 1), /64 levels/],
    ['600 levels', nested(600), /levels deep/],
    ['more than 64 kB', ofBytes(VALUE_LIMITS.bytes + 1), /at most 64 kB; this one has 65 kB/],
    ['more than 64 kB in few characters', `{"a":"${'😀'.repeat(20_000)}"}`, /at most 64 kB/],
    ['4,301 digits', `{"a":${'9'.repeat(VALUE_LIMITS.integerDigits + 1)}}`, /4,300 digits/],
    ['a float beyond all floats', '{"a":1e309}', /1e309 is larger/],
    ['16,384 decimals', '{"a":1e-16384}', /1e-16384 has more decimals/],
    ['an exponent beyond reason', '{"a":0e99999999999}', /cannot be stored|can be stored/],
    ['NUL, deep within', '{"a":[{"b":["\\u0000"]}]}', /NUL/],
    ['NUL in a name, deep within', '{"a":[{"\\u0000":1}]}', /NUL/],
    ['the first half of a character', '{"a":"\\ud83d"}', /lone surrogate/],
    ['the second half of a character', '{"a":"\\ude00"}', /lone surrogate/],
    ['halves in the wrong order', '{"a":"\\ude00\\ud83d"}', /lone surrogate/],
    ['half a character in a name', '{"\\ud83d":1}', /lone surrogate/],
  ])('may not have %s', (_, text, sentence) => {
    expect(problemOf(text)?.sentence).toMatch(sentence)
    expect(problemOf(text)?.sentence).toMatch(/\.$/)
  })

  test.each(['[]', '"x"', '1', 'true', 'null', '[{"a":1}]'])(
    '%s is not an object, which the agent could not read',
    (text) => {
      expect(problemOf(text)?.sentence).toMatch(/JSON object/)
    },
  )

  test('what is wrong with the JSON is said with its line', () => {
    expect(problemOf('{\n  "a": 1,\n}')).toEqual({
      line: 2,
      sentence: expect.stringMatching(/^Line 2: a comma stands before/),
    })
    expect(problemOf('{"a": True}')).toEqual({ line: 1, sentence: expect.stringMatching(/Write true/) })
    expect(problemOf('')?.line).toBe(1)
  })

  test('is given back parsed, its numbers as they were written', () => {
    const checked = checkValueText('{"b": 1.0, "a": 12345678901234567890}')
    expect(
      checked.ok && [...checked.value.entries()].map(([name, value]) => [name, (value as { raw: string }).raw]),
    ).toEqual([
      ['b', '1.0'],
      ['a', '12345678901234567890'],
    ])
  })
})

describe('a key', () => {
  test.each(['preferred_workspace', ' ', '.', 'a/b', '__proto__', '😀', '\n', '%', 'x'.repeat(2_600)])(
    'may be %j',
    (key) => expect(keyProblem(key)).toBeNull(),
  )

  test.each([
    ['', /needs a key/],
    ['\u0000', /NUL/],
    ['\ud800', /lone surrogate/],
    ['x'.repeat(2_601), /1 bytes too long/],
    ['é'.repeat(1_400), /200 bytes too long/],
  ])('may not be %j', (key, sentence) => expect(keyProblem(key)).toMatch(sentence))

  test('shares its room with the namespace and the longest field', () => {
    expect(keyProblem('x'.repeat(2_500), 'p'.repeat(80), ['$', 'f'.repeat(20)])).toBeNull()
    expect(keyProblem('x'.repeat(2_500), 'p'.repeat(80), ['$', 'f'.repeat(21)])).toMatch(/1 bytes too long/)
  })
})

test('what an agent stored beyond these limits is not offered for editing, so that no edit begins with less', () => {
  expect(editProblem('{"a": 1}')).toBeNull()
  expect(editProblem(ofBytes(VALUE_LIMITS.bytes + 1))).toMatch(/at most 64 kB/)
  expect(editProblem('[1, 2]')).toMatch(/is a JSON object/)
  expect(editProblem(null)).toBe('It is too large to be edited here.')
})
