// Writing the address without asking the server for a page, by a hand that can be faster than rendering.
'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect } from 'react'

/** Where it began, and every address since: when Next shows an earlier one of them late, it writes that one back for a moment. */
const written: string[] = []
const forget = () => {
  written.length = 0
}
globalThis.addEventListener?.('popstate', forget) // on the server there is no such thing

/** Goes to `href`, which only changes what this page is asked for. */
export function writeAddress(href: string, replace = false): void {
  if (written.length === 0) written.push(location.search)
  history[replace ? 'replaceState' : 'pushState'](null, '', href)
  written.push(location.search)
}

/** What the page was asked for last, though it may not be shown yet. */
export function askedFor(): URLSearchParams {
  const { search } = location
  return new URLSearchParams(written.includes(search) ? written.at(-1) : search)
}

/** What is shown; once that is what was asked for last, or the reader went back, nothing else is remembered. */
export function useShown(): URLSearchParams {
  const shown = new URLSearchParams(useSearchParams())
  useEffect(() => {
    if (`${shown}` === `${askedFor()}`) forget()
  })
  return shown
}
