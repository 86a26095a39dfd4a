// Groups of points that lie close together: k-means with a seeded k-means++ start (Arthur & Vassilvitskii 2007), always the same for the same points.
import { eigenvectors, facingUp } from './axes'

/** `count` points of `dims` numbers, one after the other. */
export type Points = { readonly values: Float64Array; readonly count: number; readonly dims: number }

export type Clusters = {
  /** Which group each point belongs to, from 0; the largest group is 0. */
  of: Uint8Array
  /** Middle of each group, `dims` numbers. */
  centres: Float64Array[]
  sizes: number[]
}

const STARTS = 3
const ROUNDS = 25
const LAST_ROUNDS = 8
const MOST_STARTED = 2_000
const MOST = 16

/** How many groups to look for among `count` points: few enough to read, at most 16. */
export function groupsFor(count: number): number {
  return Math.max(1, Math.min(MOST, Math.round(Math.sqrt(count) / 2) + 1, Math.floor(count / 2)))
}

/**
 * Parts `points` into at most `wanted` groups (fewer where there are fewer different points). Bounded: 3 starts of at
 * most 25 rounds over 2,000 of the points, then at most 8 rounds over all of them.
 * @param breathe awaited between rounds: others are served meanwhile
 */
export async function findClusters(
  points: Points,
  wanted: number,
  breathe: () => Promise<void> = async () => {},
): Promise<Clusters> {
  const some = thinned(points)
  const random = numbersFrom(1)
  let best: Parted | undefined
  for (let start = 0; start < STARTS; start++) {
    const found = await settle(some, await spreadCentres(some, wanted, random, breathe), ROUNDS, breathe)
    if (best === undefined || found.distance < best.distance) best = found
  }
  const all = some === points ? best : await settle(points, best?.centres ?? [], LAST_ROUNDS, breathe)
  return largestFirst(all?.of ?? new Uint8Array(), all?.centres ?? [])
}

type Parted = { of: Uint8Array; centres: Float64Array[]; distance: number }

/** Every nth point, so that at most {@link MOST_STARTED} are left. */
function thinned(points: Points): Points {
  const { values, count, dims } = points
  const step = Math.ceil(count / MOST_STARTED)
  if (step <= 1) return points
  const kept = Math.ceil(count / step)
  const some = new Float64Array(kept * dims)
  for (let row = 0; row < kept; row++) some.set(values.subarray(row * step * dims, (row * step + 1) * dims), row * dims)
  return { values: some, count: kept, dims }
}

/** Lloyd's rounds: each point to its nearest centre, each centre to the middle of its points, until hardly anything moves. */
async function settle(
  points: Points,
  centres: Float64Array[],
  rounds: number,
  breathe: () => Promise<void>,
): Promise<Parted> {
  let found: Parted = { ...assign(points, centres), centres }
  for (let round = 0; round < rounds; round++) {
    await breathe()
    const moved = middles(points, found.of, found.centres)
    const next = { ...assign(points, moved), centres: moved }
    const isSettled = found.distance - next.distance <= 1e-4 * found.distance
    found = next
    if (isSettled) break
  }
  return found
}

/**
 * The two directions within the points' space in which the groups lie furthest apart; where the groups alone do not fix
 * them (fewer than three), the points decide.
 */
export function separatingAxes(points: Points, { centres, sizes }: Clusters): [Float64Array, Float64Array] {
  const { dims, count } = points
  const scatter = Array.from({ length: dims }, () => new Float64Array(dims))
  const middle = middleOf(points)
  const add = (vector: Float64Array, weight: number) => {
    for (const [p, row] of scatter.entries())
      for (let q = 0; q < dims; q++)
        row[q] = (row[q] ?? 0) + weight * ((vector[p] ?? 0) - (middle[p] ?? 0)) * ((vector[q] ?? 0) - (middle[q] ?? 0))
  }
  // the root: a group of 400 counts for more than one of 4, but does not drown it
  const weight = sizes.map((size) => Math.sqrt(size))
  const sum = weight.reduce((total, one) => total + one, 0)
  for (const [index, centre] of centres.entries()) add(centre, (weight[index] ?? 0) / sum)
  for (let row = 0; row < count; row++) add(points.values.subarray(row * dims, (row + 1) * dims), POINTS_SAY / count)
  const [first, second] = eigenvectors(scatter).map(({ vector }) => facingUp(vector))
  const none = () => new Float64Array(dims)
  return [first ?? none(), second ?? none()]
}

