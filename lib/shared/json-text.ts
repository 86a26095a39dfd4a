// JSON that survives: numbers keep the digits they were written with, keys keep their order, errors say where and what to do.
import { inEnglish, type Sentence, sentence } from './text'

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

/** What is wrong with a JSON text, where (1-based), and how to mend it. */
export type JsonProblem = { line: number; column: number; sentence: Sentence }

/** Thrown by {@link parseJson}; `problem.sentence` can be shown to a person. */
export class JsonSyntaxError extends Error {
  constructor(readonly problem: JsonProblem) {
    super(inEnglish(problem.sentence))
    this.name = 'JsonSyntaxError'
  }
}

/** Deeper than this is refused while parsing: recursion must not be at the mercy of a stored value. */
const PARSER_DEPTH = 512

/**
 * Parses RFC 8259 JSON losslessly. Duplicate keys: the last one wins, as in Python and in jsonb.
 * @throws JsonSyntaxError with line, column and a sentence
 */
export function parseJson(text: string): Json {
  let at = 0

  const fail = (problem: Sentence, where = at): never => {
    const before = text.slice(0, where)
    const line = before.split('\n').length
    throw new JsonSyntaxError({
      line,
      column: where - before.lastIndexOf('\n'),
      sentence: sentence('Line {line}: {problem}', { line: String(line), problem }),
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
      if (character === undefined || character === '\n')
        return fail(sentence('a text is not closed. Add the missing quotation mark.'), start)
      if (character === '"') break
      if (character < ' ')
        return character === '\t'
          ? fail(sentence('a control character stands inside a text. Write it as \\t.'))
          : fail(sentence('a control character stands inside a text. Write it as \\n or \\u00….'))
      if (character === '\\') {
        const escaped = text[at + 1]
        if (escaped === 'u' && !/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6)))
          return fail(sentence('\\u needs four hexadecimal digits, such as \\u00e9.'))
        if (escaped === undefined || !'"\\/bfnrtu'.includes(escaped))
          return fail(sentence('a backslash stands alone. Write \\\\ for a backslash.'))
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
      if (text[at] === '}')
        return fail(sentence('a comma stands before the closing brace. Remove it to save.'), lastComma())
      if (text[at] !== '"')
        return text[at] === undefined
          ? fail(sentence('the text ends inside an object. Close it with }.'))
          : fail(sentence('a name in quotation marks is expected, not {found}.', { found: seen() }))
      const name = string()
      skip()
      if (text[at] !== ':') return fail(sentence('a colon is missing after "{name}".', { name: name.slice(0, 40) }))
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
      if (text[at] === ']')
        return fail(sentence('a comma stands before the closing bracket. Remove it to save.'), lastComma())
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
    if (character === undefined)
      return open === '{'
        ? fail(sentence('the text ends too early. Close it with a brace.'))
        : fail(sentence('the text ends too early. Close it with a bracket.'))
    return open === '{'
      ? fail(sentence('a comma or a closing brace is missing before {found}.', { found: seen() }))
      : fail(sentence('a comma or a closing bracket is missing before {found}.', { found: seen() }))
  }

  const parseValue = (depth: number): Json => {
    if (depth > PARSER_DEPTH)
      return fail(sentence('the value is nested more than {levels} levels deep.', { levels: PARSER_DEPTH }))
    skip()
    const character = text[at]
    if (character === undefined) return fail(sentence('a value is missing.'))
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
    return unknownWord(seen(), fail)
  }

  const value = parseValue(0)
  skip()
  if (at < text.length) fail(sentence('the value has ended, but {found} follows. Remove it.', { found: seen() }))
  return value
}

function unknownWord(word: string, fail: (problem: Sentence) => never): never {
  if (/^[-+]?(nan|inf(inity)?)$/i.test(word))
    return fail(sentence('{word} is not a number that can be stored. Use null or a text.', { word }))
  if (/^(True|False|None|undefined)$/.test(word))
    return fail(
      sentence('{word} is not JSON. Write {instead}.', {
        word,
        instead: { True: 'true', False: 'false' }[word] ?? 'null',
      }),
    )
  if (/^[-+.]?\d/.test(word))
    return fail(sentence('{word} is not a number. Numbers look like 12, -3.5 or 1e6.', { word }))
  if (word.startsWith("'")) return fail(sentence('texts stand in double quotation marks, not single ones.'))
  return fail(sentence('{word} is not a value. Texts stand in quotation marks.', { word }))
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
