// What the list shows, defined once: address ⇄ view ⇄ request ⇄ query.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Route } from 'next'
import type { Memory, MemoryPage, MemorySearch, Undoable } from '@/lib/shared/memory'
import { read } from './read'

/** Everything that the address says about the list. */
export type View = {
  /** The question; empty: the journal. */
  q: string
  /** `meaning`: words do not count. */
  by: 'together' | 'meaning'
  /** Results to skip, for a question. */
  skip: number
  /** Cursors of the journal. */
  after: string | null
  before: string | null
  /** The memory that is open beside the list. */
  open: string | null
}

export const QUESTION_LIMIT = 2_000
const START: View = { q: '', by: 'together', skip: 0, after: null, before: null, open: null }

/** Reads an address; what it cannot mean is left out. */
export function readView(params: URLSearchParams): View {
  const skip = Number(params.get('skip') ?? '0')
  const open = params.get('open')
  return {
    q: (params.get('q') ?? '').trim().slice(0, QUESTION_LIMIT),
    by: params.get('by') === 'meaning' ? 'meaning' : 'together',
    skip: Number.isSafeInteger(skip) && skip > 0 && skip <= 1_000_000 ? skip : 0,
    after: params.get('after'),
    before: params.get('before'),
    open: open !== null && /^[A-Za-z0-9_-]+$/.test(open) ? open : null,
  }
}

/** The search part of an address, empty or with its question mark. */
function viewSearch(view: Partial<View>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...START, ...view }))
    if (value !== null && value !== '' && value !== 0 && value !== START.by) params.set(name, String(value))
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

export function listHref(view: Partial<View> = {}): Route {
  return `/memories${viewSearch(view)}` as Route
}

/** A memory's own page; it remembers the question it was found by. `also`: what else its address says. */
export function memoryHref(
  id: string,
  from: Partial<View> = {},
  part: '' | '/edit' = '',
  also: { as?: 'json'; saved?: '1' } = {},
): Route {
  const search = new URLSearchParams(viewSearch({ ...from, open: null }))
  for (const [name, value] of Object.entries(also)) search.set(name, value)
  return `/memories/${id}${part}${search.size === 0 ? '' : `?${search}`}` as Route
}

/** The list that a view asks for; which memory is open does not change it. */
export function memoriesQuery(view: View) {
  const asked = { ...view, open: null }
  return queryOptions({
    queryKey: ['memories', asked.q, asked.by, asked.skip, asked.after, asked.before],
    queryFn: ({ signal }) => read<MemoryPage | MemorySearch>(`/api/memories${viewSearch(asked)}`, signal),
    placeholderData: keepPreviousData,
  })
}

/** One memory, whole; null when there is none. */
export function memoryQuery(id: string) {
  return queryOptions({
    queryKey: ['memory', id],
    queryFn: ({ signal }) => read<Memory | null>(`/api/memories/${id}`, signal),
  })
}

export function undoableQuery() {
  return queryOptions({ queryKey: ['undoable'], queryFn: ({ signal }) => read<Undoable[]>('/api/undoable', signal) })
}
