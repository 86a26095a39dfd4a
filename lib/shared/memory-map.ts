// The map of a person's memories as it travels: numbers packed, no key and no word of a memory in it but the groups' names.

/** A group of memories that lie close together. */
export type MapGroup = {
  /** The words that set it apart, the most telling first; may be none. */
  words: string[]
  size: number
  /** Its most typical memories, as numbers of points. */
  typical: number[]
}

/** What the server sends. */
export type PackedMap = {
  /** Fingerprint of what was drawn: the same print, the same map. */
  print: string
  /** All of the person's memories. */
  total: number
  /** How many of them the filter lets through. */
  matching: number
  /** How many of those are not searchable and have no place. */
  unplaced: number
  /** How many of those are beyond {@link MOST_POINTS}, the oldest, and left out. */
  beyond: number
  /** The largest first. */
  groups: MapGroup[]
  /** For each point, newest memory first: x and y as 16-bit numbers (little endian), then the group as a byte; base64. */
  points: string
}

/** Places are whole numbers from 0 to this, on both axes to the same scale. */
export const MAP_SIDE = 65_535

export const MOST_POINTS = 20_000

const POINT_BYTES = 5

export type MapPoints = { count: number; x: Uint16Array; y: Uint16Array; group: Uint8Array }

/** @param xs and @param ys from 0 to {@link MAP_SIDE} */
export function packPoints(xs: ArrayLike<number>, ys: ArrayLike<number>, groups: ArrayLike<number>): string {
  const bytes = new DataView(new ArrayBuffer(xs.length * POINT_BYTES))
  for (let index = 0; index < xs.length; index++) {
    bytes.setUint16(index * POINT_BYTES, xs[index] ?? 0, true)
    bytes.setUint16(index * POINT_BYTES + 2, ys[index] ?? 0, true)
    bytes.setUint8(index * POINT_BYTES + 4, groups[index] ?? 0)
  }
  let binary = ''
  for (let from = 0; from < bytes.byteLength; from += 8_192)
    binary += String.fromCharCode(...new Uint8Array(bytes.buffer, from, Math.min(8_192, bytes.byteLength - from)))
  return btoa(binary)
}

/** Inverse of {@link packPoints}; 10,000 points take a few milliseconds. */
export function unpackPoints(points: string): MapPoints {
  const binary = atob(points)
  const count = Math.floor(binary.length / POINT_BYTES)
  const unpacked = { count, x: new Uint16Array(count), y: new Uint16Array(count), group: new Uint8Array(count) }
  for (let index = 0; index < count; index++) {
    const from = index * POINT_BYTES
    unpacked.x[index] = binary.charCodeAt(from) | (binary.charCodeAt(from + 1) << 8)
    unpacked.y[index] = binary.charCodeAt(from + 2) | (binary.charCodeAt(from + 3) << 8)
    unpacked.group[index] = binary.charCodeAt(from + 4)
  }
  return unpacked
}
