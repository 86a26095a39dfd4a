// Where a file of memories is, defined once: what is in it ⇄ address.
import { filterParams, type MemoryFilter, readFilter } from '@/lib/shared/filter'

export type Asked = {
  format: 'jsonl' | 'csv'
  /** With the search entries as they are stored; JSON lines only. */
  entries: boolean
  /** With earlier versions; JSON lines only. */
  history: boolean
  /** A frozen selection; without one, what the filter lets through. */
  selection: string | null
  filter: MemoryFilter
  /** The mark of the page that asks: somebody else's memories are not handed out on this person's page. */
  viewer: string | null
}

/** Null when the address names no format. */
export function readAsked(params: URLSearchParams): Asked | null {
  const format = params.get('format')
  if (format !== 'jsonl' && format !== 'csv') return null
  return {
    format,
    entries: params.get('entries') === 'yes',
    history: params.get('history') === 'yes',
    selection: params.get('selection'),
    filter: readFilter(params),
    viewer: params.get('viewer'),
  }
}

/** Inverse of {@link readAsked}. */
export function exportHref({ format, entries, history, selection, filter, viewer }: Asked): string {
  const params = new URLSearchParams({ format })
  if (entries) params.set('entries', 'yes')
  if (history) params.set('history', 'yes')
  if (selection !== null) params.set('selection', selection)
  for (const [name, value] of filterParams(filter)) params.append(name, value)
  if (viewer !== null) params.set('viewer', viewer)
  return `/api/export?${params}`
}
