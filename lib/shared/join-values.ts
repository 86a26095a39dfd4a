// Two values put together, for a person to make one of: what is the same stands once, what differs stands one after the other.
import { type Json, JsonNumber, type JsonObject, sameJson } from './json-text'

/** All members of both; nothing of either is lost. */
export function joinValues(first: JsonObject, second: JsonObject): JsonObject {
  const joined: JsonObject = new Map(first)
  for (const [name, item] of second) {
    const there = joined.get(name)
    joined.set(name, there === undefined ? item : joinItems(there, item))
  }
  return joined
}

function joinItems(first: Json, second: Json): Json {
  if (sameJson(first, second) || second === null || second === '') return first
  if (first === null || first === '') return second
  if (first instanceof Map && second instanceof Map) return joinValues(first, second)
  if (Array.isArray(first) || Array.isArray(second)) {
    const [items, others] = [listOf(first), listOf(second)]
    return [...items, ...others.filter((item) => !items.some((one) => sameJson(one, item)))]
  }
  if (first instanceof Map || second instanceof Map) return [first, second]
  return `${textOf(first)}\n${textOf(second)}`
}

function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [value]
}

function textOf(value: Exclude<Json, Json[] | JsonObject>): string {
  if (value instanceof JsonNumber) return value.raw
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}
