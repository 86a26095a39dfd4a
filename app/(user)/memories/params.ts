import { readView, type View } from './search'

/** A page's `searchParams`. */
export type Search = Record<string, string | string[] | undefined>

/** The view that a page's address asks for, read as the browser reads it. */
export function viewOf(search: Search): View {
  return readView(
    new URLSearchParams(
      Object.entries(search).flatMap(([name, value]) =>
        value === undefined ? [] : [value].flat().map((one) => [name, one]),
      ),
    ),
  )
}
