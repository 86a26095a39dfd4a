// How many entries of which kind there are: of everything from the counts that are kept (migration 016) and the few entries after them, of one person one by one. Exact.
import type pg from 'pg'
import { conditionsOf, type Narrowed, type Period, Values, type Wanted } from './sql'

/** Entries that are alike in what is counted, within a period. */
export type Kind = {
  action: string
  surface: string
  role: string
  outcome: string
  /** Who acted, where that is told apart: of staff always, else only where one person's entries are counted. Empty: many. */
  actor: string
  entries: number
  /** No entry of these has a smaller or a greater id. */
  firstId: string
  lastId: string
}

const KIND = 'a.action, a.surface, a.role, a.outcome, a.actor'
const SUMS = `sum(a.entries)::float8 as entries, min(a.first_id)::text as "firstId", max(a.last_id)::text as "lastId"`

/** Entries by kind; of `narrowed` those that it leaves. */
export async function readKinds(client: pg.PoolClient, period: Period, narrowed: Narrowed): Promise<Kind[]> {
  const values = new Values()
  const source = isEverybodys(narrowed)
    ? everybodys(values, [period.from, period.to])
    : ones(values, [period.from, period.to], narrowed)
  const { rows } = await client.query<Kind>(`select ${KIND}, ${SUMS} from (${source}) a group by ${KIND}`, values.all)
  return rows
}

/**
 * Entries between each instant and the next.
 * @param edges ascending, at least two
 */
export async function readBars(
  client: pg.PoolClient,
  edges: readonly Date[],
  narrowed: Narrowed,
  wanted: Wanted,
): Promise<number[]> {
  const values = new Values()
  const source = isEverybodys(narrowed) ? everybodys(values, edges) : ones(values, edges, narrowed)
  const { rows } = await client.query<{ bar: number; entries: number }>(
    `select a.bar, sum(a.entries)::float8 as entries from (${source}) a
      where ${conditionsOf(values, { wanted })} group by a.bar`,
    values.all,
  )
  const counts = new Map(rows.map(({ bar, entries }) => [bar, entries]))
  return edges.slice(1).map((_, at) => counts.get(at + 1) ?? 0)
}

function isEverybodys(narrowed: Narrowed): boolean {
  return Object.values(narrowed).every((one) => one === null)
}

type Edges = readonly (Date | null)[]

/** Entries of one person or memory, through their index. */
function ones(values: Values, edges: Edges, narrowed: Narrowed): string {
  const period = { from: edges[0] ?? null, to: edges.at(-1) ?? null }
  return `select ${barOf('a.at', values.add(toTexts(edges)))} as bar, ${KIND}, 1 as entries, a.id as first_id, a.id as last_id
            from dashboard.audit a where ${conditionsOf(values, { period, narrowed })}`
}

/**
 * All entries between the first edge and the last. Months within two edges come whole; where an edge cuts a month, its days; where it
 * cuts a day, its hours; where it cuts an hour, that hour's entries. What is not covered yet comes entry by entry.
 */
function everybodys(values: Values, edges: Edges): string {
  const instants = edges.filter((one) => one !== null)
  const all = values.add(toTexts(edges))
  const [first, last] = [`(${all}::timestamptz[])[1]`, `(${all}::timestamptz[])[${edges.length}]`]
  const cutIn = (unit: Unit) => `${values.add(cutBy(instants, unit))}::timestamptz[]`
  const [months, days, hours] = [cutIn('month'), cutIn('day'), cutIn('hour')]
  const kept = `c.action, c.surface, c.role, c.outcome, c.actor, c.entries, c.first_id, c.last_id`
  const entry = `a.action, a.surface, a.role, a.outcome, case when a.role in ('auditor', 'admin') then a.actor else '' end as actor,
                 1 as entries, a.id as first_id, a.id as last_id`
  const counted = `(select coalesce(max(seq), 0) from dashboard.audit_counted)`
  const within = (unit: Unit, cut: string, part: Unit, cutParts: string) => `
          select ${barOf('c.slot', all)}, ${kept} from unnest(${cut}) as cut (begin)
            join dashboard.audit_count c on c.unit = '${part}' and c.slot >= cut.begin and c.slot < cut.begin + interval '1 ${unit}'
           where c.slot >= ${first} and c.slot < ${last} and c.slot <> all(${cutParts})`
  return `select ${barOf('c.slot', all)} as bar, ${kept} from dashboard.audit_count c
           where c.unit = 'month' and c.slot >= ${first} and c.slot < ${last} and c.slot <> all(${months})
          union all ${within('month', months, 'day', days)}
          union all ${within('day', days, 'hour', hours)}
          union all
          select ${barOf('a.at', all)}, ${entry} from unnest(${hours}) as cut (hour)
            cross join lateral (
              select min(c.first_id) as low, max(c.last_id) as high from dashboard.audit_count c
               where c.unit = 'hour' and c.slot = cut.hour) as kept
            cross join lateral (
              select * from dashboard.audit a
               where a.id between kept.low and kept.high and a.at >= cut.hour and a.at < cut.hour + interval '1 hour'
                 and (select n.seq from dashboard.audit_chain n where n.audit_id = a.id) <= ${counted} offset 0) a
           where a.at >= ${first} and a.at < ${last}
          union all
          select ${barOf('a.at', all)}, ${entry}
            from dashboard.audit_chain n join dashboard.audit a on a.id = n.audit_id
           where n.seq > ${counted} and a.at >= ${first} and a.at < ${last}`
}

/** Between which of the edges, from 1. */
function barOf(column: string, edges: string): string {
  return `width_bucket(${column}, ${edges}::timestamptz[])`
}

type Unit = 'hour' | 'day' | 'month'

/** Where the hours, days or months begin, in UTC, that an edge lies inside of. */
function cutBy(edges: readonly Date[], unit: Unit): string[] {
  const begins = edges.map((edge) => [edge.getTime(), beginOf(edge, unit)] as const)
  const cut = new Set(begins.filter(([edge, begin]) => edge !== begin).map(([, begin]) => begin))
  return [...cut].map((begin) => new Date(begin).toISOString())
}

function beginOf(edge: Date, unit: Unit): number {
  if (unit === 'month') return Date.UTC(edge.getUTCFullYear(), edge.getUTCMonth())
  const length = unit === 'day' ? 86_400_000 : 3_600_000
  return Math.floor(edge.getTime() / length) * length
}

function toTexts(edges: Edges): string[] {
  return edges.map((edge, at) => edge?.toISOString() ?? (at === 0 ? '-infinity' : 'infinity'))
}
