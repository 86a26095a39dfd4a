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
  const cutIn = (unit: Unit): Cut => {
    const begins = cutBy(instants, unit)
    const given = (list: readonly number[]) => `${values.add(list.map(toText))}::timestamptz[]`
    return { begins: given(begins), ends: given(begins.map((begin) => endOf(begin, unit))) }
  }
  const [months, days, hours] = [cutIn('month'), cutIn('day'), cutIn('hour')]
  const kept = `c.action, c.surface, c.role, c.outcome, c.actor, c.entries, c.first_id, c.last_id`
  const entry = `a.action, a.surface, a.role, a.outcome, case when a.role in ('auditor', 'admin') then a.actor else '' end as actor,
                 1 as entries, a.id as first_id, a.id as last_id`
  const counted = `(select coalesce(max(seq), 0) from dashboard.audit_counted)`
  const within = (cut: Cut, part: Unit, cutParts: Cut) => `
          select ${barOf('c.slot', all)}, ${kept} from ${unnested(cut)}
            join dashboard.audit_count c on c.unit = '${part}' and c.slot >= cut.begins and c.slot < cut.ends
           where c.slot >= ${first} and c.slot < ${last} and c.slot <> all(${cutParts.begins})`
  return `select ${barOf('c.slot', all)} as bar, ${kept} from dashboard.audit_count c
           where c.unit = 'month' and c.slot >= ${first} and c.slot < ${last} and c.slot <> all(${months.begins})
          union all ${within(months, 'day', days)}
          union all ${within(days, 'hour', hours)}
          union all
          select ${barOf('a.at', all)}, ${entry} from ${unnested(hours)}
            cross join lateral (
              select min(c.first_id) as low, max(c.last_id) as high from dashboard.audit_count c
               where c.unit = 'hour' and c.slot = cut.begins) as kept
            cross join lateral (
              select * from dashboard.audit a
               where a.id between kept.low and kept.high and a.at >= cut.begins and a.at < cut.ends
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

/** Hours, days or months, as SQL: a session's time zone has no say in where they end. */
type Cut = { begins: string; ends: string }

function unnested({ begins, ends }: Cut): string {
  return `unnest(${begins}, ${ends}) as cut (begins, ends)`
}

/** Where the hours, days or months begin, in UTC, that an edge lies inside of. */
function cutBy(edges: readonly Date[], unit: Unit): number[] {
  const begins = edges.map((edge) => [edge.getTime(), beginOf(edge, unit)] as const)
  return [...new Set(begins.filter(([edge, begin]) => edge !== begin).map(([, begin]) => begin))]
}

function beginOf(edge: Date, unit: Unit): number {
  if (unit === 'month') return Date.UTC(edge.getUTCFullYear(), edge.getUTCMonth())
  const length = LENGTH[unit]
  return Math.floor(edge.getTime() / length) * length
}

function endOf(begin: number, unit: Unit): number {
  if (unit !== 'month') return begin + LENGTH[unit]
  const month = new Date(begin)
  return Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1)
}

const LENGTH = { hour: 3_600_000, day: 86_400_000 }

function toText(instant: number): string {
  return new Date(instant).toISOString()
}

function toTexts(edges: Edges): string[] {
  return edges.map((edge, at) => edge?.toISOString() ?? (at === 0 ? '-infinity' : 'infinity'))
}
