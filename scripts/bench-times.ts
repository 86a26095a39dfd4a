// How the bench takes times: several things in turn, medians, and ratios within one run.
import { performance } from 'node:perf_hooks'

const ROUNDS = 15

/** Medians of several things timed in turn, A B C A B C …, in milliseconds. */
export async function interleaved(things: Record<string, () => unknown>): Promise<Record<string, number>> {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(things).map((name) => [name, []]))
  for (let round = -2; round < ROUNDS; round++)
    for (const [name, run] of Object.entries(things)) {
      const start = performance.now()
      await run()
      if (round >= 0) times[name]?.push(performance.now() - start)
    }
  return Object.fromEntries(
    Object.entries(times).map(([name, list]) => [name, list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0]),
  )
}

export function print(what: string, time: number | undefined, then: string) {
  console.log(`  ${what.padEnd(48)} ${ms(time).padStart(9)}   ${then}`)
}

export function ms(time: number | undefined): string {
  return `${(time ?? 0).toFixed(2)} ms`
}

export function ratio(a: number | undefined, b: number | undefined): string {
  return ((a ?? 0) / (b ?? 1)).toFixed(1)
}
