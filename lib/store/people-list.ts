// The people that agents remember things about, in keyset pages: who, how much, since when. Counts only: no key and no text.
import { PEOPLE } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from './audit'
import type { Auditor } from './memory-store'
import { asExpected } from './outage'
import { isBelow, labelIn, type PeopleStore, skipScan } from './people-sql'

/** `label`: what stands for them in their namespaces. */
export type Person = { label: string; memories: number; lastChange: string }

export type PeoplePage = {
  people: Person[]
  /** For `after` of the next page; null: there is none. */
  next: string | null
}

/**
 * One page of people, by label.
 * @throws Expected `database-unavailable`
 */
export const listPeople = tracedForStaff(PEOPLE, pageOf)

async function pageOf(
  staff: Auditor,
  { pool, catalog, namespaceRoot }: PeopleStore,
  { limit, after }: { limit: number; after?: string },
): Promise<PeoplePage> {
  await recordStaff(staff, { action: 'people.list' })
  const { rows } = await asExpected(() =>
    pool.query<Person>(
      `with recursive ${skipScan(catalog.store, '$1', `s.prefix ~>=~ ($1 || '.' || $3 || chr(1))`, false)},
       page as (
         select ${labelIn('space.prefix', '$1')} as label from space
          where prefix is not null and ${labelIn('space.prefix', '$1')} <> '' limit $2
       )
       select p.label, c.memories, c.last as "lastChange"
         from page p cross join lateral (
           select count(*)::int as memories, max(s.updated_at)::text as last from ${catalog.store} s
            where s.prefix = $1 || '.' || p.label or (${isBelow('s.prefix', `$1 || '.' || p.label`)})) c`,
      [namespaceRoot, limit + 1, after ?? ''],
    ),
  )
  const people = rows.slice(0, limit)
  return { people, next: rows.length > limit ? (people.at(-1)?.label ?? null) : null }
}
