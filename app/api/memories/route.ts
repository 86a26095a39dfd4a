import { answerReader } from '@/lib/answer'
import { readMemories } from '../../(user)/memories/read-memories'
import { readView } from '../../(user)/memories/search'
import { readTimeZone } from '../../time-zone'

export function GET(request: Request): Promise<Response> {
  return answerReader(request, async (viewer) =>
    readMemories(viewer, readView(new URL(request.url).searchParams), await readTimeZone()),
  )
}
