// Where a point of the map stands on the screen, and which points stand where.
import { MAP_SIDE, type MapPoints } from '@/lib/shared/memory-map'

export type Spot = { x: number; y: number }
export type Size = { width: number; height: number }
/** Two corners, in any order. */
export type Rectangle = { from: Spot; to: Spot }
/** On the screen a point of the map is at `(x × scale × wide, y × scale) + offset`, in CSS pixels. */
export type Look = { scale: number; wide: number; x: number; y: number }

const CLOSEST = 40
/** How much a map may be drawn out, either way, to fill its place: its axes have no measure of their own. */
const WIDEST = 1.9
/** Room around the points: for the names at their edge. */
const MARGIN = { x: 56, y: 36 }

/** The look that shows every point, in the middle. */
export function wholeLook({ count, x, y }: MapPoints, size: Size): Look {
  const [left, right] = ends(x, count)
  const [top, bottom] = ends(y, count)
  const room = (length: number, margin: number) => Math.max(length - 2 * Math.min(margin, length / 6), 1)
  const [across, down] = [room(size.width, MARGIN.x), room(size.height, MARGIN.y)]
  const [wideness, height] = [Math.max(right - left, MAP_SIDE / 50), Math.max(bottom - top, MAP_SIDE / 50)]
  const wide = Math.min(Math.max(across / wideness / (down / height), 1 / WIDEST), WIDEST)
  const scale = Math.min(across / (wideness * wide), down / height)
  return {
    scale,
    wide,
    x: size.width / 2 - ((left + right) / 2) * scale * wide,
    y: size.height / 2 - ((top + bottom) / 2) * scale,
  }
}

function ends(side: Uint16Array, count: number): [number, number] {
  if (count === 0) return [0, MAP_SIDE]
  let [least, most] = [MAP_SIDE, 0]
  for (let index = 0; index < count; index++) {
    const value = side[index] ?? 0
    if (value < least) least = value
    if (value > most) most = value
  }
  return [least, most]
}

/** `factor` times as close, with what is at `at` staying there; never further away than `whole`. */
export function zoomed(look: Look, factor: number, at: Spot, whole: Look): Look {
  const scale = Math.min(Math.max(look.scale * factor, whole.scale), whole.scale * CLOSEST)
  if (scale === whole.scale) return whole
  const by = scale / look.scale
  return { ...look, scale, x: at.x - (at.x - look.x) * by, y: at.y - (at.y - look.y) * by }
}

/** Moved, but never so far that nothing of the map is left in view. */
export function moved(look: Look, by: Spot, size: Size): Look {
  const side = MAP_SIDE * look.scale
  const kept = (offset: number, length: number, whole: number) =>
    Math.min(Math.max(offset, length / 2 - whole), length / 2)
  return { ...look, x: kept(look.x + by.x, size.width, side * look.wide), y: kept(look.y + by.y, size.height, side) }
}

export function isWhole(look: Look, whole: Look): boolean {
  return look.scale <= whole.scale * 1.001
}

export function spotOf({ x, y }: MapPoints, index: number, look: Look): Spot {
  return onScreen({ x: x[index] ?? 0, y: y[index] ?? 0 }, look)
}

export function onScreen({ x, y }: Spot, look: Look): Spot {
  return { x: x * look.scale * look.wide + look.x, y: y * look.scale + look.y }
}

export function onMap({ x, y }: Spot, look: Look): Spot {
  return { x: (x - look.x) / (look.scale * look.wide), y: (y - look.y) / look.scale }
}

/** The point closest to `at`, if one is within so many pixels. */
export function nearest({ count, x, y }: MapPoints, look: Look, at: Spot, reach: number): number | null {
  const middle = onMap(at, look)
  let square = (reach / look.scale) ** 2
  let found: number | null = null
  for (let index = 0; index < count; index++) {
    const away = (((x[index] ?? 0) - middle.x) * look.wide) ** 2 + ((y[index] ?? 0) - middle.y) ** 2
    if (away <= square) {
      square = away
      found = index
    }
  }
  return found
}

/** The points within a rectangle, its edge included. */
export function within({ count, x, y }: MapPoints, look: Look, { from, to }: Rectangle): number[] {
  const [one, other] = [onMap(from, look), onMap(to, look)]
  const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)]
  const [top, bottom] = [Math.min(one.y, other.y), Math.max(one.y, other.y)]
  const found: number[] = []
  for (let index = 0; index < count; index++) {
    const [px, py] = [x[index] ?? 0, y[index] ?? 0]
    if (px >= left && px <= right && py >= top && py <= bottom) found.push(index)
  }
  return found
}
