// When a search says that nothing stands out: by how close memories lie to each other, how many there are, and the words.
import { describe, expect, test } from 'vitest'
import { standsOut } from '@/lib/store/search/stands-out'

describe('the best of a search stands out', () => {
  const own = { count: 496, mean: 0.2, deviation: 0.1 }
  const best = (score: number | null, coverage: number | null = 0) => ({ score, coverage })

  test('where it is closer than chance would bring one of so many', () => {
    expect(standsOut(best(0.4), 75, own)).toBe(false)
    expect(standsOut(best(0.45), 75, own)).toBe(true)
    expect(standsOut(best(0.4), 20, own)).toBe(true)
    expect(standsOut(best(0.45), 10_000, own)).toBe(false)
  })

  test('on the scale of the encoder, whatever that is', () => {
    for (const [factor, shift] of [
      [0.3, 0.6],
      [1, -0.4],
    ] as const) {
      const scale = (x: number) => x * factor + shift
      const other = { ...own, mean: scale(own.mean), deviation: own.deviation * factor }
      for (const score of [0.1, 0.3, 0.4, 0.45, 0.6])
        expect(standsOut(best(scale(score)), 75, other)).toBe(standsOut(best(score), 75, own))
    }
  })

  test('the rather, the more of the question its words or those of another memory cover', () => {
    expect([0, 0.1, 0.2, 0.5, 1].map((coverage) => standsOut(best(0.32, coverage), 75, own))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
    expect(standsOut(best(-0.2, 1), 75, own)).toBe(true)
  })

  test('by less where words were not compared, and by words alone where nothing has a score', () => {
    expect([standsOut(best(0.38, 0), 75, own), standsOut(best(0.38, null), 75, own)]).toEqual([false, true])
    expect(
      [0, 0.2, 0.3].map((coverage) => standsOut(best(null, coverage), 0, { count: 0, mean: 0, deviation: 0 })),
    ).toEqual([false, false, true])
  })

  test('and is not denied where too few memories, or memories all alike, tell nothing', () => {
    expect(standsOut(best(-1), 2, { count: 1, mean: 0, deviation: 0 })).toBe(true)
    expect(standsOut(best(-1), 75, { count: 496, mean: 1, deviation: 0 })).toBe(true)
  })
})
