// Somebody's memories, masked: what is not selected cannot be sent. Not even a length: a PIN, a name or a yes can be told by it.
import type { Masked, MaskedPage } from '@/lib/shared/masked'
import { MASKED } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from '../audit/record'
import { countMonths, placeAfter, type TimePage, timePageSql, timePageValues, writePlace } from '../list/time-pages'
import type { Auditor, MemoryStore } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import type { Whose } from './reveals'

/**
 * When a person's memories were written, newest first. That somebody looked is recorded first.
 * @throws Expected `database-unavailable`
 */
export const listMasked = tracedForStaff(MASKED, masked)

async function masked(staff: Auditor, store: MemoryStore, whose: Whose, page: TimePage): Promise<MaskedPage> {
  const { root, subject, userId } = whose
  const known = userId === null ? [] : [{ pseudonym: subject, userId }]
  await recordStaff(staff, { action: 'person.counts', subject, known })
  return asExpected(async () => {
    const prefixes = await personPrefixes({ store, root })
    const { rows } = await store.pool.query<{ updatedAt: string | null }>(
      `select s.updated_at::text as "updatedAt" from ${timePageSql(store.catalog.store, 2)}`,
      [prefixes, ...timePageValues(page)],
    )
    const shown = rows.slice(0, page.limit)
    const next = rows.length > page.limit ? placeAfter(shown, page.place) : null
    const months = await countMonths(store, prefixes, page.timeZone)
    return {
      rows: shown.map(({ updatedAt }): Masked => ({ updatedAt: updatedAt ?? '' })),
      months,
      next: next === null ? null : writePlace(next),
    }
  })
}
