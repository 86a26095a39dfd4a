// The list for a view, and its facets: the same for the page's first HTML and for the browser's re-reads.
import type { Facets } from '@/lib/shared/facets'
import { countSearch } from '@/lib/store/access/rate-limit'
import { listMemories } from '@/lib/store/list/browse'
import { countFacets } from '@/lib/store/list/facets'
import type { Viewer } from '@/lib/store/memory-store'
import { searchAsAgent } from '@/lib/store/search/agent-view'
import { searchMemories, searchMemoriesByMeaning, searchMemoriesByWords } from '@/lib/store/search/search'
import { findSimilar } from '@/lib/store/search/similar'
import { type FacetsWanted, type Listing, sortOf, type View } from './search'

/** The agent's way has a list of its own. */
const SEARCHES = { together: searchMemories, meaning: searchMemoriesByMeaning, words: searchMemoriesByWords }

const RESULTS = 10
const JOURNAL = 50

export async function readMemories(viewer: Viewer, view: View, timeZone: string): Promise<Listing> {
  const { q, like, filter } = view
  const sort = sortOf(view)
  if (q !== '') {
    await countSearch(viewer)
    // the agent's tool takes no filter and no order, so neither applies
    if (view.by === 'agent') return searchAsAgent(viewer, { query: q, limit: RESULTS, offset: view.skip })
    return SEARCHES[view.by](viewer, { query: q, limit: RESULTS, offset: view.skip, filter, timeZone, sort })
  }
  if (like !== null) {
    await countSearch(viewer)
    return findSimilar(viewer, { id: like, limit: RESULTS, offset: view.skip, filter, timeZone, sort })
  }
  return listMemories(viewer, {
    limit: JOURNAL,
    after: view.after ?? undefined,
    before: view.before ?? undefined,
    timeZone,
    filter,
    sort: sort === 'relevance' ? 'newest' : sort,
  })
}

export async function readFacets(
  viewer: Viewer,
  { q, like, by, filter }: View,
  timeZone: string,
  { isMatching, find }: FacetsWanted,
): Promise<Facets> {
  if (like === null && (q === '' || !isMatching)) return countFacets(viewer, { filter, timeZone, find })
  await countSearch(viewer)
  const question = like === null ? { query: q, by: by === 'agent' ? ('together' as const) : by } : { like }
  return countFacets(viewer, { filter, timeZone, find, among: { question, isMatching } })
}
