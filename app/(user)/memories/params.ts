import { readView, type View } from './search'

/** A page's `searchParams`. */
export type Search = Record<string, string | string[] | undefined>

/** The same, as the browser reads an address. */
export function paramsOf(search: Search): URLSearchParams {
  return new URLSearchParams(
    Object.entries(search).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((one) => [name, one]),
    ),
  )
}

/** The view that a page's address asks for. */
export function viewOf(search: Search): View {
  return readView(paramsOf(search))
}
