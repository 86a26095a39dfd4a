import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { WordDiff } from '@/components/ui/word-diff'
import { parseJson, sameJson } from '@/lib/shared/json-text'
import { textIn } from '@/lib/shared/text'
import { leafChanges } from '@/lib/shared/value-diff'

const english = textIn('en')
const changed = (before: string | null, after: string) =>
  leafChanges(before, after, english).map(({ label, before: from, after: to }) => `${label}: ${from} → ${to}`)

describe('what changed between two values', () => {
  test('is said field by field; the main text needs no label', () => {
    expect(
      changed(
        '{"text": "No meat", "since": 2018, "gone": "x", "same": [1, 2]}',
        '{"text": "No meat, fish is fine", "since": 2019, "same": [1, 2], "new": true}',
      ),
    ).toEqual([': No meat → No meat, fish is fine', 'since: 2018 → 2019', 'new: null → yes', 'gone: x → null'])
    expect(changed('{"a": 1, "text": "x", "b": 2}', '{"b": 3, "text": "x", "a": 1}')).toEqual(['b: 2 → 3'])
  })

  test('is said by the path to the leaf where a value is nested, and lists of plain things are one leaf', () => {
    expect(
      changed(
        '{"trip": {"city": "Lisbon", "days": [{"n": 1}, {"n": 2}], "tags": ["a", "b"]}}',
        '{"trip": {"city": "Porto", "days": [{"n": 1}, {"n": 3}, {"n": 4}], "tags": ["a", "c"]}}',
      ),
    ).toEqual([
      ': Lisbon → Porto',
      'trip › days › 2 › n: 2 → 3',
      'trip › days › 3 › n: null → 4',
      'trip › tags: a, b → a, c',
    ])
    expect(changed('{"a": {"b": 1}}', '{"a": "flat"}')).toEqual([': null → flat', 'a › b: 1 → null'])
  })

  test('two that read alike are shown as they are stored', () => {
    expect(changed('{"n": 1.0}', '{"n": 1.00}')).toEqual([': 1.0 → 1.00'])
    expect(changed('{"n": 2019}', '{"n": "2019"}')).toEqual([': 2019 → "2019"'])
    expect(changed('{"a": "", "b": 1}', '{"a": null, "b": 1}')).toEqual(['a: "" → null'])
    expect(changed('{"a": "yes", "b": ""}', '{"a": true, "b": ""}')).toEqual([': "yes" → true'])
    expect(changed('{"a_b": 1, "c": 2}', '{"a b": 1, "c": 2}')).toEqual(['a b: null → 1', 'a b: 1 → null'])
  })

  test('without an earlier value every leaf is new; of what is no object, the whole', () => {
    expect(changed(null, '{"text": "x", "n": 1}')).toEqual([': null → x', 'n: null → 1'])
    expect(changed('["a"]', '["b"]')).toEqual([': a → b'])
    expect(changed('{}', '{"a": 1}')).toEqual([': null → 1', ': nothing in it → null'])
  })

  test('T61: hidden characters are marks, names included', () => {
    expect(changed('{"t\u202e": "a", "u": "x"}', '{"t\u202e": "a\u200b", "u": "y"}')).toEqual([
      ': a → a⟨U+200B⟩',
      'u: x → y',
    ])
  })

  test('nothing is said exactly where both hold the same', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (a, b) => {
        expect(leafChanges(a, b, english).length === 0).toBe(sameJson(parseJson(a), parseJson(b)))
        expect(leafChanges(a, a, english)).toEqual([])
      }),
    )
  })
})

describe('a diff by words', () => {
  const html = (before: string, after: string, brief = true) =>
    renderToStaticMarkup(createElement(WordDiff, { before, after, brief, hand: true }))
  /** What is read when del or ins is left out. */
  const without = (markup: string, tag: 'del' | 'ins') =>
    markup
      .replace(new RegExp(`<${tag}[^>]*>.*?</${tag}>`, 'gs'), '')
      .replace(/<[^>]+>/g, '')
      .replaceAll('&#x27;', "'")
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')

  test('the whole of both texts can be read from it', () => {
    const word = fc.constantFrom('tea', 'green', 'meat', 'fish', 'or', ',', '.', 'Ä', '日本', '\n')
    const texts = fc.array(word, { maxLength: 30 }).map((words) => words.join(' ').trim())
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const markup = html(before, after, false)
        // spaces around a change stand outside of it, once
        const words = (text: string) => text.split(/\s+/).join(' ').trim()
        expect(words(without(markup, 'del'))).toBe(words(after))
        expect(words(without(markup, 'ins'))).toBe(words(before))
      }),
    )
  })

  test('in a list the stretch that stayed is cut to the neighbourhood of the changes', () => {
    const long = 'These words stay as they are. '.repeat(40)
    const markup = html(`${long}one ${long}two ${long}`, `${long}ONE ${long}TWO ${long}`)
    expect(markup.match(/class="gap"/g)).toHaveLength(3)
    expect(markup).toContain('<del>one</del><ins class="next">ONE</ins>')
    expect(markup.length).toBeLessThan(1_500)
    expect(without(html(`${long}one`, `${long}two`, false), 'del')).toBe(`${long}two`)
  })

  test('a long text that came is cut; markup in it is text', () => {
    const markup = html('', `<b>bold</b> ${'new '.repeat(400)}`)
    expect(markup).toContain('&lt;b&gt;bold&lt;/b&gt;')
    expect(markup.length).toBeLessThan(1_000)
    expect(markup).toContain('…</ins>')
  })

  test('two texts of 64 kB that have nothing in common are shown one after the other, soon', () => {
    const words = (seed: number) => Array.from({ length: 9_000 }, (_, at) => `w${(at * seed) % 7_919}`).join(' ')
    expect(html(words(3), words(5)).match(/<del>/g)).toHaveLength(1)
  })
})
