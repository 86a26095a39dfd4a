import { answer } from '@/lib/answer'
import { readPairsView } from '../../../(user)/memories/duplicates/pairs-view'
import { readPairs } from '../../../(user)/memories/duplicates/read-pairs'

export function GET(request: Request): Promise<Response> {
  return answer(request, (viewer) => readPairs(viewer, readPairsView(new URL(request.url).searchParams)))
}
