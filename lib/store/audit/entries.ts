// Entries of the audit in the order of their ids, page by page, however rare those are that are wanted among a million.
import type pg from 'pg'
import type { AuditPlace } from '@/lib/shared/audit-filter'
import type { Kind } from './counts'
import { conditionsOf, type Narrowed, type Period, Values } from './sql'

/** One entry, with its place in the chain. Times are Postgres text in UTC; pseudonyms stand for people and memories. */
export type Entry = {
  id: string
  at: string
  opId: string
  action: string
  surface: string
  role: string
  actor: string
  subject: string
  memory: string | null
  outcome: string
  reason: string | null
  beforeHash: string | null
  afterHash: string | null
  /** `detail::text`. */
  detail: string
  seq: string
  /** Hexadecimal. */
  hash: string
}

export type EntriesWanted = {
  period: Period
  narrowed: Narrowed
  /** The kinds that are wanted, as {@link import('./counts').readKinds} counted them in the same transaction. */
  kinds: readonly Kind[]
  /** Whether these are all kinds that there are. */
  isEveryKind: boolean
  place: AuditPlace
  limit: number
}

/** The columns of {@link Entry}, of `a` and its place `n` in the chain. */
const COLUMNS = `a.id::text, (a.at at time zone 'UTC')::text || '+00' as at, a.op_id::text as "opId", a.action, a.surface, a.role, a.actor, a.subject, a.memory, a.outcome,
       a.reason, a.before_hash as "beforeHash", a.after_hash as "afterHash", a.detail::text as detail, n.seq::text, encode(n.hash, 'hex') as hash`

/** Newest first; above a place those next to it, newest first too. */
export async function listEntries(client: pg.PoolClient, wanted: EntriesWanted): Promise<Entry[]> {
  if (wanted.kinds.length === 0) return []
  const values = new Values()
  const isUpwards = wanted.place.above !== undefined
  const found = isPlain(wanted) ? plain(values, wanted) : kindByKind(values, wanted)
  const { rows } = await client.query<Entry>(
    `select ${COLUMNS} from (${found}) a join dashboard.audit_chain n on n.audit_id = a.id order by a.id ${isUpwards ? 'asc' : 'desc'}`,
    values.all,
  )
  return isUpwards ? rows.reverse() : rows
}

/** Where few are left out, or where one person's index finds them. */
function isPlain({ narrowed, isEveryKind }: EntriesWanted): boolean {
  return isEveryKind || Object.values(narrowed).some((one) => one !== null)
}

function plain(values: Values, { period, narrowed, kinds, isEveryKind, place, limit }: EntriesWanted): string {
  const low = values.add(kinds.reduce((least, { firstId }) => smaller(least, firstId), kinds[0]?.firstId ?? '0'))
  const high = values.add(kinds.reduce((most, { lastId }) => greater(most, lastId), '0'))
  const most = values.add(limit)
  const ofKind = isEveryKind
    ? 'true'
    : `(a.action, a.surface, a.role, a.outcome) in (select * from ${unnested(values, kinds)} as kind)`
  // each of a person's pseudonyms through its index, in order
  const [each, column] =
    narrowed.subject === null
      ? ['', null]
      : [`from unnest(${values.add(narrowed.subject)}::text[]) as whose (subject) cross join lateral`, 'whose.subject']
  const one = `select a.* from dashboard.audit a
           where a.id between ${low}::bigint and ${high}::bigint and ${conditionsOf(values, { period, narrowed: { ...narrowed, subject: null } })} and ${ofKind}
             and ${column === null ? 'true' : `a.subject = ${column}`} and ${beyond(values, place)}
           order by a.id ${order(place)} limit ${most}`
  return column === null ? one : `select a.* ${each} (${one}) a order by a.id ${order(place)} limit ${most}`
}

/** The first of each kind through its index, and of these the first. */
function kindByKind(values: Values, { period, kinds, place, limit }: EntriesWanted): string {
  const most = values.add(limit)
  const merged = [...mergedBy(kinds).values()]
  const bounds = [merged.map(({ firstId }) => firstId), merged.map(({ lastId }) => lastId)] as const
  return `select a.* from (
            select * from unnest(${texts(values, merged)}, ${values.add(bounds[0])}::bigint[], ${values.add(bounds[1])}::bigint[])
              as k (action, surface, role, outcome, low, high)) k
          cross join lateral (
            select a.* from dashboard.audit a
             where a.action = k.action and a.surface = k.surface and a.role = k.role and a.outcome = k.outcome
               and a.id between k.low and k.high and ${conditionsOf(values, { period })} and ${beyond(values, place)}
             order by a.id ${order(place)} limit ${most}) a
          order by a.id ${order(place)} limit ${most}`
}

function unnested(values: Values, kinds: readonly Kind[]): string {
  return `unnest(${texts(values, [...mergedBy(kinds).values()])})`
}

function texts(values: Values, kinds: readonly Kind[]): string {
  return (['action', 'surface', 'role', 'outcome'] as const)
    .map((column) => `${values.add(kinds.map((kind) => kind[column]))}::text[]`)
    .join(', ')
}

/** Kinds once each, whoever acted. */
function mergedBy(kinds: readonly Kind[]): Map<string, Kind> {
  const merged = new Map<string, Kind>()
  for (const kind of kinds) {
    const name = [kind.action, kind.surface, kind.role, kind.outcome].join(' ')
    const other = merged.get(name) ?? kind
    const [firstId, lastId] = [smaller(kind.firstId, other.firstId), greater(kind.lastId, other.lastId)]
    merged.set(name, { ...kind, firstId, lastId })
  }
  return merged
}

function beyond(values: Values, { below, above }: AuditPlace): string {
  if (above !== undefined) return `a.id > ${values.add(above)}::bigint`
  return below === undefined ? 'true' : `a.id < ${values.add(below)}::bigint`
}

function order({ above }: AuditPlace): 'asc' | 'desc' {
  return above === undefined ? 'desc' : 'asc'
}

function smaller(one: string, other: string): string {
  return BigInt(one) < BigInt(other) ? one : other
}

function greater(one: string, other: string): string {
  return BigInt(one) > BigInt(other) ? one : other
}
