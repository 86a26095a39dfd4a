// One person in numbers, for whoever audits: how much there is, by whom, and whether it can be found; never what it says and never a key.
import type { IdentityRules } from '@/lib/identities/candidates'
import { type Owner, ownersOf, subjectOf } from '@/lib/identities/owner'
import { prefixOf } from '@/lib/langgraph/namespace'
import type { AgentCode } from '@/lib/shared/people'
import { PERSON } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from './audit'
import { entriesOf, IS_STALE, READER, WRITER } from './label-counts'
import type { Auditor, MemoryStore } from './memory-store'
import { personPrefixes } from './namespaces'
import { asExpected } from './outage'
import { namesOf } from './people-names'
import { type PersonHealth, personHealth } from './person-health'
import { type PersonLooks, personLooks } from './person-looks'
import { readLogDays } from './read-log'

export const PERSON_PARTS = ['months', 'agents', 'health', 'looks'] as const
export type PersonPart = (typeof PERSON_PARTS)[number]

export type PersonFigures = {
  memories: number
  /** Different keys; there are fewer than memories where child namespaces have the same. */
  keys: number
  /** Namespaces below the person's own that hold something. */
  children: number
  first: string | null
  last: string | null
  unsearchable: number
  stale: number
  /** Past their end, and still in the table. */
  expired: number
  /** Whose end comes within 30 days; and at some time. */
  endingSoon: number
  ending: number
}

export type PersonMonth = { month: string; written: number; changed: number }

export type PersonAgent = {
  code: AgentCode
  /** Memories that they wrote last. */
  memories: number
  lastWrite: string | null
  /** Recorded reads that are kept: by search, and by key or list. */
  searches: number
  reads: number
  lastRead: string | null
}

export type PersonView = {
  owner: Owner
  name: string | null
  /** When their owner first signed in, and since when the namespace is bound to them, where it is. */
  confirmed: string | null
  /** Under which pseudonym the audit tells of them. */
  subject: string
  figures: PersonFigures
  /** Of the part that is asked for. */
  months?: PersonMonth[]
  agents?: PersonAgent[]
  health?: PersonHealth
  looks?: PersonLooks
}

/** What is asked of one person's rows. */
export type PersonRows = { store: MemoryStore; root: string; prefixes: string[] }

/**
 * The figures of one person, and one part of what is told about them. That it was looked at is recorded first.
 * @throws Expected `database-unavailable`
 */
export const viewPerson = tracedForStaff(PERSON, viewOf)

async function viewOf(
  staff: Auditor,
  store: MemoryStore,
  rules: IdentityRules,
  { label, part }: { label: string; part: PersonPart | null },
): Promise<PersonView> {
  const root = prefixOf([store.namespaceRoot, label])
  const owner = (await ownersOf(store.pool, [label], rules)).get(label) ?? { state: 'none' as const }
  const subject = subjectOf(store, root, owner)
  const known = owner.state === 'one' ? [{ pseudonym: subject, userId: owner.userId }] : []
  await recordStaff(staff, { action: 'person.counts', subject, known, detail: part === null ? {} : { part } })
  const names = owner.state === 'one' ? await namesOf(store.pool, [owner.userId]) : new Map<string, string>()
  return asExpected(async () => {
    const rows: PersonRows = { store, root, prefixes: await personPrefixes({ store, root }) }
    return {
      ...{ owner, subject },
      name: owner.state === 'one' ? (names.get(owner.userId) ?? null) : null,
      confirmed: owner.state === 'one' ? await confirmedAt(store, label, owner) : null,
      figures: await figuresOf(rows),
      ...(part === 'months' ? { months: await monthsOf(rows) } : {}),
      ...(part === 'agents' ? { agents: await agentsOf(rows) } : {}),
      ...(part === 'health' ? { health: await personHealth(rows) } : {}),
      ...(part === 'looks'
        ? { looks: await personLooks(rows, [subject, subjectOf(store, root, { state: 'none' })]) }
        : {}),
    }
  })
}

