// How this store is doing, in numbers about everybody together: from the count, and a few probes. Counts only.
import { EVERYONE, type PeopleWarning } from '@/lib/shared/people'
import { OVERVIEW } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from './audit'
import type { Auditor, MemoryStore } from './memory-store'
import { asExpected } from './outage'
import { type Counted, type CountRules, countedPeople } from './people-count'
import { peopleFacets } from './people-facets'

export type Overview = {
  counted: Counted
  /** People with each warning. */
  warnings: Record<PeopleWarning | 'any', number>
  /** The newest entry of the audit, and its place in the chain, which is how many there are. */
  audit: { entries: number; lastAt: string | null }
}

/**
 * The overview. That it was looked at is recorded first.
 * @throws Expected `database-unavailable`
 */
export const readOverview = tracedForStaff(OVERVIEW, overviewOf)

async function overviewOf(staff: Auditor, store: MemoryStore, rules: CountRules): Promise<Overview> {
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
  return { counted, warnings, audit: rows[0] ?? { entries: 0, lastAt: null } }
}
