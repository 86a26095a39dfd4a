// The numbers of a run, as they are printed.
import type { Answered } from './visit'
import type { Second, Watch } from './watch'

/** @param share 0 to 1 */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export const timesOf = (answers: Answered[]): number[] => answers.map(({ ms }) => ms)

export const median = (values: number[]): number => quantile(values, 0.5)

/** A line for each kind of request, most frequent first. */
export function byKind(answers: Answered[]): string {
  const kinds = new Map<string, Answered[]>()
  for (const one of answers) {
    const ones = kinds.get(one.kind)
    if (ones === undefined) kinds.set(one.kind, [one])
    else ones.push(one)
  }
  const lines = [...kinds].sort(([, a], [, b]) => b.length - a.length).map(([kind, ones]) => lineOf(kind, ones))
  return [
    '| kind | requests | p50 | p95 | p99 | slowest | |',
    '|---|---|---|---|---|---|---|',
    ...lines,
    lineOf('all', answers),
  ].join('\n')
}

function lineOf(kind: string, answers: Answered[]): string {
  const times = timesOf(answers)
  const shares = [0.5, 0.95, 0.99, 1].map((share) => `${Math.round(quantile(times, share))} ms`)
  const others = (['refused', 'conflict', 'wrong'] as const)
    .map((outcome) => [outcome, answers.filter((one) => one.outcome === outcome).length] as const)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`)
  return `| ${kind} | ${answers.length} | ${shares.join(' | ')} | ${others.join(', ')} |`
}

const MB = 2 ** 20

/** What is kept at the beginning of the steady state and at its end: medians of their collections. */
export type Memory = { begins: number; ends: number; rssBegins: number; rssEnds: number; collections: number }

/** @param seconds of the steady state */
export function memoryOf(seconds: Second[]): Memory {
  const kept = seconds.flatMap((second) => second.kept ?? [])
  const part = Math.max(1, Math.floor(kept.length / 4))
  const [first, last] = [kept.slice(0, part), kept.slice(-part)]
  const middle = (ones: typeof kept, of: 'heapUsed' | 'rss') => median(ones.map((one) => one[of])) / MB
  return {
    ...{ begins: middle(first, 'heapUsed'), ends: middle(last, 'heapUsed') },
    ...{ rssBegins: middle(first, 'rss'), rssEnds: middle(last, 'rss') },
    collections: kept.length,
  }
}

export function memorySaid({ begins, ends, rssBegins, rssEnds, collections }: Memory): string {
  const [heap, rss] = [
    `${begins.toFixed(1)} → ${ends.toFixed(1)} MB`,
    `${rssBegins.toFixed(0)} → ${rssEnds.toFixed(0)} MB`,
  ]
  return `memory after a full collection, first quarter → last quarter of ${collections}: heap ${heap}, resident ${rss}`
}

/** @param seconds of the steady state */
export function machineSaid(seconds: Second[], { shares, connections, gaps }: Watch): string {
  const [first, last] = [seconds[0], seconds.at(-1)]
  const server = first && last ? (last.cpu - first.cpu) / ((last.at - first.at) / 1_000) : 0
  const mean = (of: 'machine' | 'postgres' | 'generator') =>
    (shares.reduce((sum, one) => sum + one[of], 0) / Math.max(1, shares.length)).toFixed(2)
  const late = (share: number) =>
    quantile(
      seconds.map((second) => second.late.p99),
      share,
    ).toFixed(0)
  return [
    `processors in use: machine ${mean('machine')}, of that server ${server.toFixed(2)}, Postgres ${mean('postgres')}, this suite ${mean('generator')}`,
    `event loop, the latest hundredth of each second: median ${late(0.5)} ms, p95 ${late(0.95)} ms; latest of all ${Math.max(...seconds.map((second) => second.late.max)).toFixed(0)} ms`,
    `connections: at most ${connections}`,
    `gaps: ${gaps.length === 0 ? 'none' : gaps.map(({ at, seconds }) => `${seconds.toFixed(0)} s at ${new Date(at).toISOString()}`).join(', ')}`,
  ].join('\n')
}
