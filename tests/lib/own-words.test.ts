// What differs between two memories, for eyes: nothing lost, nothing marked that both say. And two values put together.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinValues } from '@/lib/shared/join-values'
import { type JsonObject, parseJson, sameJson, writeJson } from '@/lib/shared/json-text'
import { ownWords } from '@/lib/shared/own-words'

const marked = (text: string, other: string) =>
  ownWords(text, other)
    .map(({ text: words, isOwn }) => (isOwn ? `[${words}]` : words))
    .join('')

describe('of two texts', () => {
  test.each([
    ['size 41 by the harbour', 'size 42 by the harbour', 'size [41] by the harbour'],
    ['tea at four', 'tea, at four', 'tea at four'],
    ['tea, at four', 'tea at four', 'tea[,] at four'],
    ['a b c', 'a c', 'a [b] c'],
    ['one two three', 'four', '[one two three]'],
    ['', 'x', ''],
    ['same', 'same', 'same'],
    ['肉を食べない', '肉を食べる', '肉を食べ[ない]'],
    ['يفضل الاتصال صباحاً', 'يفضل الاتصال مساءً', 'يفضل الاتصال [صباحاً]'],
  ])('%s | %s', (text, other, expected) => {
    expect(marked(text, other)).toBe(expected)
  })

  test('nothing is lost or moved, whatever they are, and what is equal is never marked', () => {
    const words = fc.array(fc.constantFrom('a', 'b', ' ', '  ', '\n', '1', ',', '💥', '日', 'é'), { maxLength: 30 })
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [text, twin] = [one.join(''), other.join('')]
        expect(
          ownWords(text, twin)
            .map((stretch) => stretch.text)
            .join(''),
        ).toBe(text)
        expect(ownWords(text, text).some(({ isOwn }) => isOwn)).toBe(false)
      }),
    )
  })

  test('texts that are too long to compare are not marked at all', () => {
    const long = 'word '.repeat(2_000)
    expect(ownWords(long, `${long}more`)).toEqual([{ text: long, isOwn: false }])
  })
})

describe('two values put together', () => {
  const object = (json: string) => parseJson(json) as JsonObject
  const joined = (one: string, other: string) => writeJson(joinValues(object(one), object(other)))
  test.each([
    ['{"text": "a"}', '{"text": "b"}', '{"text": "a\\nb"}'],
    ['{"text": "tea at four"}', '{"text": "tea"}', '{"text": "tea at four\\ntea"}'],
    ['{"a": 1}', '{"b": 2}', '{"a": 1, "b": 2}'],
    ['{"a": 1.0}', '{"a": 1.0}', '{"a": 1.0}'],
    ['{"a": 12345678901234567890}', '{"a": 3}', '{"a": "12345678901234567890\\n3"}'],
    ['{"a": ["x", 1]}', '{"a": ["x", 2]}', '{"a": ["x", 1, 2]}'],
    ['{"a": "x"}', '{"a": ["y"]}', '{"a": ["x", "y"]}'],
    ['{"a": {"b": 1}}', '{"a": {"c": 2}}', '{"a": {"b": 1, "c": 2}}'],
    ['{"a": {"b": 1}}', '{"a": "x"}', '{"a": [{"b": 1}, "x"]}'],
    ['{"a": null}', '{"a": "x"}', '{"a": "x"}'],
    ['{"a": true}', '{"a": false}', '{"a": "yes\\nno"}'],
  ])('%s and %s', (one, other, expected) => {
    expect(joined(one, other)).toBe(expected)
  })

  test('neither is changed by it, and one with itself stays what it is', () => {
    const [one, other] = [object('{"a": {"b": [1]}, "c": "x"}'), object('{"a": {"b": [2]}, "d": null}')]
    const before = [writeJson(one), writeJson(other)]
    joinValues(one, other)
    expect([writeJson(one), writeJson(other)]).toEqual(before)
    expect(sameJson(joinValues(one, one), one)).toBe(true)
  })
})
