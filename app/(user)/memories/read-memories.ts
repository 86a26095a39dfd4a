// The list for a view: the same for the page's first HTML and for the browser's re-reads.
import type { MemoryPage, MemorySearch } from '@/lib/shared/memory'
import { listMemories } from '@/lib/store/browse'
import type { Viewer } from '@/lib/store/memory-store'
import { countSearch } from '@/lib/store/rate-limit'
import { searchMemories, searchMemoriesByMeaning } from '@/lib/store/search'
import type { View } from './search'

const RESULTS = 10
const JOURNAL = 50

export async function readMemories(viewer: Viewer, view: View, timeZone: string): Promise<MemoryPage | MemorySearch> {
  if (view.q !== '') {
    await countSearch(viewer)
    const search = view.by === 'meaning' ? searchMemoriesByMeaning : searchMemories
    return search(viewer, { query: view.q, limit: RESULTS, offset: view.skip })
  }
  return listMemories(viewer, {
    limit: JOURNAL,
    after: view.after ?? undefined,
    before: view.before ?? undefined,
    timeZone,
  })
}
