// Search entries in a file: what they were made from, so that they can be made again, and on demand the vectors themselves.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { embeddedTexts, type IndexChoice } from '@/lib/langgraph/embedded-text'
import type { Json } from '@/lib/shared/json-text'
import type { PortableEntries } from '@/lib/transfer/lines'
import { arrayLiteral, pathsOf, type SearchEntries } from '../change/search-entries'
import { embedderPrint, type MemoryStore } from '../memory-store'

/**
 * The `index` with which {@link embeddedTexts} gives just these field names again, where there is one. Entries that an agent
 * left behind from an earlier value have none; then it is the closest that keeps the memory searchable.
 * @param stored field names of the stored entries
 */
export function travellingIndex(value: Json, stored: readonly string[], configured: readonly string[]): IndexChoice {
  if (stored.length === 0) return false
  const gives = (index: IndexChoice) => embeddedTexts(value, configured, index).map(({ field }) => field)
  if (sameNames(gives(undefined), stored)) return undefined
  const paths = pathsOf(stored, configured)
  if (sameNames(gives(paths), stored)) return paths
  // the whole value, `$`, is a choice of the configuration only; as a path of its own it would lead nowhere
  return paths.every((path) => configured.includes(path)) || gives(paths).length === 0 ? undefined : paths
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  const names = new Set(b)
  return a.length === names.size && a.every((name) => names.has(name))
}

type Bound = { json: string; index: IndexChoice }

/**
 * Stored vectors, ready to travel.
 * @param bound the value as Postgres writes it, and its travelling index
 * @param vectors Postgres arrays of 4-byte floats, such as `{0.1,-2e-05}`, in the order of `fields`
 */
export function toPortable(
  store: MemoryStore,
  bound: Bound,
  fields: readonly string[],
  vectors: readonly string[],
): PortableEntries {
  const encoder = embedderPrint(store)
  const pairs = fields.map((field, at): [string, string] => [field, base64Of(vectors[at] ?? '{}')])
  return { encoder, proof: proofOf(store, encoder, bound, pairs), vectors: pairs }
}

/**
 * The vectors of a file, if they were written by this installation for this very value and its encoder is still the same;
 * null where they must be made anew.
 */
export function fromPortable(store: MemoryStore, bound: Bound, entries: PortableEntries): SearchEntries | null {
  const { encoder, proof, vectors } = entries
  if (encoder !== embedderPrint(store)) return null
  const [given, expected] = [Buffer.from(proof), Buffer.from(proofOf(store, encoder, bound, vectors))]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return {
    fields: vectors.map(([field]) => field),
    vectors: vectors.map(([, floats]) => arrayLiteral(floatsOf(floats))),
  }
}

/** HMAC-SHA-256 in base64url. A value that was changed in the file does not keep the entries of what it was. */
function proofOf(store: MemoryStore, encoder: string, { json, index }: Bound, vectors: [string, string][]): string {
  const sorted = [...vectors].sort(([a], [b]) => (a < b ? -1 : 1))
  return createHmac('sha256', store.pseudonymKey)
    .update(JSON.stringify(['search entries', encoder, json, index ?? 'default', sorted]))
    .digest('base64url')
}

function base64Of(array: string): string {
  const numbers = array === '{}' ? [] : array.slice(1, -1).split(',').map(Number)
  const bytes = Buffer.alloc(numbers.length * 4)
  for (const [at, number] of numbers.entries()) bytes.writeFloatLE(number, at * 4)
  return bytes.toString('base64')
}

function floatsOf(base64: string): number[] {
  const bytes = Buffer.from(base64, 'base64')
  return Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4))
}
