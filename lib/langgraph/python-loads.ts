// What Python's json.loads says of a text that it refuses, word for word (CPython 3.11 and 3.12: json/decoder.py, Modules/_json.c).
import { PARSER_DEPTH } from '@/lib/shared/json-text'

/**
 * The message of the `JSONDecodeError` that json.loads raises for `text`, such as `Expecting value: line 1 column 1 (char 0)`;
 * null where it accepts it: JSON, and NaN, Infinity and -Infinity. Nesting deeper than {@link PARSER_DEPTH} is not judged
 * (null); Python gives up on it as well, at a depth of its own.
 */
export function pythonLoadsProblem(text: string): string | null {
  if (text.startsWith('\ufeff')) return message(text, 'Unexpected UTF-8 BOM (decode using utf-8-sig)', 0)
  try {
    const end = new Scanner(text).document()
    return end < text.length ? message(text, 'Extra data', end) : null
  } catch (error) {
    if (error instanceof Refusal) return message(text, error.what, error.at)
    if (error instanceof TooDeep) return null
    throw error
  }
}

/** Lines and columns from 1, characters from 0, all in code points. */
function message(text: string, what: string, at: number): string {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  const column = codePoints(before.slice(before.lastIndexOf('\n') + 1)) + 1
  return `${what}: line ${line} column ${column} (char ${codePoints(before)})`
}

function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

class Refusal extends Error {
  constructor(
    readonly what: string,
    readonly at: number,
  ) {
    super(what)
  }
}

class TooDeep extends Error {}

/** Each method takes where something begins and returns where it has ended. */
class Scanner {
  constructor(readonly text: string) {}

  document(): number {
    return this.#space(this.#value(this.#space(0), 0))
  }

  #value(at: number, depth: number): number {
    if (depth > PARSER_DEPTH) throw new TooDeep()
    const character = this.text[at]
    if (character === '"') return this.#string(at)
    if (character === '{') return this.#members(at + 1, depth)
    if (character === '[') return this.#items(at + 1, depth)
    return this.#matched(/null|true|false|NaN|-?Infinity|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y, at)
  }

  #members(start: number, depth: number): number {
    let at = this.#space(start)
    if (this.text[at] === '}') return at + 1
    for (;;) {
      if (this.text[at] !== '"') throw new Refusal('Expecting property name enclosed in double quotes', at)
      at = this.#space(this.#string(at))
      if (this.text[at] !== ':') throw new Refusal("Expecting ':' delimiter", at)
      at = this.#space(this.#value(this.#space(at + 1), depth + 1))
      if (this.text[at] === '}') return at + 1
      at = this.#space(this.#comma(at))
    }
  }

  #items(start: number, depth: number): number {
    let at = this.#space(start)
    if (this.text[at] === ']') return at + 1
    for (;;) {
      at = this.#space(this.#value(at, depth + 1))
      if (this.text[at] === ']') return at + 1
      at = this.#space(this.#comma(at))
    }
  }

  #comma(at: number): number {
    if (this.text[at] !== ',') throw new Refusal("Expecting ',' delimiter", at)
    return at + 1
  }

  #string(start: number): number {
    for (let at = start + 1; at < this.text.length; ) {
      const character = this.text.charAt(at)
      if (character === '"') return at + 1
      if (character < ' ') throw new Refusal('Invalid control character at', at)
      at = character === '\\' ? this.#escape(at, start) : at + 1
    }
    throw new Refusal('Unterminated string starting at', start)
  }

  #escape(at: number, start: number): number {
    const kind = this.text[at + 1]
    if (kind === undefined) throw new Refusal('Unterminated string starting at', start)
    if (kind !== 'u') {
      if ('"\\/bfnrt'.includes(kind)) return at + 2
      throw new Refusal('Invalid \\escape', at)
    }
    // the scanner in C wants a character behind the digits
    if (/^[0-9a-fA-F]{4}./su.test(this.text.slice(at + 2, at + 8))) return at + 6
    throw new Refusal('Invalid \\uXXXX escape', at + 1)
  }

  #matched(pattern: RegExp, at: number): number {
    pattern.lastIndex = at
    if (pattern.test(this.text)) return pattern.lastIndex
    throw new Refusal('Expecting value', at)
  }

  #space(start: number): number {
    let at = start
    while (at < this.text.length && ' \t\n\r'.includes(this.text.charAt(at))) at++
    return at
  }
}
