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

const kindOf = (table: 'a' | 'c') =>
  ['action', 'surface', 'role', 'outcome', 'actor'].map((column) => `${table}.${column}`).join(', ')
const KIND = kindOf('a')
const SUMS = `sum(a.entries)::float8 as entries, min(a.first_id)::text as "firstId", max(a.last_id)::text as "lastId"`

/** Entries by kind; of `narrowed` those that it leaves. */
export async function readKinds(client: pg.PoolClient, period: Period, narrowed: Narrowed): Promise<Kind[]> {
  const values = new Values()
  const source = isEverybodys(narrowed)
    ? everybodys(values, [period.from, period.to], await readCovered(client))
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
  const source = isEverybodys(narrowed)
    ? everybodysInBars(values, edges, await readCovered(client))
    : ones(values, edges, narrowed)
  const { rows } = await client.query<{ bar: number; entries: number }>(
    `select a.bar, sum(a.entries)::float8 as entries from (${source}) a
      where ${conditionsOf(values, { wanted })} group by a.bar`,
    values.all,
  )
  const counts = new Map(rows.map(({ bar, entries }) => [bar, entries]))
  return edges.slice(1).map((_, at) => counts.get(at + 1) ?? 0)
}

/**
 * The last place in the chain whose entry is counted. As a value in a statement it tells the planner how few come after it; a
 * subquery would be taken for a third of the record.
 */
export async function readCovered(client: pg.PoolClient): Promise<string> {
  const { rows } = await client.query<{ seq: string }>(
    'select coalesce(max(seq), 0)::text as seq from dashboard.audit_counted',
  )
  return rows[0]?.seq ?? '0'
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
function everybodys(values: Values, edges: Edges, covered: string): string {
  const { all, first, last, months, days, hours } = cutsOf(values, edges)
  const within = `c.slot >= ${first} and c.slot < ${last}`
  const counted = values.add(covered)
  return `select ${barOf('c.slot', all)} as bar, ${KEPT} from dashboard.audit_count c
           where c.unit = 'month' and ${within} and c.slot <> all(${months.begins})
          union all
          select ${barOf('c.slot', all)}, ${KEPT} from ${partsOf(months, 'day')} where ${within} and c.slot <> all(${days.begins})
          union all
          select ${barOf('c.slot', all)}, ${KEPT} from ${partsOf(days, 'hour')} where ${within} and c.slot <> all(${hours.begins})
          union all
          select ${barOf('a.at', all)}, ${ENTRY} from ${entriesOf(hours, counted)} where a.at >= ${first} and a.at < ${last}
          union all
          select ${barOf('a.at', all)}, ${ENTRY} from ${notCovered(counted)} where a.at >= ${first} and a.at < ${last}`
}

/**
 * As {@link everybodys}, where edges cut many days: each of those comes whole into the bar that it begins in, and what of it lies behind
 * an edge is taken out there and put where it belongs. Where that is the same bar, the two cancel.
 */
function everybodysInBars(values: Values, edges: readonly Date[], covered: string): string {
  const { all, first, last, months, days, hours } = cutsOf(values, edges)
  const within = `c.slot >= ${first} and c.slot < ${last}`
  const counted = values.add(covered)
  const twice = `cross join (values (1), (-1)) as put (sign)`
  const barOfPut = (column: string) =>
    `case put.sign when 1 then ${barOf(column, all)} else ${barOf(`date_trunc('day', ${column}, 'UTC')`, all)} end`
  return `select ${barOf('c.slot', all)} as bar, ${kindOf('c')}, c.entries from dashboard.audit_count c
           where c.unit = 'month' and ${within} and c.slot <> all(${months.begins})
          union all
          select ${barOf('c.slot', all)}, ${kindOf('c')}, c.entries from ${partsOf(months, 'day')} where ${within}
          union all
          select ${barOfPut('c.slot')}, ${kindOf('c')}, put.sign * c.entries
            from ${partsOf(days, 'hour', 'edges')} ${twice} where c.slot <> all(${hours.begins})
          union all
          select ${barOfPut('a.at')}, ${KIND_OF_ENTRY}, put.sign from ${entriesOf(hours, counted)} ${twice}
          union all
          select ${barOf('a.at', all)}, ${KIND_OF_ENTRY}, 1 from ${notCovered(counted)} where a.at >= ${first} and a.at < ${last}`
}

const KIND_OF_ENTRY = `a.action, a.surface, a.role, a.outcome, case when a.role in ('auditor', 'admin') then a.actor else '' end as actor`
const KEPT = `${kindOf('c')}, c.entries, c.first_id, c.last_id`
const ENTRY = `${KIND_OF_ENTRY}, 1 as entries, a.id as first_id, a.id as last_id`

function cutsOf(values: Values, edges: Edges) {
  const instants = edges.filter((one) => one !== null)
  const all = values.add(toTexts(edges))
  const cutIn = (unit: Unit): Cut => {
    const cuts = [...cutBy(instants, unit)]
    const given = (list: readonly number[]) => `${values.add(list.map(toText))}::timestamptz[]`
    const begins = cuts.map(([begin]) => begin)
    return {
      begins: given(begins),
      ends: given(begins.map((begin) => endOf(begin, unit))),
      edges: given(cuts.map(([, edge]) => edge)),
    }
  }
  const [first, last] = [`(${all}::timestamptz[])[1]`, `(${all}::timestamptz[])[${edges.length}]`]
  return { all, first, last, months: cutIn('month'), days: cutIn('day'), hours: cutIn('hour') }
}

/** The days of months, or the hours of days, as `c`, all or those behind the first edge; each of these through the index. */
function partsOf(cut: Cut, unit: Unit, from: 'begins' | 'edges' = 'begins'): string {
  return `${unnested(cut)} cross join lateral (
            select * from dashboard.audit_count c where c.unit = '${unit}' and c.slot >= cut.${from} and c.slot < cut.ends offset 0) c`
}

/** The entries of hours, as far as they are counted, as `a`. */
function entriesOf(hours: Cut, counted: string): string {
  return `${unnested(hours)}
            cross join lateral (
              select min(c.first_id) as low, max(c.last_id) as high from dashboard.audit_count c
               where c.unit = 'hour' and c.slot = cut.begins) as kept
            cross join lateral (
              select * from dashboard.audit a
               where a.id between kept.low and kept.high and a.at >= cut.begins and a.at < cut.ends
                 and (select n.seq from dashboard.audit_chain n where n.audit_id = a.id) <= ${counted}::bigint offset 0) a`
}

/** What is not counted yet, as `a`. */
function notCovered(counted: string): string {
  return `dashboard.audit_chain n join dashboard.audit a on a.id = n.audit_id and n.seq > ${counted}::bigint`
}

/** Between which of the edges, from 1. */
function barOf(column: string, edges: string): string {
  return `width_bucket(${column}, ${edges}::timestamptz[])`
}

type Unit = 'hour' | 'day' | 'month'

/** Hours, days or months, as SQL, and the first edge in each: a session's time zone has no say in where they end. */
type Cut = { begins: string; ends: string; edges: string }

function unnested({ begins, ends, edges }: Cut): string {
  return `unnest(${begins}, ${ends}, ${edges}) as cut (begins, ends, edges)`
}

/** Where the hours, days or months begin, in UTC, that an edge lies inside of, each with the first such edge. */
function cutBy(edges: readonly Date[], unit: Unit): Map<number, number> {
  const cuts = edges.map((edge) => [beginOf(edge, unit), edge.getTime()] as const)
  return new Map(cuts.filter(([begin, edge]) => edge !== begin).reverse()) // the first is the last to be set
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
