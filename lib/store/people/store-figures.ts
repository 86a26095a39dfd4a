// What concerns everybody together, counted with everybody: what lies outside, what hangs in the air, who wrote and read how often.
import type pg from 'pg'
import type { AgentCode } from '@/lib/shared/people'
import type { MemoryStore } from '../memory-store'
import { readLogDays } from '../read-log'
import { type LabelCount, READER } from './label-counts'
import { isBelow } from './sql'

export type StoreFigures = {
  people: number
  memories: number
  unsearchable: number
  stale: number
  expired: number
  /** By month of first writing (UTC), latest first; `began`: people whose first memory is from then. */
  months: { month: string; memories: number; began: number }[]
  /** Who wrote memories last, and who read; with how many people have to do with them. Those of most people first. */
  agents: { code: AgentCode; memories: number; people: number }[]
  /** Memories in namespaces of nobody: outside of `namespaceRoot`, or below it without a label. */
  outside: number
  /** Search entries without a memory. */
  orphans: number
  /** Recorded reads that are kept, by reader and way. */
  reads: { reader: string; way: 'search' | 'get' | 'list'; reads: number }[]
  readsSince: string | null
}

export async function storeFigures(
  client: pg.PoolClient,
  store: MemoryStore,
  counts: readonly LabelCount[],
): Promise<StoreFigures> {
  const { catalog, namespaceRoot } = store
  const one = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[]) =>
    (await client.query<Row>(sql, values)).rows
  const [loose] = await one<{ outside: number; orphans: number }>(
    `select (select count(*)::int from ${catalog.store} s
              where not ${isBelow('s.prefix', '$1')} or ${isBelow('s.prefix', "($1 || '.')")} or s.prefix = $1 || '.') as outside,
            (select count(*)::int from ${catalog.vectors} v
              where not exists (select from ${catalog.store} s where s.prefix = v.prefix and s.key = v.key)) as orphans`,
    [namespaceRoot],
  )
  const kept = `${isBelow('r.root', '$1')} and r.kept_until > now() and r.at > now() - make_interval(days => $2)`
  const keptBy = [namespaceRoot, readLogDays(store)]
  const reads = await one<StoreFigures['reads'][number]>(
    `select ${READER} as reader, r.way, count(*)::int as reads
       from dashboard.read_log r where ${kept} group by 1, 2`,
    keptBy,
  )
  const [since] = await one<{ at: string | null }>(
    `select min(r.at)::text as at from dashboard.read_log r where ${kept}`,
    keptBy,
  )
  return {
    ...summed(counts),
    ...(loose ?? { outside: 0, orphans: 0 }),
    reads,
    readsSince: since?.at ?? null,
  }
}

function summed(counts: readonly LabelCount[]) {
  const months = new Map<string, { memories: number; began: number }>()
  const monthAt = (month: string) => {
    const found = months.get(month) ?? { memories: 0, began: 0 }
    months.set(month, found)
    return found
  }
  const agents = new Map<string, { memories: number; people: number }>()
  for (const { months: own, first_at, writers, readers } of counts) {
    for (const [month, memories] of Object.entries(own)) monthAt(month).memories += memories
    if (first_at !== null) monthAt(first_at.slice(0, 7)).began++
    for (const code of new Set([...Object.keys(writers), ...Object.keys(readers)])) {
      const agent = agents.get(code) ?? { memories: 0, people: 0 }
      agents.set(code, { memories: agent.memories + (writers[code] ?? 0), people: agent.people + 1 })
    }
  }
  const sum = (of: (one: LabelCount) => number) => counts.reduce((total, one) => total + of(one), 0)
  return {
    people: counts.length,
    memories: sum(({ memories }) => memories),
    unsearchable: sum(({ unsearchable }) => unsearchable),
    stale: sum(({ stale }) => stale),
    expired: sum(({ expired }) => expired),
    months: [...months].map(([month, one]) => ({ month, ...one })).sort((a, b) => (a.month < b.month ? 1 : -1)),
    agents: [...agents]
      .map(([code, one]) => ({ code: code as AgentCode, ...one }))
      .sort((a, b) => b.people - a.people || (a.code < b.code ? -1 : 1)),
  }
}
