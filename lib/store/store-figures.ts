// What concerns everybody together, counted with everybody: what lies outside, what hangs in the air, who wrote and read how often.
import type pg from 'pg'
import { READER } from './label-counts'
import type { MemoryStore } from './memory-store'
import { isBelow } from './people-sql'
import { readLogDays } from './read-log'

export type StoreFigures = {
  /** Memories in namespaces of nobody: outside of `namespaceRoot`, or below it without a label. */
  outside: number
  /** Search entries without a memory. */
  orphans: number
  /** Recorded reads that are kept, by reader and way. */
  reads: { reader: string; way: 'search' | 'get' | 'list'; reads: number; people: number }[]
  readsSince: string | null
  /** Audited writes of memories in the last 30 days, by as whom and where. */
  writes: { role: string; surface: string; writes: number }[]
  writesSince: string | null
  /** Searches across people by staff, in the last 30 days. */
  staffSearches: number
}

/** So many days back the audit is counted. */
export const AUDIT_DAYS = 30

export async function storeFigures(client: pg.PoolClient, store: MemoryStore): Promise<StoreFigures> {
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
    `select ${READER} as reader, r.way, count(*)::int as reads, count(distinct r.root)::int as people
       from dashboard.read_log r where ${kept} group by 1, 2`,
    keptBy,
  )
  const [since] = await one<{ reads: string | null; writes: string | null }>(
    `select (select min(r.at)::text from dashboard.read_log r where ${kept}) as reads,
            (select min(a.at)::text from dashboard.audit a) as writes`,
    keptBy,
  )
  const audited = await one<{ role: string; surface: string; isSearch: boolean; writes: number }>(
    `select role, surface, action = 'people.search' as "isSearch", count(*)::int as writes
       from dashboard.audit
      where at > now() - make_interval(days => ${AUDIT_DAYS}) and outcome = 'done' and (starts_with(action, 'memory.') or action = 'people.search')
      group by 1, 2, 3`,
    [],
  )
  return {
    ...(loose ?? { outside: 0, orphans: 0 }),
    reads,
    readsSince: since?.reads ?? null,
    writes: audited.filter(({ isSearch }) => !isSearch).map(({ isSearch: _, ...rest }) => rest),
    writesSince: since?.writes ?? null,
    staffSearches: audited.filter(({ isSearch }) => isSearch).reduce((sum, { writes }) => sum + writes, 0),
  }
}
