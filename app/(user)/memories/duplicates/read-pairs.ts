// The pairs for a view: the same for the page's first HTML and for the browser's re-reads.
import type { PairPage } from '@/lib/shared/pairs'
import type { Viewer } from '@/lib/store/memory-store'
import { listPairs } from '@/lib/store/pairs/duplicates'
import type { PairsView } from './pairs-view'

const PAIRS = 10

export function readPairs(viewer: Viewer, view: PairsView): Promise<PairPage> {
  return listPairs(viewer, { ...view, limit: PAIRS })
}
