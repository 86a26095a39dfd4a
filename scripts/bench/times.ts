// How the bench takes times: several things in turn, medians, and ratios within one run.
import { performance } from 'node:perf_hooks'

const ROUNDS = 15

/**
 * Medians of several things timed in turn, A B C A B C …, in milliseconds. What answers with a number has taken its own time.
 * @param rounds beside two to warm up
 */
export async function interleaved(
  things: Record<string, () => unknown>,
  rounds = ROUNDS,
): Promise<Record<string, number>> {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(things).map((name) => [name, []]))
  for (let round = -2; round < rounds; round++)
    for (const [name, run] of Object.entries(things)) {
      const start = performance.now()
      const own = await run()
      if (round >= 0) times[name]?.push(typeof own === 'number' ? own : performance.now() - start)
    }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, quantile(list, 0.5)]))
}

export function quantile(list: readonly number[], share: number): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0
}

export function print(what: string, time: number | undefined, then: string) {
  console.log(`  ${what.padEnd(48)} ${ms(time).padStart(9)}   ${then}`)
}

export function ms(time: number | undefined): string {
  return `${(time ?? 0).toFixed(2)} ms`
}

/** One line of a numbered goal of docs/benchmarks.md. @param isMet null: measured without being a goal */
export function goal(number: number, what: string, measured: string, isMet: boolean | null) {
  console.log(`  goal ${number}: ${what}: ${measured}: ${isMet === null ? 'no goal' : isMet ? 'met' : 'MISSED'}`)
}

/** With two digits behind the point: for goals below one. */
export function share(a: number | undefined, b: number | undefined): string {
  return ((a ?? 0) / (b ?? 1)).toFixed(2)
}

export function ratio(a: number | undefined, b: number | undefined): string {
  return ((a ?? 0) / (b ?? 1)).toFixed(1)
}
