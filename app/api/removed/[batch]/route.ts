import { answer } from '@/lib/answer'
import { listRemoved } from '@/lib/store/change/undoable'
import { PAGE } from '../../../(user)/memories/removed/[batch]/removed-query'

/** What was removed together and can still be brought back; `after` is the last one of the page before. */
export function GET(request: Request, { params }: { params: Promise<{ batch: string }> }): Promise<Response> {
  return answer(request, async (viewer) => {
    const after = new URL(request.url).searchParams.get('after')
    return listRemoved(viewer, (await params).batch, { limit: PAGE, ...(after === null ? {} : { after }) })
  })
}
