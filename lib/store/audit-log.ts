// The audit as its page shows it: entries newest first, how many there are of what, and when. All of it of one moment.
import type pg from 'pg'
import type { AuditFilter, AuditPlace } from '@/lib/shared/audit-filter'
import type { AuditChart, AuditFacets } from '@/lib/shared/audit-page'
import { dayEdge, dayOf } from '@/lib/shared/time'
import { AUDIT_LOG } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { barsOf, edgesOf } from './audit-chart'
import { type Kind, readBars, readKinds } from './audit-counts'
import { type Entry, listEntries } from './audit-entries'
import { facetsOf, leftBy, totalOf } from './audit-facets'
import { conditionsOf, type Narrowed, NOBODY, type Period, Values } from './audit-sql'
import type { Auditor } from './memory-store'
import { asExpected } from './outage'
import { inTransaction } from './transaction'

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
}

type Question = { filter: AuditFilter; place?: AuditPlace; limit: number; timeZone: string }

/**
 * A page of the audit with its counts.
 * @throws Expected `database-unavailable`
 */
export const readAuditLog = tracedForStaff(AUDIT_LOG, auditLog)

async function auditLog(auditor: Auditor, { filter, place = {}, limit, timeZone }: Question): Promise<AuditLog> {
  return atOneMoment(auditor.pool, async (client) => {
    const period = periodOf(filter, timeZone)
    const { kinds, everybodys } = await readBoth(client, period, filter)
    const wanted = leftBy(kinds, filter)
    const { subject, actor, memory } = filter
    const narrowed = { subject, actor, memory }
    const found = await listEntries(client, {
      ...{ period, narrowed, kinds: wanted, place },
      isEveryKind: wanted.length === kinds.length,
      limit: limit + 1,
    })
    const { entries, ...more } = await pageOf(client, found, limit, place, wanted, period, narrowed)
    const record = await readExtent(client, narrowed)
    const days = barsOf(dayOf(record.first, timeZone) ?? '', dayOf(record.now, timeZone) ?? '', filter)
    const counts = await readBars(client, edgesOf(days.bars, timeZone), narrowed, filter)
    return {
      ...{ entries, ...more, total: totalOf(wanted), all: record.all },
      facets: facetsOf(kinds, everybodys, filter),
      chart: { unit: days.unit, bars: days.bars.map((bar, at) => ({ ...bar, count: counts[at] ?? 0 })) },
    }
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

async function pageOf(
  client: pg.PoolClient,
  found: Entry[],
  limit: number,
  place: AuditPlace,
  kinds: Kind[],
  period: Period,
  narrowed: Narrowed,
): Promise<Pick<AuditLog, 'entries' | 'hasNewer' | 'hasOlder'>> {
  const isMore = found.length > limit
  if (place.above !== undefined) {
    const entries = isMore ? found.slice(1) : found
    return { entries, hasNewer: isMore, hasOlder: true }
  }
  const entries = found.slice(0, limit)
  if (place.below === undefined) return { entries, hasNewer: false, hasOlder: isMore }
  const above = (entries[0] === undefined ? BigInt(place.below) - 1n : BigInt(entries[0].id)).toString()
  const next = { period, narrowed, kinds, isEveryKind: false, place: { above }, limit: 1 }
  return { entries, hasNewer: (await listEntries(client, next)).length > 0, hasOlder: isMore }
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
           where n.seq > (select coalesce(max(seq), 0) from dashboard.audit_counted)))`
  const { rows } = await client.query<{ all: number; first: string; now: string }>(
    `select (select coalesce(max(seq), 0)::float8 from dashboard.audit_chain) as all, now()::text as now,
            coalesce((${first}), now())::text as first`,
    values.all,
  )
  return rows[0] ?? { all: 0, first: '', now: '' }
}
