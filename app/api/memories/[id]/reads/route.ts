import { answer } from '@/lib/answer'
import { readsOfMemory } from '@/lib/store/looks'

/** The last two times that an agent was handed a memory, and how many are kept; of somebody else's, as of one that never was. */
export function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answer(request, async (viewer) => readsOfMemory(viewer, (await params).id, { limit: 2 }))
}
