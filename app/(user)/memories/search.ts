// What the list shows, defined once: address ⇄ view ⇄ request ⇄ query.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Route } from 'next'
import type { AgentSearch } from '@/lib/shared/agent-view'
import type { Facets, OptionSearch } from '@/lib/shared/facets'
import { filterParams, type MemoryFilter, NO_FILTER, readFilter } from '@/lib/shared/filter'
import type { MemoryHistory } from '@/lib/shared/history'
import type { Memory, MemoryPage, MemorySearch, Undoable } from '@/lib/shared/memory'
import { read } from './read'

/** What a list can show. */
export type Listing = MemoryPage | MemorySearch | AgentSearch

/** Everything that the address says about the list. */
export type View = {
  /** The question; empty: the journal. */
  q: string
  /** Instead of a question: a memory whose like is looked for. */
  like: string | null
  /** `meaning`: words do not count. `words`: they alone do, every one of them. `agent`: what the agent itself would get. */
  by: 'together' | 'meaning' | 'words' | 'agent'
  filter: MemoryFilter
  /** Null: as fits, see {@link sortOf}. */
  sort: Sort | null
  /** Results to skip, for a question. */
  skip: number
  /** Cursors of the journal. */
  after: string | null
  before: string | null
  /** The memory that is open beside the list. */
  open: string | null
}

export const SORTS = ['relevance', 'newest', 'oldest', 'key'] as const
export type Sort = (typeof SORTS)[number]

export const QUESTION_LIMIT = 2_000

/** All memories, newest first. */
export const START: View = {
  q: '',
  like: null,
  by: 'together',
  filter: NO_FILTER,
  sort: null,
  skip: 0,
  after: null,
  before: null,
  open: null,
}

/** Reads an address; what it cannot mean is left out. */
export function readView(params: URLSearchParams): View {
  const skip = Number(params.get('skip') ?? '0')
  const q = (params.get('q') ?? '').trim().slice(0, QUESTION_LIMIT)
  const view: View = {
    q,
    like: q === '' ? idOf(params.get('like')) : null,
    by: oneOf(params.get('by'), ['meaning', 'words', 'agent']) ?? 'together',
    filter: readFilter(params),
    sort: null,
    skip: Number.isSafeInteger(skip) && skip > 0 && skip <= 1_000_000 ? skip : 0,
    after: params.get('after'),
    before: params.get('before'),
    open: idOf(params.get('open')),
  }
  const sort = oneOf(params.get('sort'), SORTS)
  return { ...view, sort: sort === 'relevance' || sort === sortOf(view) ? null : sort }
}

/** The order in force: where closeness is compared by it, everything else by newest, unless something else was chosen. */
export function sortOf(view: Pick<View, 'q' | 'like' | 'by' | 'sort'>): Sort {
  const { sort } = view
  if (sort === null || (sort === 'relevance' && !hasCloseness(view))) return hasCloseness(view) ? 'relevance' : 'newest'
  return sort
}

/** Whether its memories lie closer or less close to something. */
export function hasCloseness({ q, like, by }: Pick<View, 'q' | 'like' | 'by'>): boolean {
  return q === '' ? like !== null : by !== 'words'
}

/** `view` from its first page on, with nothing open: what follows from another question, filter or order. */
export function fromStart(view: View, change: Partial<View> = {}): View {
  return { ...view, skip: 0, after: null, before: null, open: null, ...change }
}

/** The search part of an address, empty or with its question mark; the same view always gives the same text. */
export function viewSearch(view: Partial<View>): string {
  const { q, like, by, filter, sort, skip, after, before, open }: View = { ...START, ...view }
  const one = (name: string, value: string | null): [string, string][] => (value === null ? [] : [[name, value]])
  const params = new URLSearchParams([
    ...one('q', q === '' ? null : q),
    ...one('like', like),
    ...one('by', by === 'together' ? null : by),
    ...filterParams(filter),
    ...one('sort', sort),
    ...one('skip', skip === 0 ? null : String(skip)),
    ...one('after', after),
    ...one('before', before),
    ...one('open', open),
  ])
  return params.size === 0 ? '' : `?${params}`
}

