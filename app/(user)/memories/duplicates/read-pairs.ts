// The pairs for a view: the same for the page's first HTML and for the browser's re-reads.
import type { PairPage } from '@/lib/shared/pairs'
import { listPairs } from '@/lib/store/duplicates'
import type { Viewer } from '@/lib/store/memory-store'
import type { PairsView } from './pairs-view'

const PAIRS = 10

export function readPairs(viewer: Viewer, view: PairsView): Promise<PairPage> {
  return listPairs(viewer, { ...view, limit: PAIRS })
}
