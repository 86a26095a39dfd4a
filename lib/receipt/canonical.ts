// One text for one value, by RFC 8785 (JSON Canonicalization Scheme): whoever has the value can write the bytes that were signed.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * Names in the order of their UTF-16 units at every level, numbers and texts as ECMAScript writes them, and no space.
 * @throws TypeError for what has no such text: a number that is none, a surrogate without its other half
 */
export function canonical(value: Json): string {
  if (typeof value === 'string') return textOf(value)
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is no number of JSON`)
  if (value === null || typeof value !== 'object') return literal(value)
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  const names = Object.keys(value).sort() // by UTF-16 units, as JavaScript compares
  return `{${names.map((name) => `${textOf(name)}:${canonical(value[name] as Json)}`).join(',')}}`
}

function textOf(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a text that is not well-formed Unicode')
  return JSON.stringify(text)
}

function literal(value: unknown): string {
  const text: string | undefined = JSON.stringify(value)
  if (text === undefined) throw new TypeError('a value that JSON has not')
  return text
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value)