function idOf(text: string | null): string | null {
  return text !== null && /^[A-Za-z0-9_-]+$/.test(text) ? text : null
}

function oneOf<T extends string>(text: string | null, allowed: readonly T[]): T | null {
  return allowed.find((one) => one === text) ?? null
}

export function listHref(view: Partial<View> = {}): Route {
  return `/memories${viewSearch(view)}` as Route
}

/** A memory's own page; it remembers the question it was found by. `also`: what else its address says. */
export function memoryHref(
  id: string,
  from: Partial<View> = {},
  part: '' | '/edit' | '/history' | '/reads' | `/history/${string}` = '',
  also: { as?: 'json'; saved?: string; below?: string } = {},
): Route {
  const search = new URLSearchParams(viewSearch({ ...from, open: null }))
  for (const [name, value] of Object.entries(also)) search.set(name, value)
  return `/memories/${id}${part}${search.size === 0 ? '' : `?${search}`}` as Route
}

/** What was removed together. */
export function removedHref(batch: string): Route {
  return `/memories/removed/${batch}` as Route
}

/** The page of a memory that has just been changed: it says what was done, as long as nothing else has happened since. */
export function savedHref(memory: Memory, from: Partial<View> = {}): Route {
  return memoryHref(memory.id, from, '', { saved: savedMark(memory) })
}

/** Of one version of a memory: another address for each, since a page that was shown before may be shown again as it was. */
export function savedMark({ version }: Memory): string {
  return version.split('/')[0] ?? ''
}

/** Where all versions of a memory are: on its page while they are few. */
export function historyHref(id: string, total: number, from: Partial<View> = {}): Route {
  const few = `${memoryHref(id, from)}#history` as Route
  return total <= 10 ? few : memoryHref(id, from, '/history')
}

/** The list that a view asks for; which memory is open does not change it. */
export function memoriesQuery(view: View) {
  const search = viewSearch({ ...view, open: null })
  return queryOptions({
    queryKey: ['memories', search],
    queryFn: ({ signal }) => read<Listing>(`/api/memories${search}`, signal),
    placeholderData: keepPreviousData,
  })
}

/** What to count beside a view's list. */
export type FacetsWanted = {
  /** Only memories that match the question; closest first, every memory is a result of every question. */
  isMatching: boolean
  find?: OptionSearch | undefined
}

/** The counts beside a view's list: without `isMatching` the same for every question. */
export function facetsQuery({ q, like, by, filter }: View, { isMatching, find }: FacetsWanted) {
  const params = new URLSearchParams(viewSearch(isMatching ? { q, like, by, filter } : { like, filter }))
  if (isMatching) params.set('matching', '1')
  if (find !== undefined) params.set(`in-${find.in}`, find.text)
  const search = params.size === 0 ? '' : `?${params}`
  return queryOptions({
    queryKey: ['memories', 'facets', search],
    queryFn: ({ signal }) => read<Facets>(`/api/facets${search}`, signal),
    placeholderData: keepPreviousData,
  })
}

/** What {@link facetsQuery} asks for beside the view. */
export function readFacetsWanted(params: URLSearchParams): FacetsWanted {
  const find = (['keys', 'fields'] as const).flatMap((name): OptionSearch[] => {
    const text = params.get(`in-${name}`)?.slice(0, QUESTION_LIMIT) ?? ''
    return text === '' || text.includes('\u0000') ? [] : [{ in: name, text }]
  })
  return { isMatching: params.has('matching'), find: find[0] }
}

/** One memory, whole; null when there is none. */
export function memoryQuery(id: string) {
  return queryOptions({
    queryKey: ['memory', id],
    queryFn: ({ signal }) => read<Memory | null>(`/api/memories/${id}`, signal),
  })
}

/** The last change of a memory, and how many versions of it are known; null when there is no such memory. */
export function lastChangeQuery(id: string) {
  return queryOptions({
    queryKey: ['memory', id, 'history'],
    queryFn: ({ signal }) => read<MemoryHistory | null>(`/api/memories/${id}/history`, signal),
  })
}

export function undoableQuery() {
  return queryOptions({ queryKey: ['undoable'], queryFn: ({ signal }) => read<Undoable[]>('/api/undoable', signal) })
}
