// Changes the address without asking the server for a page: the map is read by query.
import type { MouseEvent } from 'react'
import { askedFor, writeAddress } from '../written-address'
import { type MapView, mapHref, readMapView } from './address'

/** A plain click goes there in this window; new tabs and windows are the browser's. */
export function hereInstead(event: MouseEvent, view: MapView): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
  event.preventDefault()
  go(view)
}

/** What the address says now: a hand can be faster than rendering. */
export const shownView = (): MapView => readMapView(askedFor())

export const go = (view: MapView, replace?: boolean): void => writeAddress(mapHref(view), replace)