async function confirmedAt(
  { pool }: MemoryStore,
  label: string,
  { userId, how }: Owner & { state: 'one' },
): Promise<string | null> {
  const { rows } = await pool.query<{ at: string | null }>(
    how === 'bound'
      ? `select effective_at::text as at from dashboard.namespace_binding where label = $1 and user_id = $2 and ended_at is null`
      : `select first_at::text as at from dashboard.claimant where user_id = $2 and $1::text is not null`,
    [label, userId],
  )
  return rows[0]?.at ?? null
}

async function figuresOf({ store: { pool, catalog }, prefixes }: PersonRows): Promise<PersonFigures> {
  const ends = catalog.hasTtl ? 's.expires_at' : 'null::timestamptz'
  const { rows } = await pool.query<PersonFigures>(
    `select count(*)::int as memories, count(distinct s.key)::int as keys,
            (count(distinct s.prefix) filter (where s.prefix <> $2))::int as children,
            min(s.created_at)::text as first, max(s.updated_at)::text as last,
            (count(*) filter (where v.key is null))::int as unsearchable, (count(*) filter (where ${IS_STALE}))::int as stale,
            (count(*) filter (where ${ends} <= now()))::int as expired,
            (count(*) filter (where ${ends} > now() and ${ends} <= now() + interval '30 days'))::int as "endingSoon",
            (count(*) filter (where ${ends} > now()))::int as ending
       from ${catalog.store} s
       left join ${entriesOf(catalog.vectors, 'prefix = any($1::text[])')} v on v.prefix = s.prefix and v.key = s.key
       left join dashboard.last_write w on w.prefix = s.prefix and w.key = s.key and w.updated_at = s.updated_at
      where s.prefix = any($1::text[])`,
    [prefixes, prefixes[0]],
  )
  if (rows[0] === undefined) throw new Error('a count without an answer')
  return rows[0]
}

async function monthsOf({ store: { pool, catalog }, prefixes }: PersonRows): Promise<PersonMonth[]> {
  const { rows } = await pool.query<PersonMonth>(
    `select m.month, (count(*) filter (where m.is_new))::int as written, (count(*) filter (where not m.is_new))::int as changed
       from ${catalog.store} s
      cross join lateral (values (to_char(s.created_at, 'YYYY-MM'), true), (to_char(s.updated_at, 'YYYY-MM'), false)) m (month, is_new)
      where s.prefix = any($1::text[]) and m.month is not null group by m.month order by m.month desc`,
    [prefixes],
  )
  return rows
}

async function agentsOf({ store, root, prefixes }: PersonRows): Promise<PersonAgent[]> {
  const { rows } = await store.pool.query<PersonAgent>(
    `with written as (
       select ${WRITER} as code, count(*)::int as memories, max(s.updated_at) as last
         from ${store.catalog.store} s
         left join dashboard.last_write w on w.prefix = s.prefix and w.key = s.key and w.updated_at = s.updated_at
        where s.prefix = any($1::text[]) group by 1
     ), read as (
       select ${READER} as code, (count(*) filter (where way = 'search'))::int as searches, (count(*) filter (where way <> 'search'))::int as reads,
              max(at) as last
         from dashboard.read_log r
        where r.root = $2 and r.kept_until > now() and r.at > now() - make_interval(days => $3) group by 1
     )
     select code, coalesce(w.memories, 0) as memories, w.last::text as "lastWrite", coalesce(r.searches, 0) as searches, coalesce(r.reads, 0) as reads,
            r.last::text as "lastRead"
       from written w full join read r using (code)
      order by greatest(w.last, r.last) desc nulls last, code limit ${MOST_AGENTS}`,
    [prefixes, root, readLogDays(store)],
  )
  return rows
}

const MOST_AGENTS = 100
