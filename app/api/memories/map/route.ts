import { answer } from '@/lib/answer'
import { memoryMap } from '@/lib/store/map/map'
import { mapAsked } from '../../../(user)/memories/map/asked'

export function GET(request: Request): Promise<Response> {
  return answer(request, async (viewer) => memoryMap(viewer, await mapAsked(request)))
}
