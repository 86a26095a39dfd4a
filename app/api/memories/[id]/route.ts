import { answerReader } from '@/lib/answer'
import { getMemory } from '@/lib/store/read'

/** One memory, or null: absent and somebody else's are the same answer. */
export function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerReader(request, async (viewer) => getMemory(viewer, (await params).id))
}
