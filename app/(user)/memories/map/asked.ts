// What a request about the map asks for.
import { Expected } from '@/lib/errors'
import { readFilter } from '@/lib/shared/filter'
import type { MapAsked } from '@/lib/store/map/map'
import { readTimeZone } from '../../../time-zone'
import { ROWS_AT_ONCE } from './address'

export async function mapAsked(request: Request): Promise<MapAsked> {
  return { filter: readFilter(new URL(request.url).searchParams), timeZone: await readTimeZone() }
}

/** Of the map that the numbers of points are from. */
export function printAsked(request: Request): string {
  return new URL(request.url).searchParams.get('print') ?? ''
}

/** @throws Expected `invalid` unless it is a list of at most 50 whole numbers */
export function pointsAsked(request: Request): number[] {
  const text = new URL(request.url).searchParams.get('at') ?? ''
  const points = text.split(',').map(Number)
  if (!/^\d{1,6}(,\d{1,6})*$/.test(text) || points.length > ROWS_AT_ONCE)
    throw new Expected('invalid', 'This part of the map does not exist. Open the map anew.')
  return points
}
