// One person in numbers, for whoever audits: how much there is, never what it says and never a key.
import { prefixOf } from '@/lib/langgraph/namespace'
import { PERSON } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from './audit'
import { type Auditor, type MemoryStore, pseudonym } from './memory-store'
import { personPrefixes } from './namespaces'
import { asExpected } from './outage'

export type PersonFigures = { memories: number; notSearchable: number; lastChange: string | null }

/**
 * The figures that stand above one person's page. That they were looked at is recorded first.
 * @throws Expected `database-unavailable`
 */
export const personFigures = tracedForStaff(PERSON, figuresOf)

async function figuresOf(staff: Auditor, store: MemoryStore, label: string): Promise<PersonFigures> {
  const root = prefixOf([store.namespaceRoot, label])
  await recordStaff(staff, { action: 'person.counts', subject: pseudonym(store, 'namespace', root) })
  const { pool, catalog } = store
  const { rows } = await asExpected(async () =>
    pool.query<PersonFigures>(
      `select count(*)::int as memories, max(s.updated_at)::text as "lastChange",
              (select count(*)::int from ${catalog.store} s where s.prefix = any($1::text[]) and not exists (
                 select from ${catalog.vectors} v where v.prefix = s.prefix and v.key = s.key and v.embedding is not null
               )) as "notSearchable"
         from ${catalog.store} s where s.prefix = any($1::text[])`,
      [await personPrefixes({ store, root })],
    ),
  )
  return rows[0] ?? { memories: 0, notSearchable: 0, lastChange: null }
}
