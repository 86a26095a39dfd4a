// The search entries (vectors) a value gets: which texts, under which field names, embedded before any transaction.
import { type EmbeddedText, embeddedTexts, type IndexChoice } from '@/lib/langgraph/embedded-text'
import { type Json, parseJson } from '@/lib/shared/json-text'
import type { EmbedderPrint, MemoryStore } from '../memory-store'

/** Rows of store_vectors to be: field names and array literals of doubles. */
export type SearchEntries = { fields: string[]; vectors: string[] }

/**
 * Embeds what the store would embed for `value`.
 * @throws Expected `embedding-unavailable`; nothing has been written then
 */
export async function makeSearchEntries(store: MemoryStore, value: Json, index?: IndexChoice): Promise<SearchEntries> {
  const texts: EmbeddedText[] = embeddedTexts(value, store.fields, index)
  const vectors = await store.embedder.embed(texts.map(({ text }) => text))
  return { fields: texts.map(({ field }) => field), vectors: vectors.map(arrayLiteral) }
}

/**
 * Makes the search entries of a kept version anew: of the paths that had one.
 * @throws Expected `embedding-unavailable`
 */
export async function remakeSearchEntries(
  store: MemoryStore,
  kept: { value: string; embedder: string; fields: readonly string[] },
): Promise<SearchEntries> {
  const value = parseJson(kept.value)
  if (!(value instanceof Map) || kept.fields.length === 0) return { fields: [], vectors: [] }
  const [, , fields] = JSON.parse(kept.embedder) as EmbedderPrint
  return makeSearchEntries(store, value, indexOf(kept.fields, fields))
}

/**
 * float8[] as text: JavaScript prints a double so that it reads back the same, and Postgres then rounds it to float4
 * exactly as it does for the agent. (A vector literal can differ in the last bit next to a midpoint.)
 */
export function arrayLiteral(vector: readonly number[]): string {
  return `{${vector.join(',')}}`
}

/**
 * The `index` that a put must have had to leave these field names: an edit embeds the same paths again. Undefined (the
 * configured fields) unless an entry lies outside of them; upstream does not store the choice.
 */
export function indexOf(stored: readonly string[], configured: readonly string[]): IndexChoice {
  const paths = pathsOf(stored, configured)
  return paths.every((path) => configured.includes(path)) ? undefined : paths
}

/** The different paths that these field names are texts of. */
export function pathsOf(stored: readonly string[], configured: readonly string[]): string[] {
  const names = new Set(stored)
  const pathOf = (name: string): string => {
    if (configured.includes(name)) return name
    const position = /^(.*)\.(\d+)$/s.exec(name)
    const [, path, number] = position ?? []
    if (path === undefined || number === undefined) return name
    // `tags.0` is one of several texts at `tags` when `tags` is configured or `tags.1` (or .0) is there too
    const isOneOfSeveral = configured.includes(path) || names.has(`${path}.${number === '0' ? 1 : 0}`)
    return isOneOfSeveral ? path : name
  }
  return [...new Set(stored.map(pathOf))]
}
