// The audit as its page shows it: entries newest first, how many there are of what, and when. All of it of one moment.
import type pg from 'pg'
import type { AuditFilter, AuditPlace } from '@/lib/shared/audit-filter'
import type { AuditChart, AuditFacets } from '@/lib/shared/audit-page'
import { dayEdge, dayOf } from '@/lib/shared/time'
import { AUDIT_LOG } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import type { Auditor } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import { barsOf, edgesOf } from './chart'
import { type Kind, readBars, readCovered, readKinds } from './counts'
import { type EntriesWanted, type Entry, listEntries } from './entries'
import { facetsOf, leftBy, totalOf } from './facets'
import { type NamedPerson, type NamespaceRules, namesInAudit, subjectsOf } from './people'
import { conditionsOf, type Narrowed, NOBODY, type Period, Values } from './sql'

export type AuditLog = {
  entries: Entry[]
  /** Whether there is more in either direction. */
  hasNewer: boolean
  hasOlder: boolean
  /** Entries that the filter leaves, and all. */
  total: number
  all: number
  facets: AuditFacets
  chart: AuditChart
  /** By pseudonym, whom those shown stand for, as far as it is known. */
  names: Map<string, NamedPerson>
}

export type Question = {
  filter: AuditFilter
  timeZone: string
  /** How ids become namespaces. */
  rules: NamespaceRules
}

/**
 * A page of the audit with its counts.
 * @throws Expected `database-unavailable`
 */
export const readAuditLog = tracedForStaff(AUDIT_LOG, auditLog)

async function auditLog(
  auditor: Auditor,
  { filter, timeZone, rules, place = {}, limit }: Question & { place?: AuditPlace; limit: number },
): Promise<AuditLog> {
  const log = await atOneMoment(auditor.pool, async (client) => {
    const period = periodOf(filter, timeZone)
    const narrowed = await narrowedBy(client, auditor, filter, rules)
    const { kinds, everybodys } = await readBoth(client, period, narrowed)
    const wanted = leftBy(kinds, filter)
    const one = { period, narrowed, kinds: wanted, isEveryKind: wanted.length === kinds.length }
    const { entries, ...more } = await pageOf(client, one, place, limit)
    const record = await readExtent(client, narrowed)
    const days = barsOf(dayOf(record.first, timeZone) ?? '', dayOf(record.now, timeZone) ?? '', filter)
    const counts = await readBars(client, edgesOf(days.bars, timeZone), narrowed, filter)
    return {
      ...{ entries, ...more, total: totalOf(wanted), all: record.all },
      facets: facetsOf(kinds, everybodys, filter),
      chart: { unit: days.unit, bars: days.bars.map((bar, at) => ({ ...bar, count: counts[at] ?? 0 })) },
    }
  })
  const named = log.entries.flatMap(({ actor, subject }) => [actor, subject])
  const chosen = [filter.actor, filter.subject].filter((one) => one !== null)
  const names = await namesInAudit(auditor.pool, [...named, ...chosen, ...log.facets.actors.map(({ name }) => name)])
  return { ...log, names }
}

/**
 * How often what happened, as the page of the audit counts it. For a page whose own look is recorded.
 * @throws Expected `database-unavailable`
 */
export function countGroups(pool: pg.Pool, filter: AuditFilter, timeZone: string): Promise<AuditFacets['what']> {
  return atOneMoment(pool, async (client) => {
    const kinds = await readKinds(client, periodOf(filter, timeZone), NOBODY)
    return facetsOf(kinds, kinds, filter).what
  })
}

/** The instants that a filter's days begin and end at. */
export function periodOf({ from, to }: Pick<AuditFilter, 'from' | 'to'>, timeZone: string): Period {
  return {
    from: from === null ? null : dayEdge(from, 'begin', timeZone),
    to: to === null ? null : dayEdge(to, 'after', timeZone),
  }
}

/** One snapshot for all that is read: numbers that stand side by side agree. */
export function atOneMoment<T>(pool: pg.Pool, read: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return asExpected(() =>
    inTransaction(pool, async (client) => {
      await client.query('set transaction isolation level repeatable read read only')
      return read(client)
    }),
  )
}

/** The rows that belong to whoever a filter names. */
export async function narrowedBy(
  client: pg.PoolClient,
  auditor: Auditor,
  { subject, actor, memory }: AuditFilter,
  rules: NamespaceRules,
): Promise<Narrowed> {
  return { subject: subject === null ? null : await subjectsOf(client, auditor, subject, rules), actor, memory }
}

/** Kinds of whoever is chosen, and of everybody that the rest of the filter is about. */
export async function readBoth(
  client: pg.PoolClient,
  period: Period,
  { subject, actor, memory }: Narrowed,
): Promise<{ kinds: Kind[]; everybodys: Kind[] }> {
  const everybodys = await readKinds(client, period, { subject, actor: null, memory })
  if (actor === null) return { kinds: everybodys, everybodys }
  const isTold = subject !== null || memory !== null
  const kinds = isTold
    ? everybodys.filter((kind) => kind.actor === actor)
    : await readKinds(client, period, { ...NOBODY, actor })
  return { kinds, everybodys }
}

type Page = Pick<AuditLog, 'entries' | 'hasNewer' | 'hasOlder'>

async function pageOf(
  client: pg.PoolClient,
  wanted: Omit<EntriesWanted, 'place' | 'limit'>,
  place: AuditPlace,
  limit: number,
): Promise<Page> {
  const found = await listEntries(client, { ...wanted, place, limit: limit + 1 })
  const isMore = found.length > limit
  if (place.above !== undefined) return { entries: isMore ? found.slice(1) : found, hasNewer: isMore, hasOlder: true }
  const entries = found.slice(0, limit)
  if (place.below === undefined) return { entries, hasNewer: false, hasOlder: isMore }
  const above = entries[0]?.id ?? (BigInt(place.below) - 1n).toString()
  const newer = await listEntries(client, { ...wanted, place: { above }, limit: 1 })
  return { entries, hasNewer: newer.length > 0, hasOlder: isMore }
}

/** How long the record is, since when it is kept (of one person: since when they are in it), and what time it is. */
async function readExtent(
  client: pg.PoolClient,
  narrowed: Narrowed,
): Promise<{ all: number; first: string; now: string }> {
  const values = new Values()
  const first = Object.values(narrowed).some((one) => one !== null)
    ? `select min(a.at) from dashboard.audit a where ${conditionsOf(values, { narrowed })}`
    : `select least(
         (select min(c.slot) from dashboard.audit_count c where c.unit = 'day'),
         (select min(a.at) from dashboard.audit_chain n join dashboard.audit a on a.id = n.audit_id
           where n.seq > ${values.add(await readCovered(client))}::bigint))`
  const { rows } = await client.query<{ all: number; first: string; now: string }>(
    `select (select coalesce(max(seq), 0)::float8 from dashboard.audit_chain) as all, now()::text as now,
            coalesce((${first}), now())::text as first`,
    values.all,
  )
  return rows[0] ?? { all: 0, first: '', now: '' }
}
