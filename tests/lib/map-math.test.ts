// The arithmetic of the map against known answers.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eigenvectors, principalAxes } from '@/lib/map/axes'
import { findClusters, groupsFor, separatingAxes } from '@/lib/map/clusters'
import { layOut } from '@/lib/map/layout'
import { nameGroups, wordsOf } from '@/lib/map/words'
import { MAP_SIDE, packPoints, unpackPoints } from '@/lib/shared/memory-map'

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)

/** Numbers between −1 and 1, the same in every run. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return (state / 2_147_483_647) * 2 - 1
  }
}

function vectorsOf(rows: number[][]) {
  return { values: Float32Array.from(rows.flat()), count: rows.length, dims: rows[0]?.length ?? 0 }
}
const pointsOf = (rows: number[][]) => ({ ...vectorsOf(rows), values: Float64Array.from(rows.flat()) })

describe('principal axes', () => {
  test('of a stretched and turned cloud are the ones it was stretched along', async () => {
    const random = randomOf(11)
    // an orthonormal base in 40 dimensions, by Gram–Schmidt from random vectors
    const base: number[][] = []
    while (base.length < 4) {
      const vector = Array.from({ length: 40 }, random)
      for (const other of base) {
        const along = dot(vector, other)
        for (let at = 0; at < 40; at++) vector[at] = (vector[at] ?? 0) - along * (other[at] ?? 0)
      }
      const length = Math.sqrt(dot(vector, vector))
      base.push(vector.map((value) => value / length))
    }
    const stretch = [9, 5, 2, 0.5]
    const rows = Array.from({ length: 600 }, () => {
      const weights = stretch.map((by) => by * random())
      return Array.from({ length: 40 }, (_, at) =>
        weights.reduce((sum, weight, axis) => sum + weight * (base[axis]?.[at] ?? 0), 7),
      )
    })
    const axes = await principalAxes(vectorsOf(rows), 3)
    expect(axes).toHaveLength(3)
    for (const [at, axis] of axes.entries()) {
      expect(Math.abs(dot(axis, base[at] ?? []))).toBeGreaterThan(0.99)
      expect(dot(axis, axis)).toBeCloseTo(1, 6)
    }
    expect(dot(axes[0] ?? [], axes[1] ?? [])).toBeCloseTo(0, 6)
  })

  test('are the same in every run, and never mirrored', async () => {
    const random = randomOf(3)
    const rows = Array.from({ length: 50 }, () => Array.from({ length: 12 }, random))
    const axes = await principalAxes(vectorsOf(rows), 4)
    expect(await principalAxes(vectorsOf(rows), 4)).toEqual(axes)
    // the same cloud seen from the other side has the same axes
    const mirrored = await principalAxes(vectorsOf(rows.map((row) => row.map((value) => -value))), 4)
    for (const [at, axis] of axes.entries()) expect(dot(axis, mirrored[at] ?? [])).toBeCloseTo(1, 5)
  })

  test('are no more than the vectors span: none of one vector, one of a line', async () => {
    expect(await principalAxes(vectorsOf([]), 2)).toEqual([])
    expect(await principalAxes(vectorsOf([[1, 2, 3]]), 2)).toEqual([])
    expect(await principalAxes(vectorsOf(Array.from({ length: 9 }, () => [1, 2, 3])), 2)).toEqual([])
    const line = await principalAxes(vectorsOf(Array.from({ length: 9 }, (_, at) => [at, 2 * at, -2 * at])), 2)
    expect(line).toHaveLength(1)
    expect(Array.from(line[0] ?? [], (value) => Math.round(Math.abs(value) * 300))).toEqual([100, 200, 200])
  })

  test('of a small matrix satisfy their definition', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 25, maxLength: 25 }), (numbers) => {
        const matrix = Array.from({ length: 5 }, (_, p) =>
          Float64Array.from({ length: 5 }, (_, q) => (numbers[p * 5 + q] ?? 0) + (numbers[q * 5 + p] ?? 0)),
        )
        const found = eigenvectors(matrix)
        for (const { value, vector } of found)
          for (const [row, axis] of matrix.entries())
            expect(dot(axis, vector)).toBeCloseTo(value * (vector[row] ?? 0), 5)
        expect(found.map(({ value }) => value)).toEqual(found.map(({ value }) => value).sort((a, b) => b - a))
      }),
      { numRuns: 200 },
    )
  })
})

describe('groups', () => {
  const random = randomOf(5)
  const CENTRES = [
    [0, 0, 0, 9],
    [8, 0, 0, 0],
    [0, 8, 0, 0],
    [0, 0, 0, -9],
  ]
  const clouds = CENTRES.flatMap((centre, which) =>
    Array.from({ length: 30 + which * 10 }, () => centre.map((value) => value + random())),
  )

  test('are the clouds that the points were drawn from, the largest first', async () => {
    const { of, sizes, centres } = await findClusters(pointsOf(clouds), 4)
    expect(sizes).toEqual([60, 50, 40, 30])
    const runs = Array.from(of).map(String).join('')
    expect(runs).toMatch(/^3{30}2{40}1{50}0{60}$/)
    for (const [group, centre] of centres.entries())
      for (const [at, value] of (CENTRES[3 - group] ?? []).entries())
        expect(Math.abs((centre[at] ?? 99) - value)).toBeLessThan(0.5)
  })

  test('are the same in every run', async () => {
    const points = pointsOf(Array.from({ length: 400 }, () => Array.from({ length: 6 }, random)))
    expect(await findClusters(points, 9)).toEqual(await findClusters(points, 9))
  })

  test('are not more than there are different points, and never empty', async () => {
    const { sizes } = await findClusters(pointsOf([...Array(20).fill([1, 2]), ...Array(5).fill([3, 4])]), 8)
    expect(sizes).toEqual([20, 5])
    expect((await findClusters(pointsOf([]), 1)).sizes).toEqual([])
    expect((await findClusters(pointsOf([[5, 5]]), 1)).sizes).toEqual([1])
    expect([0, 1, 2, 3, 10, 60, 300, 5_000, 100_000].map(groupsFor)).toEqual([1, 1, 1, 1, 3, 5, 10, 16, 16])
  })

  test('lie apart on the plane that is chosen for them, though their middles differ in other directions than the points do', async () => {
    // the widest direction (the first) tells nothing apart
    const points = pointsOf(clouds.map((row) => [random() * 12, ...row]))
    const { of, centres, sizes } = await findClusters(pointsOf(clouds), 4)
    const own = centres.map((centre) => Float64Array.from([0, ...centre]))
    const [across, down] = separatingAxes(points, { of, centres: own, sizes })
    expect(Math.abs(across[0] ?? 1)).toBeLessThan(0.2)
    expect(Math.abs(down[0] ?? 1)).toBeLessThan(0.2)
    expect(dot(across, down)).toBeCloseTo(0, 6)
  })
})

describe('the picture', () => {
  test('keeps both axes to one scale, fills the longer side and names its most typical points', async () => {
    const rows = Array.from({ length: 101 }, (_, at) => [at, at % 2 === 0 ? 10 : 0])
    const { x, y, groups } = await layOut(pointsOf(rows))
    const [long, short] = [x, y].map((side) => Math.max(...side) - Math.min(...side)).sort((a, b) => b - a)
    expect(long).toBe(MAP_SIDE)
    expect(Math.abs((short ?? 0) / MAP_SIDE - 0.1)).toBeLessThan(0.01)
    expect(groups.reduce((sum, { size }) => sum + size, 0)).toBe(101)
    for (const { typical } of groups) expect(typical).toHaveLength(3)
  })

  test('of nothing, of one memory and of many alike is a picture all the same', async () => {
    expect((await layOut({ values: new Float64Array(), count: 0, dims: 0 })).groups).toEqual([])
    const one = await layOut({ values: new Float64Array(), count: 1, dims: 0 })
    expect([one.x[0], one.y[0], one.groups]).toEqual([
      MAP_SIDE / 2 + 0.5,
      MAP_SIDE / 2 + 0.5,
      [{ size: 1, typical: [0] }],
    ])
    const alike = await layOut(pointsOf(Array(7).fill([1, 1, 1])))
    expect(new Set(alike.x).size).toBe(1)
    expect(alike.groups).toEqual([{ size: 7, typical: [0, 1, 2] }])
  })

  test('comes through its journey unchanged', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: MAP_SIDE }), fc.integer({ min: 0, max: MAP_SIDE }), fc.nat(255))),
        (points) => {
          const [x, y, group] = [0, 1, 2].map((at) => points.map((point) => point[at] ?? 0))
          const unpacked = unpackPoints(packPoints(x ?? [], y ?? [], group ?? []))
          expect(unpacked.count).toBe(points.length)
          expect(points.map((_, at) => [unpacked.x[at], unpacked.y[at], unpacked.group[at]])).toEqual(points)
        },
      ),
    )
  })
})

describe('names', () => {
  const nobody = async () => new Set<string>()
  const texts = (group: number, ...all: string[]) => all.map((text) => ({ group, text }))

  test('are the words that set a group apart, as they are mostly written, not those that all share', async () => {
    const names = await nameGroups(
      [
        ...texts(0, 'The train to Vienna leaves at six', 'the night train to Vienna', 'Vienna by Train'),
        ...texts(1, 'the cat eats kidney diet', 'kidney diet for the cat', 'the cat sleeps'),
        ...texts(2, 'the invoice goes to Erik', 'invoice for the warehouse', 'the invoice of Erik'),
      ],
      3,
      async () => new Set(['the', 'for', 'to', 'at', 'of', 'by', 'goes']),
    )
    expect(names[0]?.slice(0, 2)).toEqual(['train', 'Vienna'])
    expect(names[1]?.slice(0, 2).sort()).toEqual(['cat', 'diet'])
    expect(names[2]?.slice(0, 2)).toEqual(['invoice', 'Erik'])
  })

  test('say one form of a word only', async () => {
    const [names] = await nameGroups(
      [...texts(0, 'train trains training', 'trains train', 'train trains'), ...texts(1, 'soup', 'soup')],
      2,
      nobody,
    )
    expect(names).toEqual(['train'])
  })

  test('of a group without a word of its own are none', async () => {
    expect(await nameGroups([...texts(0, '12 34', '!!'), ...texts(1, '🚣', '')], 2, nobody)).toEqual([[], []])
  })

  test('T61: hold letters only: no markup, no marks, no control or hidden character, nothing endless', () => {
    const hostile =
      '<script>alert(1)</script> "><img src=x onerror=1> \u202Egnp.exe zero\u200Bwidth \u001B[31mred Z\u0301\u0302 ' +
      `${'x'.repeat(5_000)} ${'Z\u0301'.repeat(300)} [click](javascript:x) 1234567 \u0000`
    for (const word of wordsOf(hostile)) expect(word).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]{1,23}$/u)
  })

  test('are found in scripts of every kind', () => {
    expect(wordsOf('東京の電車は速い')).toContain('東京')
    expect(wordsOf('تفضل الرد بالعربية')).toEqual(['تفضل', 'الرد', 'بالعربية'])
    expect(wordsOf('Тюмень и Москва')).toEqual(['Тюмень', 'Москва'])
    expect(wordsOf('été à Zürich')).toEqual(['été', 'Zürich'])
    expect(wordsOf('मुझे हिन्दी पसंद')).toContain('हिन्दी')
  })
})
