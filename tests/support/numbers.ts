// How often the tests of the night try. RUNS=0.01 is a hundredth of it, for a look in between.

const share = Number(process.env.RUNS ?? '1')
if (!(share > 0 && share <= 1)) throw new Error('RUNS is a share between 0 and 1')

export const times = (full: number): number => Math.max(1, Math.ceil(full * share))

/** A generator of numbers below `below`, with a seed that is printed, so that what failed can be had again. */
export function draws(): { below: (limit: number) => number; of: <T>(list: readonly T[]) => T } {
  let state = Number(process.env.SEED ?? 1 + Math.floor(Math.random() * 2 ** 30))
  // Playwright reads each file twice
  if ((process.env.TEST_WORKER_INDEX ?? process.env.VITEST) !== undefined) console.log(`SEED=${state}`)
  const below = (limit: number) => {
    // xorshift: the low bits are as good as the high ones
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % limit
  }
  return { below, of: (list) => list[below(list.length)] as (typeof list)[number] }
}

/** Runs `work` so often, `atOnce` at a time. */
export async function atOnce(runs: number, lanes: number, work: (run: number) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < runs) await work(next++)
    }),
  )
}
