import { answerReader } from '@/lib/answer'
import { listHistory } from '@/lib/store/change/history'

/** The last change of a memory and how many versions are known, or null: absent and somebody else's are the same answer. */
export function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerReader(request, async (viewer) => listHistory(viewer, { id: (await params).id, limit: 1 }))
}
