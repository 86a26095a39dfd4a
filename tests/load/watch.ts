// What is looked at beside the answers, once a second: the server's memory and lateness, its connections, who has the processors.
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Town } from './town'

/** A line of watch-process.cjs; bytes, milliseconds, seconds of processor time. */
export type Second = {
  at: number
  pid: number
  cpu: number
  late: { p50: number; p99: number; max: number }
  rss: number
  heapUsed: number
  kept?: { heapUsed: number; external: number; rss: number }
}

/** Shares of one processor, since the last look. */
export type Shares = { at: number; machine: number; postgres: number; generator: number }

export type Watch = {
  shares: Shares[]
  /** Most connections that the server had at one time. */
  connections: number
  /** When nothing ran for longer than three seconds, as when the machine is stopped. */
  gaps: { at: number; seconds: number }[]
  stop: () => void
}

const TICKS = 100 // of /proc, a second

export function startWatch({ db }: Town): Watch {
  const watch: Watch = { shares: [], connections: 0, gaps: [], stop: () => clearInterval(timer) }
  const known = new Map<number, number>()
  let [last, machine, own, postgres] = [Date.now(), machineTicks(), process.cpuUsage(), 0]
  const look = async () => {
    const { rows } = await db.query<{ pid: number; name: string }>(
      `select pid, application_name as name from pg_stat_activity where application_name <> 'load suite'`,
    )
    watch.connections = Math.max(watch.connections, rows.filter(({ name }) => name === 'memory-dashboard').length)
    for (const { pid } of rows) known.set(pid, ticksOf(pid) ?? known.get(pid) ?? 0)
    const [now, busy, sum] = [Date.now(), machineTicks(), [...known.values()].reduce((all, one) => all + one, 0)]
    const seconds = (now - last) / 1_000
    const { user, system } = process.cpuUsage(own)
    if (seconds > 3) watch.gaps.push({ at: last, seconds })
    if (watch.shares.length > 0 || last > 0)
      watch.shares.push({
        at: now,
        machine: (busy - machine) / TICKS / seconds,
        postgres: Math.max(0, sum - postgres) / TICKS / seconds,
        generator: (user + system) / 1e6 / seconds,
      })
    ;[last, machine, own, postgres] = [now, busy, process.cpuUsage(), sum]
  }
  let isLooking = false
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    look().finally(() => {
      isLooking = false
    })
  }, 1_000)
  return watch
}

export function secondsOf(town: Town): Second[] {
  return readFileSync(town.watched, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Second)
}

/** Of all processors together, without those that wait. */
function machineTicks(): number {
  return cpus().reduce(
    (sum, { times: { user, nice, sys, irq } }) => sum + (user + nice + sys + irq) / (1_000 / TICKS),
    0,
  )
}

function ticksOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return Number(fields[11]) + Number(fields[12])
  } catch {
    return undefined // it has ended
  }
}
