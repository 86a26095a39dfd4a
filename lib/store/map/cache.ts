// Maps that were drawn, kept in this process and in no table. A map is known by the fingerprint of what it was drawn from, so a stale one is never shown; and none stays for long, for its names are words of memories.
import type pg from 'pg'
import type { PackedMap } from '@/lib/shared/memory-map'

/** A map and which memory each of its points is. */
export type DrawnMap = { map: PackedMap; places: { prefix: string; key: string }[] }

type Kept = { subject: string; drawn: DrawnMap; timer: NodeJS.Timeout }
type Cache = { kept: Map<string, Kept>; drawing: Map<string, Promise<DrawnMap>>; last: Promise<unknown> }

/** As long as an undo: what was deleted elsewhere meanwhile goes with it at the latest. */
const KEEP_MS = 600_000
const MOST_POINTS_KEPT = 200_000

// Next bundles this module several times, and the purge runs in another copy than the pages
const holder = globalThis as typeof globalThis & { memoryMaps?: WeakMap<pg.Pool, Cache> }

function cacheOf(pool: pg.Pool): Cache {
  holder.memoryMaps ??= new WeakMap()
  const cache = holder.memoryMaps.get(pool) ?? { kept: new Map(), drawing: new Map(), last: Promise.resolve() }
  holder.memoryMaps.set(pool, cache)
  return cache
}

/** The map kept under `name`, if it is the one with this print. */
export function keptMap(pool: pg.Pool, name: string, print: string): DrawnMap | null {
  const kept = cacheOf(pool).kept.get(name)
  return kept?.drawn.map.print === print ? kept.drawn : null
}

/** Keeps a map that is true right now in place of the one that was kept under `name`; those not asked for lately make room. */
export function keepMap(pool: pg.Pool, name: string, subject: string, drawn: DrawnMap): void {
  const { kept } = cacheOf(pool)
  drop(kept, name)
  const timer = setTimeout(() => drop(kept, name), KEEP_MS)
  timer.unref()
  kept.set(name, { subject, drawn, timer })
  let points = [...kept.values()].reduce((sum, one) => sum + one.drawn.places.length, 0)
  for (const [other, { drawn: old }] of kept) {
    if (points <= MOST_POINTS_KEPT || other === name) break
    points -= old.places.length
    drop(kept, other)
  }
}

/** Forgets every map of a person: called when a memory of theirs is purged. */
export function dropMaps(pool: pg.Pool, subject: string): void {
  const { kept } = cacheOf(pool)
  for (const [name, one] of kept) if (one.subject === subject) drop(kept, name)
}

/** Forgets every map: called where it is not known whose memories went. */
export function dropAllMaps(pool: pg.Pool): void {
  const { kept } = cacheOf(pool)
  for (const name of [...kept.keys()]) drop(kept, name)
}

/** How many maps are kept. */
export function mapsKept(pool: pg.Pool): number {
  return cacheOf(pool).kept.size
}

/** Draws one map at a time, whoever asks, and the same one once for all who ask meanwhile. */
export function drawOnce(pool: pg.Pool, name: string, draw: () => Promise<DrawnMap>): Promise<DrawnMap> {
  const cache = cacheOf(pool)
  const same = cache.drawing.get(name)
  if (same !== undefined) return same
  const drawing = cache.last.then(draw, draw).finally(() => cache.drawing.delete(name))
  cache.drawing.set(name, drawing)
  cache.last = drawing.catch(() => {})
  return drawing
}

function drop(kept: Map<string, Kept>, name: string): void {
  clearTimeout(kept.get(name)?.timer)
  kept.delete(name)
}
