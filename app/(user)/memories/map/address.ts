// What the map's page shows, defined once: address ⇄ view ⇄ request ⇄ query.
import { queryOptions } from '@tanstack/react-query'
import type { Route } from 'next'
import { filterParams, type MemoryFilter, readFilter } from '@/lib/shared/filter'
import type { Memory } from '@/lib/shared/memory'
import type { PackedMap } from '@/lib/shared/memory-map'
import { read } from '../read'
import { START, type View } from '../search'

export const TABLE_ORDERS = ['largest', 'smallest', 'a-z', 'z-a'] as const
export type TableOrder = (typeof TABLE_ORDERS)[number]

export type MapView = {
  filter: MemoryFilter
  /** The same memories as a picture or as a table. */
  as: 'map' | 'table'
  /** The group that is picked out on the map, or spread out in the table. */
  group: number | null
  /** Memories to skip in the group that is spread out. */
  skip: number
  order: TableOrder
  /** The memory that is open beside it. */
  open: string | null
}

/** Rows that are asked for in one request. */
export const ROWS_AT_ONCE = 50

/** Reads an address; what it cannot mean is left out. */
export function readMapView(params: URLSearchParams): MapView {
  const open = params.get('open')
  const order = params.get('order')
  return {
    filter: readFilter(params),
    as: params.get('as') === 'table' ? 'table' : 'map',
    group: whole(params.get('group')),
    skip: whole(params.get('skip')) ?? 0,
    order: TABLE_ORDERS.find((one) => one === order) ?? 'largest',
    open: open !== null && /^[A-Za-z0-9_-]+$/.test(open) ? open : null,
  }
}

/** Inverse of {@link readMapView}; the same view always gives the same address. */
export function mapHref(view: Partial<MapView> & Pick<MapView, 'filter'>): Route {
  const { filter, as = 'map', group = null, skip = 0, order = 'largest', open = null } = view
  const params = new URLSearchParams([
    ...filterParams(filter),
    ...(as === 'map' ? [] : [['as', as]]),
    ...(group === null ? [] : [['group', String(group)]]),
    ...(skip === 0 ? [] : [['skip', String(skip)]]),
    ...(order === 'largest' ? [] : [['order', order]]),
    ...(open === null ? [] : [['open', open]]),
  ])
  return (params.size === 0 ? '/memories/map' : `/memories/map?${params}`) as Route
}

/** The list of the same memories. */
export function listViewOf({ filter }: Pick<MapView, 'filter'>): View {
  return { ...START, filter }
}

// under 'memories', as the lists: what is deleted, undone or saved anywhere draws the map anew
const key = (filter: MemoryFilter, ...more: unknown[]) => ['memories', 'map', filterParams(filter), ...more]

function path(part: '' | '/ids' | '/rows', filter: MemoryFilter, more: Record<string, string> = {}): string {
  const params = new URLSearchParams([...filterParams(filter), ...Object.entries(more)])
  return `/api/memories/map${part}${params.size === 0 ? '' : `?${params}`}`
}

export function mapQuery(filter: MemoryFilter) {
  return queryOptions({
    queryKey: key(filter),
    queryFn: ({ signal }) => read<PackedMap>(path('', filter), signal),
  })
}

/** The address of each memory on the map, in the order of its points. */
export function mapIdsQuery(filter: MemoryFilter, print: string) {
  return queryOptions({
    queryKey: ['map-ids', print],
    queryFn: ({ signal }) => read<string[]>(path('/ids', filter, { print }), signal),
    staleTime: Number.POSITIVE_INFINITY, // of one print they never change
  })
}

/** The memories at some points, at most {@link ROWS_AT_ONCE}; null where one has gone. */
export function mapRowsQuery(filter: MemoryFilter, print: string, points: readonly number[]) {
  const at = points.join(',')
  return queryOptions({
    queryKey: ['map-rows', print, at],
    queryFn: ({ signal }) => read<(Memory | null)[]>(path('/rows', filter, { print, at }), signal),
  })
}

function whole(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null
}
