// What an agent may store: plain JavaScript where it is exactly JSON, or lossless JSON.
import { Expected } from '@/lib/errors'
import { type JsonObject, writeJson } from '@/lib/shared/json-text'

/** A value as plain JavaScript, or as lossless JSON where digits matter. */
export type MemoryValue = { readonly [name: string]: unknown } | JsonObject

/**
 * The text of JSON that is stored for `value`.
 * @throws Expected `invalid` for what JSON.stringify would silently change or leave out: NaN, infinities, undefined, functions,
 *   maps, sets and other objects of a class (a Date becomes its text, as its toJSON says), and for other roots
 */
export function jsonOf(value: MemoryValue): string {
  if (value instanceof Map) return writeJson(value)
  const json: unknown = JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'number' && !Number.isFinite(item))
      throw new Expected('invalid', `${item} is not a number that can be stored. Use null or a text.`)
    if (item === undefined)
      throw new Expected('invalid', 'undefined cannot be stored as JSON. Use null, or leave the member out.')
    if (typeof item === 'object' && item !== null && !Array.isArray(item) && !isPlain(item))
      throw new Expected(
        'invalid',
        `A ${item.constructor.name} cannot be stored as JSON. Pass plain objects, or lossless JSON as a whole.`,
      )
    if (typeof item === 'bigint' || typeof item === 'function' || typeof item === 'symbol')
      throw new Expected('invalid', `A ${typeof item} cannot be stored as JSON. Pass lossless JSON for large integers.`)
    return item
  })
  return typeof json === 'string' ? json : 'null'
}

function isPlain(item: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(item)
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null
}
