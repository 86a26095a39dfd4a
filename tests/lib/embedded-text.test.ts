import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { embeddedTexts, textsAt, tokenizePath } from '@/lib/langgraph/embedded-text'
import { byCodePoint, floatRepr, pythonDumps } from '@/lib/langgraph/python-json'
import { jsonProblemInLine } from '@/lib/shared/json-problem'
import { type Json, JsonNumber, JsonSyntaxError, parseJson, writeJson } from '@/lib/shared/json-text'
import { inEnglish } from '@/lib/shared/text'

type GoldenCase = { raw: string; exp: Record<string, string[]> }
const golden = readFileSync('tests/golden/embedded_text.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as GoldenCase)

describe('embedded text', () => {
  test('every golden case comes out byte for byte as Python makes it', () => {
    expect(golden).toHaveLength(600)
    let texts = 0
    for (const { raw, exp } of golden) {
      const value = parseJson(raw)
      for (const [path, expected] of Object.entries(exp)) {
        // the golden file calls get_text_at_path(value, path): "$" and "" are the whole value there
        expect([path, ...textsAt(value, path === '$' ? [] : tokenizePath(path))]).toEqual([path, ...expected])
        texts += expected.length
      }
    }
    expect(texts).toBeGreaterThan(5_000)
  })

  test.each([
    ['a..b', ['a', 'b']],
    ['.a', ['a']],
    ['m.{a, b.c}.z', ['m', '{a, b.c}', 'z']],
    ['a[[0]]', ['a', '[[0]]']],
    ['a[0', ['a', '[0']],
  ])('the path %s is split as upstream splits it', (path, tokens) => {
    expect(tokenizePath(path)).toEqual(tokens)
  })

  test.each([
    ['{"b":1,"a":"é 日本 😀"}', '{"a": "é 日本 😀", "b": 1}'],
    [
      '{"x":1.0,"y":1e16,"z":1e-7,"neg":-0.0,"big":12345678901234567890,"t":true,"n":null}',
      '{"big": 12345678901234567890, "n": null, "neg": -0.0, "t": true, "x": 1.0, "y": 1e+16, "z": 1e-07}',
    ],
    ['{"s":"\\" \\\\ \\n \\t \\u0001 \\u007f \\u2028 /"}', '{"s": "\\" \\\\ \\n \\t \\u0001 \u007f \u2028 /"}'],
    ['{"Z":1,"a":2,"é":3,"\\uffff":4,"😀":5}', '{"Z": 1, "a": 2, "é": 3, "\uffff": 4, "😀": 5}'],
    ['{}', '{}'],
    ['{"e":[]}', '{"e": []}'],
  ])('json.dumps of %s', (raw, expected) => {
    expect(pythonDumps(parseJson(raw))).toBe(expected)
  })

  test('a list path names its vectors by position, one text keeps the bare path', () => {
    const fields = ['t', 'l[*]']
    const names = (raw: string) => embeddedTexts(parseJson(raw), fields).map(({ field }) => field)
    expect(names('{"t":"x","l":["a","b","c"]}')).toEqual(['t', 'l[*].0', 'l[*].1', 'l[*].2'])
    expect(names('{"t":"x","l":["z"]}')).toEqual(['t', 'l[*]'])
  })

  test('index=["$"] of a single put looks for a member called $', () => {
    const value = parseJson('{"a":1}')
    expect(embeddedTexts(value, ['$'], ['$'])).toEqual([])
    expect(embeddedTexts(value, ['$'])).toEqual([{ field: '$', text: '{"a": 1}' }])
    expect(embeddedTexts(value, ['$'], false)).toEqual([])
    expect(embeddedTexts(value, ['$'], [])).toEqual([])
  })

  test('keys sort by code point, as JavaScript on its own would not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const points = (text: string) => [...text].map((character) => character.codePointAt(0) ?? 0)
        const [x, y] = [points(a), points(b)]
        const at = x.findIndex((point, index) => point !== y[index])
        const expected = at === -1 ? x.length - y.length : (x[at] ?? 0) - (y[at] ?? -1)
        return Math.sign(byCodePoint(a, b)) === Math.sign(expected)
      }),
      { numRuns: 2_000 },
    )
  })

  test('a float keeps its value and its Python spelling', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = floatRepr(value)
        return Object.is(Number(text), value) && /^-?(\d+\.\d+|\d(\.\d+)?e[+-]\d{2,3})$/.test(text)
      }),
      { numRuns: 5_000 },
    )
  })
})

const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
    fc.bigInt().map((number) => new JsonNumber(String(number))),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => new JsonNumber(floatRepr(number))),
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .array(fc.tuple(fc.string({ unit: 'binary' }), tie('value')), { maxLength: 5 })
      .map((members) => new Map(members)),
  ),
})).value

describe('lossless JSON', () => {
  test('what is written is read back with every digit and every key', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(writeJson(parseJson(writeJson(value)))).toBe(writeJson(value))
      }),
      { numRuns: 2_000 },
    )
  })

  test('what Python would write, JavaScript reads as the same data', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(pythonDumps(value))).toEqual(JSON.parse(writeJson(value)))
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['{\n  "a": 1,\n  "b": ["x",]\n}', 'Line 3: a comma stands before the closing bracket. Remove it to save.'],
    ['{"a": 1,}', 'Line 1: a comma stands before the closing brace. Remove it to save.'],
    ['{"a": 1', 'Line 1: the text ends too early. Close it with a brace.'],
    ['{"a" 1}', 'Line 1: a colon is missing after "a".'],
    ['{a: 1}', 'Line 1: a name in quotation marks is expected, not a.'],
    ['{"a": NaN}', 'Line 1: NaN is not a number that can be stored. Use null or a text.'],
    ['{"a": -Infinity}', 'Line 1: -Infinity is not a number that can be stored. Use null or a text.'],
    ['{"a": True}', 'Line 1: True is not JSON. Write true.'],
    ['{"a": 01}', 'Line 1: 01 is not a number. Numbers look like 12, -3.5 or 1e6.'],
    ['{"a": "x\ny"}', 'Line 1: a text is not closed. Add the missing quotation mark.'],
    ['{"a": "\\q"}', 'Line 1: a backslash stands alone. Write \\\\ for a backslash.'],
    ['{"a": 1} 2', 'Line 1: the value has ended, but 2 follows. Remove it.'],
    ['', 'Line 1: a value is missing.'],
  ])('%j is refused with its line and a remedy', (text, sentence) => {
    expect(problemIn(text)).toBe(sentence)
  })

  test('it refuses exactly what JSON.parse refuses', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '0',
      '1.5',
      'e',
      '.',
      'true',
      'null',
      ' ',
      '\n',
      '\\',
      'x',
    )
    const accepts = (parse: (text: string) => unknown, text: string) => {
      try {
        parse(text)
        return true
      } catch {
        return false
      }
    }
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 14 }).map((list) => list.join('')),
        (text) => {
          expect([text, accepts(parseJson, text)]).toEqual([text, accepts(JSON.parse, text)])
        },
      ),
      { numRuns: 20_000 },
    )
  })
})

/** What a person is told of a text that is no JSON; null of one that is. */
function problemIn(text: string): string | null {
  try {
    parseJson(text)
    return null
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error
    return inEnglish(jsonProblemInLine(error.problem))
  }
}
