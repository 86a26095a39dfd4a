import { answer } from '@/lib/answer'
import { memoriesOnMap } from '@/lib/store/map/map'
import { mapAsked, pointsAsked, printAsked } from '../../../../(user)/memories/map/asked'

/** The memories at some points of the map; null where one has gone since. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async (viewer) =>
    memoriesOnMap(viewer, {
      ...(await mapAsked(request)),
      print: printAsked(request),
      points: pointsAsked(request),
    }),
  )
}
