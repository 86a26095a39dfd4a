// What may be stored as a memory. Checked while typing, again on the server, and always before an embedding call is spent.
import { jsonProblemInLine } from './json-problem'
import { type Json, JsonNumber, type JsonObject, JsonSyntaxError, parseJson, writeJson } from './json-text'
import { type Sentence, sentence } from './text'

/** Stated limits: deep or large values make the agent's own reads slow or impossible. */
export const VALUE_LIMITS = {
  /** Levels of objects and lists. */
  depth: 64,
  /** UTF-8 bytes of the JSON text. */
  bytes: 65_536,
  /** Python's json.loads raises beyond this many digits (sys.int_info.default_max_str_digits). */
  integerDigits: 4_300,
  /** Digits after the point that Postgres can store. */
  decimals: 16_383,
  /** UTF-8 bytes of namespace, key and field name together: a btree row holds 2,704. */
  address: 2_600,
} as const

export type ValueProblem = { sentence: Sentence; line: number | null }
export type CheckedValue = { ok: true; value: JsonObject } | { ok: false; problem: ValueProblem }

/** Parses and checks the text of a value. Never throws. */
export function checkValueText(text: string): CheckedValue {
  const refuse = (sentence: Sentence, line: number | null = null): CheckedValue => ({
    ok: false,
    problem: { sentence, line },
  })
  if (text.length > READ_AT_MOST) return refuse(tooLarge(text.length))
  if (!text.isWellFormed()) return refuse(loneSurrogate)
  try {
    const value = parseJson(text)
    const problem = problemOf(value)
    if (problem !== null) return refuse(problem)
    if (!(value instanceof Map)) return refuse(notAnObject)
    // what is stored counts, not the spaces and lines it is edited with
    const bytes = new TextEncoder().encode(writeJson(value)).length
    return bytes > VALUE_LIMITS.bytes ? refuse(tooLarge(bytes)) : { ok: true, value }
  } catch (error) {
    if (error instanceof JsonSyntaxError) return refuse(jsonProblemInLine(error.problem), error.problem.line)
    throw error
  }
}

/** Longer texts are not even read: they could not be stored however they are written. */
const READ_AT_MOST = 1_000_000

function tooLarge(bytes: number): Sentence {
  return sentence('A memory can be at most 64 kB; this one has {size} kB. Split it into several.', {
    size: Math.ceil(bytes / 1024),
  })
}

/**
 * Why a stored value cannot be edited here, or null: an agent may have written more than can be written here, and an edit
 * must not begin with less than what is there.
 */
export function editProblem(json: string | null): Sentence | null {
  if (json === null) return sentence('It is too large to be edited here.')
  const checked = checkValueText(json)
  return checked.ok ? null : checked.problem.sentence
}

const notAnObject = sentence(
  'A memory is a JSON object: put the value in braces, such as {"text": …}. The agent cannot read anything else.',
)
const loneSurrogate = sentence(
  'The text holds half of a character (a lone surrogate), which cannot be stored. Delete it and type it anew.',
)

function problemOf(value: Json): Sentence | null {
  if (!(value instanceof Map)) return notAnObject
  const open: { item: Json; depth: number }[] = [{ item: value, depth: 1 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { item, depth } = next
    if (depth > VALUE_LIMITS.depth && (item instanceof Map || Array.isArray(item)))
      return sentence('A memory can be nested {levels} levels deep; this one goes deeper. Flatten it.', {
        levels: VALUE_LIMITS.depth,
      })
    if (typeof item === 'string') {
      const problem = problemOfText(item)
      if (problem !== null) return problem
    } else if (item instanceof JsonNumber) {
      const problem = problemOfNumber(item)
      if (problem !== null) return problem
    } else if (Array.isArray(item)) for (const inner of item) open.push({ item: inner, depth: depth + 1 })
    else if (item instanceof Map)
      for (const [name, inner] of item) {
        const problem = problemOfText(name)
        if (problem !== null) return problem
        open.push({ item: inner, depth: depth + 1 })
      }
  }
  return null
}

function problemOfText(text: string): Sentence | null {
  if (text.includes('\u0000'))
    return sentence('The text holds a NUL character (\\u0000), which Postgres cannot store. Remove it.')
  return text.isWellFormed() ? null : loneSurrogate
}

function problemOfNumber(number: JsonNumber): Sentence | null {
  if (number.isInteger)
    return number.raw.length > VALUE_LIMITS.integerDigits
      ? sentence('A number has more than {digits} digits, which the agent cannot read. Write it as a text.', {
          digits: VALUE_LIMITS.integerDigits,
        })
      : null
  if (!Number.isFinite(Number(number.raw)))
    return sentence('{number} is larger than any number that can be stored. Write it as a text.', {
      number: number.raw.slice(0, 20),
    })
  const [, fraction = '', exponent = '0'] = /^[^.eE]*(?:\.(\d+))?(?:[eE](.+))?$/.exec(number.raw) ?? []
  return Math.max(fraction.length - Number(exponent), Number(exponent)) > VALUE_LIMITS.decimals
    ? sentence('{number} has more decimals than can be stored. Write it as a text.', {
        number: number.raw.slice(0, 20),
      })
    : null
}

/**
 * What is wrong with a key for a new memory, or null.
 * @param prefix the namespace it would be stored under
 * @param fields field names of its search entries; they share the index row with prefix and key
 */
export function keyProblem(key: string, prefix = '', fields: readonly string[] = []): Sentence | null {
  if (key === '') return sentence('A memory needs a key, such as preferred_workspace.')
  if (key.includes('\u0000')) return sentence('The key holds a NUL character, which Postgres cannot store. Remove it.')
  if (!key.isWellFormed())
    return sentence('The key holds half of a character (a lone surrogate), which cannot be stored. Type it anew.')
  const size = (text: string) => new TextEncoder().encode(text).length
  const longest = Math.max(0, ...fields.map(size))
  const over = size(prefix) + size(key) + longest - VALUE_LIMITS.address
  return over > 0
    ? sentence('The key is {bytes} bytes too long for the store’s index. Shorten it.', { bytes: over })
    : null
}
