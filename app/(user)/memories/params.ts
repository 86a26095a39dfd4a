import { readView, type View } from './search'

/** A page's `searchParams`; of a name given twice nothing is taken. */
export type Search = Record<string, string | string[] | undefined>

/** The view that a page's address asks for. */
export function viewOf(search: Search): View {
  return readView(
    new URLSearchParams(
      Object.entries(search).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    ),
  )
}
