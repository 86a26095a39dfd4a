import { answerReader } from '@/lib/answer'
import { readFacets } from '../../(user)/memories/read-memories'
import { readFacetsWanted, readView } from '../../(user)/memories/search'
import { readTimeZone } from '../../time-zone'

/** Counts for the index and the filter menus. */
export function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams
  return answerReader(request, async (viewer) =>
    readFacets(viewer, readView(params), await readTimeZone(), readFacetsWanted(params)),
  )
}