const POINTS_SAY = 0.05

async function spreadCentres(
  { values, count, dims }: Points,
  wanted: number,
  random: () => number,
  breathe: () => Promise<void>,
): Promise<Float64Array[]> {
  if (count === 0) return []
  const point = (row: number) => values.slice(row * dims, (row + 1) * dims)
  const centres = [point(Math.floor(random() * count))]
  const distance = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  while (centres.length < wanted) {
    await breathe()
    const latest = centres[centres.length - 1] ?? point(0)
    let sum = 0
    for (let row = 0; row < count; row++) {
      const nearest = Math.min(distance[row] ?? 0, squareTo(values, row * dims, latest))
      distance[row] = nearest
      sum += nearest
    }
    if (sum <= 1e-12) break // every point has a centre of its own already
    let left = random() * sum
    let row = 0
    for (; row < count - 1; row++) {
      left -= distance[row] ?? 0
      if (left <= 0) break
    }
    centres.push(point(row))
  }
  return centres
}

function assign({ values, count, dims }: Points, centres: readonly Float64Array[]) {
  const of = new Uint8Array(count)
  let distance = 0
  for (let row = 0; row < count; row++) {
    let nearest = Number.POSITIVE_INFINITY
    for (const [index, centre] of centres.entries()) {
      const square = squareTo(values, row * dims, centre)
      if (square < nearest) {
        nearest = square
        of[row] = index
      }
    }
    distance += nearest
  }
  return { of, distance }
}

/** The middle of each group; a group that nobody joined stays where it was. */
function middles({ values, dims }: Points, of: Uint8Array, before: readonly Float64Array[]): Float64Array[] {
  const sums = before.map(() => new Float64Array(dims))
  const sizes = before.map(() => 0)
  for (const [row, group] of of.entries()) {
    const sum = sums[group]
    if (sum === undefined) continue
    sizes[group] = (sizes[group] ?? 0) + 1
    for (let column = 0; column < dims; column++) sum[column] = (sum[column] ?? 0) + (values[row * dims + column] ?? 0)
  }
  return sums.map((sum, group) => {
    const size = sizes[group] ?? 0
    return size === 0 ? (before[group] ?? sum) : sum.map((value) => value / size)
  })
}

function largestFirst(of: Uint8Array, centres: readonly Float64Array[]): Clusters {
  const sizes = centres.map(() => 0)
  for (const group of of) sizes[group] = (sizes[group] ?? 0) + 1
  const order = centres
    .map((centre, group) => ({ centre, group, size: sizes[group] ?? 0 }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || a.group - b.group)
  const renamed = new Map(order.map(({ group }, index) => [group, index]))
  return {
    of: of.map((group) => renamed.get(group) ?? 0),
    centres: order.map(({ centre }) => centre),
    sizes: order.map(({ size }) => size),
  }
}

function middleOf({ values, count, dims }: Points): Float64Array {
  const middle = new Float64Array(dims)
  for (const [index, value] of values.entries())
    middle[index % dims] = (middle[index % dims] ?? 0) + value / Math.max(1, count)
  return middle
}

function squareTo(values: Float64Array, from: number, centre: Float64Array): number {
  let sum = 0
  for (let column = 0; column < centre.length; column++)
    sum += ((values[from + column] ?? 0) - (centre[column] ?? 0)) ** 2
  return sum
}

/** A generator with a seed: the same numbers from 0 to 1 in every run. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}
