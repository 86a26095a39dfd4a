import { answer } from '@/lib/answer'
import { idsOnMap } from '@/lib/store/map/map'
import { mapAsked, printAsked } from '../../../../(user)/memories/map/asked'

/** The address of each memory on the map, in the order of its points. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async (viewer) =>
    idsOnMap(viewer, { ...(await mapAsked(request)), print: printAsked(request) }),
  )
}
