// The memories nearest to one that is stored, by the search entries that both have: nothing is embedded.

import type { Memory, MemorySearch } from '@/lib/shared/memory'
import { textIn } from '@/lib/shared/text'
import { shapeOf } from '@/lib/shared/value-words'
import { SIMILAR } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { noSuchMemory } from '../change/write-checks'
import { prefixBelow } from '../memory-row'
import type { Scope } from '../memory-store'
import { getMemory } from '../read'
import { type SearchRequest, search } from './search'
import type { Ranking } from './search-sql'

export type SimilarRequest = Omit<SearchRequest, 'query' | 'members'> & { id: string }

/** So much of a memory without search entries is compared by its words. */
const WORDS = 400

/**
 * Memories by closeness to the memory at `id`, itself left out: of all entries of both, the two that are closest count.
 * Where it has no entry, or an empty one, words are compared instead (`mode: 'words'`): its own, as far as they fit.
 * @throws Expected `not-found` (absent and not theirs are the same), `database-unavailable`
 */
export const findSimilar = traced(SIMILAR, similarTo)

async function similarTo(scope: Scope, { id, ...request }: SimilarRequest): Promise<MemorySearch> {
  const memory = await getMemory(scope, id)
  if (memory === null) throw noSuchMemory()
  const like = { prefix: prefixBelow(scope, memory.child), key: memory.key }
  const about = { query: '', like: { id, key: memory.key } }
  if (memory.searchable) {
    const found = await search(scope, { ...request, query: '', like }, 'meaning', null)
    // an entry without a direction is close to nothing
    if (found.placed.meaning > 0 || found.total <= 1) return { ...found, ...about }
  }
  return { ...(await search(scope, { ...request, query: questionOf(memory), like }, 'words', null)), ...about }
}

/** What a search for the like of a memory compares; see {@link findSimilar}. Null when there is no such memory. */
export async function similarRanking(scope: Scope, id: string): Promise<Ranking | null> {
  const memory = await getMemory(scope, id)
  if (memory === null) return null
  const like = { prefix: prefixBelow(scope, memory.child), key: memory.key }
  return memory.searchable
    ? { query: '', embedding: null, like, mode: 'meaning' }
    : { query: questionOf(memory), embedding: null, like, mode: 'words' }
}

function questionOf(memory: Memory): string {
  return [...wordsOf(memory)].slice(0, WORDS).join('')
}

/** What the memory says, without the names of its fields: many have those in common. */
function wordsOf({ json, key }: Memory): string {
  const shape = shapeOf(json, textIn('en'), Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)
  if (shape.kind !== 'pairs') return shape.kind === 'words' ? shape.text : key
  return shape.leaves.flatMap(({ text, said }) => (said ? [text] : [])).join(' ')
}
