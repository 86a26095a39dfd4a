// From places in a few dimensions to a picture: groups, the plane that shows them best, and whole numbers for the journey.
import { MAP_SIDE } from '@/lib/shared/memory-map'
import { type Clusters, findClusters, groupsFor, type Points, separatingAxes } from './clusters'

export type Layout = {
  x: Uint16Array
  y: Uint16Array
  group: Uint8Array
  groups: { size: number; typical: number[] }[]
}

const TYPICAL = 3

/** Groups `points` and lays them on the plane; the same points give the same picture. */
export async function layOut(points: Points, breathe: () => Promise<void> = async () => {}): Promise<Layout> {
  const clusters = await findClusters(points, groupsFor(points.count), breathe)
  const [across, down] = separatingAxes(points, clusters)
  await breathe()
  const [x, y] = toScale(along(points, across), along(points, down))
  await breathe()
  const typical = mostTypical(points, clusters)
  return {
    x,
    y,
    group: clusters.of,
    groups: clusters.sizes.map((size, index) => ({ size, typical: typical[index] ?? [] })),
  }
}

function along({ values, count, dims }: Points, axis: Float64Array): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => {
    let sum = 0
    for (let column = 0; column < dims; column++) sum += (values[row * dims + column] ?? 0) * (axis[column] ?? 0)
    return sum
  })
}

/** Both to the same scale, the longer side from end to end, the shorter in the middle. */
function toScale(...sides: [Float64Array, Float64Array]): [Uint16Array, Uint16Array] {
  const spans = sides.map((side) => {
    const [least, most] = side.reduce(
      ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
      [Infinity, -Infinity],
    )
    return { least, span: side.length === 0 ? 0 : most - least }
  })
  const longest = Math.max(...spans.map(({ span }) => span))
  const scaled = sides.map((side, index) => {
    const { least, span } = spans[index] ?? { least: 0, span: 0 }
    const scale = longest === 0 ? 0 : MAP_SIDE / longest
    return Uint16Array.from(side, (value) => Math.round((value - least) * scale + (MAP_SIDE - span * scale) / 2))
  })
  return [scaled[0] ?? new Uint16Array(), scaled[1] ?? new Uint16Array()]
}

/** The points nearest to the middle of each group, the nearest first. */
function mostTypical({ values, dims }: Points, { of, centres }: Clusters): number[][] {
  const nearest = centres.map((): { row: number; square: number }[] => [])
  for (const [row, group] of of.entries()) {
    const centre = centres[group]
    const best = nearest[group]
    if (centre === undefined || best === undefined) continue
    let square = 0
    for (let column = 0; column < dims; column++)
      square += ((values[row * dims + column] ?? 0) - (centre[column] ?? 0)) ** 2
    if (best.length === TYPICAL && square >= (best.at(-1)?.square ?? 0)) continue
    best.push({ row, square })
    best.sort((a, b) => a.square - b.square || a.row - b.row)
    best.length = Math.min(best.length, TYPICAL)
  }
  return nearest.map((best) => best.map(({ row }) => row))
}
