// How this store is doing, in numbers about everybody together: from the count, and a few probes. Counts only.
import { NO_FILTER } from '@/lib/shared/audit-filter'
import type { AuditFacets } from '@/lib/shared/audit-page'
import { EVERYONE, type PeopleWarning } from '@/lib/shared/people'
import { OVERVIEW } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { countGroups } from '../audit/log'
import { recordStaff } from '../audit/record'
import type { Auditor, MemoryStore } from '../memory-store'
import { asExpected } from '../outage'
import { type Counted, type CountRules, countedPeople } from './count'
import { peopleFacets } from './facets'

export type Overview = {
  counted: Counted
  /** People with each warning. */
  warnings: Record<PeopleWarning | 'any', number>
  /** What happened since a day, as the audit has it. */
  happened: AuditFacets['what']
  /** The newest entry of the audit, and its place in the chain, which is how many there are. */
  audit: { entries: number; lastAt: string | null }
}

/**
 * The overview. That it was looked at is recorded first.
 * @param since the day (`2026-11-03`) from which on it tells what happened, and the reader's time zone
 * @throws Expected `database-unavailable`
 */
export const readOverview = tracedForStaff(OVERVIEW, overviewOf)

type Since = { from: string; timeZone: string }

async function overviewOf(
  staff: Auditor,
  store: MemoryStore,
  rules: CountRules,
  { from, timeZone }: Since,
): Promise<Overview> {
  await recordStaff(staff, { action: 'overview.read' })
  const counted = await countedPeople(store, rules)
  const asked = { filter: EVERYONE, timeZone: 'UTC', style: rules.style }
  const { warnings } = await asExpected(() => peopleFacets(store.pool, asked, 'id', null, counted))
  const { rows } = await asExpected(() =>
    store.pool.query<Overview['audit']>(
      `select coalesce((select max(seq)::int from dashboard.audit_chain), 0) as entries,
              (select at::text from dashboard.audit order by id desc limit 1) as "lastAt"`,
    ),
  )
  const happened = await countGroups(store.pool, { ...NO_FILTER, from }, timeZone)
  return { counted, warnings, happened, audit: rows[0] ?? { entries: 0, lastAt: null } }
}
