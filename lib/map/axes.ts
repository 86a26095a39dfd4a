// The directions in which vectors differ the most: principal axes by orthogonal iteration (Golub & Van Loan, §8.2), always the same for the same vectors.

/** `count` vectors of `dims` numbers, one after the other. */
export type Vectors = { readonly values: Float32Array; readonly count: number; readonly dims: number }

const ROUNDS = 10
/** Share of the spread found so far that a further round must be able to add to be worth while. */
const WORTH = 1e-3

/**
 * The `wanted` principal axes of `vectors` about their mean, the widest first; fewer where the vectors span fewer.
 * Each has length 1, and its largest number is positive, so that no run mirrors what another showed.
 * @param breathe awaited between pieces of work: others are served meanwhile
 */
export async function principalAxes(
  vectors: Vectors,
  wanted: number,
  breathe: () => Promise<void> = async () => {},
): Promise<Float64Array[]> {
  const { dims } = vectors
  const centred = aboutMean(vectors)
  let axes = orthonormal(startingAxes(Math.min(wanted, dims), dims))
  let spread = 0
  for (let round = 0; round < ROUNDS; round++) {
    const products: Float64Array[] = []
    for (const axis of axes) {
      await breathe()
      products.push(scatterTimes(centred, axis))
    }
    const now = products.reduce((sum, product, index) => sum + dot(product, axes[index] ?? product), 0)
    axes = orthonormal(products)
    if (now - spread <= WORTH * now) break
    spread = now
  }
  return inOrder(centred, axes).map(facingUp)
}

/**
 * Eigenvectors of a symmetric matrix by Jacobi rotations, the largest eigenvalue first.
 * @param matrix rows of equal length; small: the work grows with its third power
 */
export function eigenvectors(matrix: readonly Float64Array[]): { value: number; vector: Float64Array }[] {
  const size = matrix.length
  const a = matrix.map((row) => Float64Array.from(row))
  const v = matrix.map((_, at) => Float64Array.from({ length: size }, (_, column) => (at === column ? 1 : 0)))
  for (let sweep = 0; sweep < 60 && offDiagonal(a) > 1e-20; sweep++)
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, p, q)
  return matrix
    .map((_, column) => ({ value: at(a, column, column), vector: Float64Array.from(v, (row) => row[column] ?? 0) }))
    .sort((one, other) => other.value - one.value)
}

/** The same direction with its largest number positive. */
export function facingUp(axis: Float64Array): Float64Array {
  const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) * (1 + 1e-9) ? value : best), 0)
  return largest < 0 ? axis.map((value) => -value) : axis
}

function aboutMean({ values, count, dims }: Vectors): Vectors {
  const mean = new Float64Array(dims)
  for (let row = 0; row < count; row++)
    for (let column = 0; column < dims; column++)
      mean[column] = (mean[column] ?? 0) + (values[row * dims + column] ?? 0)
  const centred = Float32Array.from(values, (value, index) => value - (mean[index % dims] ?? 0) / count)
  return { values: centred, count, dims }
}

/** Any directions will do that are the same each time and not at right angles to what is sought. */
function startingAxes(wanted: number, dims: number): Float64Array[] {
  let state = 20_260_101
  const draw = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296 - 0.5
  }
  return Array.from({ length: wanted }, () => Float64Array.from({ length: dims }, draw))
}

/** Gram–Schmidt, twice for the sake of rounding; what lies in the directions before it is left out. */
function orthonormal(axes: Float64Array[]): Float64Array[] {
  const kept: Float64Array[] = []
  for (const axis of axes) {
    const before = Math.sqrt(dot(axis, axis))
    for (let pass = 0; pass < 2; pass++)
      for (const other of kept) {
        const along = dot(axis, other)
        for (let index = 0; index < axis.length; index++) axis[index] = (axis[index] ?? 0) - along * (other[index] ?? 0)
      }
    const length = Math.sqrt(dot(axis, axis))
    if (length > 1e-7 * before && length > 1e-12) kept.push(axis.map((value) => value / length))
  }
  return kept
}

/** The scatter matrix times `axis`, without ever making the matrix. */
function scatterTimes({ values, count, dims }: Vectors, axis: Float64Array): Float64Array {
  const product = new Float64Array(dims)
  for (let row = 0; row < count; row++) {
    const from = row * dims
    const along = alongRow(values, from, axis)
    for (let column = 0; column < dims; column++)
      product[column] = (product[column] ?? 0) + along * (values[from + column] ?? 0)
  }
  return product
}

function alongRow(values: Float32Array, from: number, axis: Float64Array): number {
  let sum = 0
  for (let column = 0; column < axis.length; column++) sum += (values[from + column] ?? 0) * (axis[column] ?? 0)
  return sum
}

/** Turns the axes within the space they span until they are the principal ones (Rayleigh–Ritz). */
function inOrder(centred: Vectors, axes: Float64Array[]): Float64Array[] {
  const products = axes.map((axis) => scatterTimes(centred, axis))
  const within = axes.map((axis) => Float64Array.from(products, (product) => dot(axis, product)))
  const found = eigenvectors(within)
  const widest = found[0]?.value ?? 0
  return found.filter(({ value }) => value > widest * 1e-9 && value > 1e-12).map(({ vector }) => combine(axes, vector))
}

/** The sum of `axes`, each as often as `weights` says. */
export function combine(axes: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(axes[0]?.length ?? 0)
  for (const [index, axis] of axes.entries())
    for (let column = 0; column < sum.length; column++)
      sum[column] = (sum[column] ?? 0) + (weights[index] ?? 0) * (axis[column] ?? 0)
  return sum
}

function rotate(a: Float64Array[], v: Float64Array[], p: number, q: number): void {
  const apq = at(a, p, q)
  if (apq === 0) return
  const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  const turn = (one: number, other: number): [number, number] => [c * one - s * other, s * one + c * other]
  for (const row of a) [row[p], row[q]] = turn(row[p] ?? 0, row[q] ?? 0)
  const [rowP, rowQ] = [a[p], a[q]]
  if (rowP !== undefined && rowQ !== undefined)
    for (let k = 0; k < a.length; k++) [rowP[k], rowQ[k]] = turn(rowP[k] ?? 0, rowQ[k] ?? 0)
  for (const row of v) [row[p], row[q]] = turn(row[p] ?? 0, row[q] ?? 0)
}

function offDiagonal(a: readonly Float64Array[]): number {
  let sum = 0
  let all = 0
  for (let p = 0; p < a.length; p++)
    for (let q = 0; q < a.length; q++) {
      all += at(a, p, q) ** 2
      if (p !== q) sum += at(a, p, q) ** 2
    }
  return all === 0 ? 0 : sum / all
}

function at(a: readonly Float64Array[], row: number, column: number): number {
  return a[row]?.[column] ?? 0
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0)
  return sum
}
