import { answer } from '@/lib/answer'
import { SELECTION_LIMIT } from '@/lib/shared/job'
import { leftBy } from '@/lib/store/jobs/job'

/** What a job left of its selection. */
export function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answer(request, async (viewer) => leftBy(viewer, (await params).id, SELECTION_LIMIT))
}
