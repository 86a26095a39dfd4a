// JSON that survives: numbers keep the digits they were written with, keys keep their order, errors say where and what to do.

/** A JSON number as it was written. `1.0` and `12345678901234567890` stay exactly that. */
export class JsonNumber {
  constructor(readonly raw: string) {}
  /** True for numbers that Python reads as `int`: no point, no exponent. */
  get isInteger(): boolean {
    return !/[.eE]/.test(this.raw)
  }
}

export type Json = null | boolean | string | JsonNumber | Json[] | JsonObject
export type JsonObject = Map<string, Json>

/** What can be wrong; said in words by lib/shared/json-problem.ts, which reading a list does not need. */
export type JsonFault =
  | 'open text'
  | 'tab'
  | 'control character'
  | 'short \\u'
  | 'lone backslash'
  | 'comma before }'
  | 'comma before ]'
  | 'open object'
  | 'no name'
  | 'no colon'
  | 'ends before }'
  | 'ends before ]'
  | 'no comma or }'
  | 'no comma or ]'
  | 'too deep'
  | 'no value'
  | 'no such value'
  | 'more follows'

/** What is wrong with a JSON text, where (1-based), and the word that it is about. */
export type JsonProblem = { fault: JsonFault; line: number; column: number; found: string }

/** Thrown by {@link parseJson}. */
export class JsonSyntaxError extends Error {
  constructor(readonly problem: JsonProblem) {
    super(`JSON: ${problem.fault} in line ${problem.line}`)
    this.name = 'JsonSyntaxError'
  }
}

/** Deeper than this is refused while parsing: recursion must not be at the mercy of a stored value. */
export const PARSER_DEPTH = 512

/**
 * Parses RFC 8259 JSON losslessly. Duplicate keys: the last one wins, as in Python and in jsonb.
 * @throws JsonSyntaxError with what is wrong and where
 */
export function parseJson(text: string): Json {
  let at = 0

  const fail = (fault: JsonFault, found = '', where = at): never => {
    const before = text.slice(0, where)
    throw new JsonSyntaxError({
      fault,
      line: before.split('\n').length,
      column: where - before.lastIndexOf('\n'),
      found,
    })
  }
  const skip = () => {
    while (at < text.length && ' \n\r\t'.includes(text.charAt(at))) at++
  }
  const seen = (from = at): string => {
    const word = /^[\p{L}\p{N}_+.-]+/u.exec(text.slice(from, from + 40))?.[0]
    return word ?? String.fromCodePoint(text.codePointAt(from) ?? 32)
  }

  const string = (): string => {
    const start = at++
    for (;;) {
      const character = text[at]
      if (character === undefined || character === '\n') return fail('open text', '', start)
      if (character === '"') break
      if (character < ' ') return fail(character === '\t' ? 'tab' : 'control character')
      if (character === '\\') {
        const escaped = text[at + 1]
        if (escaped === 'u' && !/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return fail('short \\u')
        if (escaped === undefined || !'"\\/bfnrtu'.includes(escaped)) return fail('lone backslash')
        at++
      }
      at++
    }
    at++
    return JSON.parse(text.slice(start, at)) as string
  }

  const object = (depth: number): JsonObject => {
    const members: JsonObject = new Map()
    at++
    skip()
    if (text[at] === '}') {
      at++
      return members
    }
    for (;;) {
      skip()
      if (text[at] === '}') return fail('comma before }', '', lastComma())
      if (text[at] !== '"') return text[at] === undefined ? fail('open object') : fail('no name', seen())
      const name = string()
      skip()
      if (text[at] !== ':') return fail('no colon', name.slice(0, 40))
      at++
      const value = parseValue(depth + 1)
      members.set(name, value)
      if (!more('{')) return members
    }
  }

  const array = (depth: number): Json[] => {
    const items: Json[] = []
    at++
    skip()
    if (text[at] === ']') {
      at++
      return items
    }
    for (;;) {
      skip()
      if (text[at] === ']') return fail('comma before ]', '', lastComma())
      items.push(parseValue(depth + 1))
      if (!more('[')) return items
    }
  }

  const lastComma = (): number => text.lastIndexOf(',', at)

  const more = (open: '{' | '['): boolean => {
    skip()
    const character = text[at]
    if (character === ',') {
      at++
      return true
    }
    if (character === (open === '{' ? '}' : ']')) {
      at++
      return false
    }
    if (character === undefined) return fail(open === '{' ? 'ends before }' : 'ends before ]')
    return fail(open === '{' ? 'no comma or }' : 'no comma or ]', seen())
  }

  const parseValue = (depth: number): Json => {
    if (depth > PARSER_DEPTH) return fail('too deep')
    skip()
    const character = text[at]
    if (character === undefined) return fail('no value')
    if (character === '{') return object(depth)
    if (character === '[') return array(depth)
    if (character === '"') return string()
    const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(text.slice(at))?.[0]
    if (number !== undefined && !/^[\p{L}\p{N}_.]/u.test(text.slice(at + number.length, at + number.length + 2))) {
      at += number.length
      return new JsonNumber(number)
    }
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (text.startsWith(word, at) && !/^[\p{L}\p{N}_]/u.test(text.slice(at + word.length, at + word.length + 2))) {
        at += word.length
        return value
      }
    }
    return fail('no such value', seen())
  }

  const value = parseValue(0)
  skip()
  if (at < text.length) fail('more follows', seen())
  return value
}

/** Writes JSON in one line, numbers as they were read. Inverse of {@link parseJson} up to white space. */
export function writeJson(value: Json): string {
  if (value instanceof JsonNumber) return value.raw
  if (Array.isArray(value)) return `[${value.map(writeJson).join(', ')}]`
  if (value instanceof Map)
    return `{${[...value].map(([name, item]) => `${JSON.stringify(name)}: ${writeJson(item)}`).join(', ')}}`
  return JSON.stringify(value)
}

/** Writes JSON on several lines for a person to read and edit: two spaces, short arrays in one line. */
export function prettyJson(value: Json, indent = ''): string {
  const inner = `${indent}  `
  if (value instanceof Map) {
    if (value.size === 0) return '{}'
    return `{\n${[...value].map(([name, item]) => `${inner}${JSON.stringify(name)}: ${prettyJson(item, inner)}`).join(',\n')}\n${indent}}`
  }
  if (Array.isArray(value)) {
    const line = writeJson(value)
    if (indent.length + line.length <= 80) return line
    return `[\n${value.map((item) => inner + prettyJson(item, inner)).join(',\n')}\n${indent}]`
  }
  return writeJson(value)
}

/** True when both hold the same data: numbers by their digits, objects regardless of order. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a instanceof JsonNumber || b instanceof JsonNumber)
    return a instanceof JsonNumber && b instanceof JsonNumber && a.raw === b.raw
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameJson(item, b[index]))
    )
  if (a instanceof Map || b instanceof Map)
    return (
      a instanceof Map &&
      b instanceof Map &&
      a.size === b.size &&
      [...a].every(([name, item]) => b.has(name) && sameJson(item, b.get(name)))
    )
  return a === b
}
