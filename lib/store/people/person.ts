// One person in numbers, for whoever audits: how much there is, by whom, and whether it can be found; never what it says and never a key.
import { type Owner, ownersOf, subjectOf } from '@/lib/identities/owner'
import { prefixOf } from '@/lib/langgraph/namespace'
import type { AgentCode } from '@/lib/shared/people'
import { PERSON } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from '../audit/record'
import { DAYS_LEFT } from '../forgetting/rows'
import type { Auditor, MemoryStore } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import { readLogDays } from '../read-log'
import type { CountRules } from './count'
import { ENDS, entriesOf, IS_STALE, READER, WRITER } from './label-counts'
import { namesOf } from './names'
import { type PersonHealth, personHealth } from './person-health'
import { type PersonLooks, personLooks } from './person-looks'

export const PERSON_PARTS = ['months', 'agents', 'health', 'requests', 'looks'] as const
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

/** `changed`: null where they are too many to be counted now. */
export type PersonMonth = { month: string; written: number; changed: number | null }

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
  /** Of their requests to forget those that are open, and in how many days the first of them is due. */
  requests: { open: number; daysLeft: number | null }
  /** Where they are too many to be counted with every look: when everything but memories and keys was counted. */
  countedAt: string | null
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
  rules: CountRules,
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
    const { countedAt, months, ...figures } = await figuresOf(rows, label, rules)
    return {
      ...{ owner, subject },
      name: owner.state === 'one' ? (names.get(owner.userId) ?? null) : null,
      confirmed: owner.state === 'one' ? await confirmedAt(store, label, owner) : null,
      ...{ figures, countedAt, requests: await requestsOf(store.pool, subject) },
      ...(part === 'months' ? { months: await monthsOf(rows, months) } : {}),
      ...(part === 'agents' ? { agents: await agentsOf(rows) } : {}),
      ...(part === 'health' ? { health: await personHealth(rows) } : {}),
      ...(part === 'looks'
        ? { looks: await personLooks(rows, [subject, subjectOf(store, root, { state: 'none' })]) }
        : {}),
    }
  })
}

async function requestsOf(pool: MemoryStore['pool'], subject: string): Promise<PersonView['requests']> {
  const { rows } = await pool.query<PersonView['requests']>(
    `select open, ${DAYS_LEFT('due')} as "daysLeft"
       from (select count(*)::int as open, min(due_at) as due from dashboard.forget_request where subject = $1 and ended_at is null) mine`,
    [subject],
  )
  return rows[0] ?? { open: 0, daysLeft: null }
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

/** Of one person so many memories are counted with every look; of more, the count of everybody says the rest. */
const LIVE_ROWS = 20_000

async function figuresOf(rows: PersonRows, label: string, { livePersonRows = LIVE_ROWS }: CountRules) {
  const { rows: found } = await rows.store.pool.query<Pick<PersonFigures, 'memories' | 'keys' | 'children'>>(
    `select count(*)::int as memories, count(distinct key collate "C")::int as keys,
            (count(distinct prefix collate "C") filter (where prefix <> $2))::int as children
       from ${rows.store.catalog.store} s where prefix = any($1::text[])`,
    [rows.prefixes, rows.root],
  )
  const base = found[0] ?? { memories: 0, keys: 0, children: 0 }
  const counted = base.memories > livePersonRows ? await countedFigures(rows.store, label) : null
  return { ...base, ...(counted ?? { ...(await liveFigures(rows)), countedAt: null, months: null }) }
}

type Rest = Omit<PersonFigures, 'memories' | 'keys' | 'children'>

async function countedFigures({ pool }: MemoryStore, label: string) {
  const { rows } = await pool.query<Rest & { countedAt: string; months: string }>(
    `select first_at::text as first, last_at::text as last, unsearchable, stale, expired, ending, ending_soon as "endingSoon",
            months::text as months, c.counted_at::text as "countedAt"
       from dashboard.person_count p cross join dashboard.people_count c where p.label = $1`,
    [label],
  )
  return rows[0] ?? null
}

async function liveFigures({ store: { pool, catalog }, prefixes }: PersonRows): Promise<Rest> {
  const { rows } = await pool.query<Rest>(
    `select min(created_at)::text as first, max(updated_at)::text as last, (count(*) filter (where missing))::int as unsearchable,
            (count(*) filter (where stale))::int as stale, ${ENDS.replace('ending_soon', '"endingSoon"')}
       from (select s.created_at, s.updated_at, v.key is null as missing, ${IS_STALE} as stale,
                    ${catalog.hasTtl ? 's.expires_at' : 'null::timestamptz'} as ends_at
               from ${catalog.store} s
               left join ${entriesOf(catalog.vectors, 'prefix = any($1::text[])')} v on v.prefix = s.prefix and v.key = s.key
               left join dashboard.last_write w on w.prefix = s.prefix and w.key = s.key and w.updated_at = s.updated_at
              where s.prefix = any($1::text[])) item`,
    [prefixes],
  )
  if (rows[0] === undefined) throw new Error('a count without an answer')
  return rows[0]
}

/** @param counted by month of first writing, where they are too many to be counted now */
async function monthsOf(
  { store: { pool, catalog }, prefixes }: PersonRows,
  counted: string | null,
): Promise<PersonMonth[]> {
  if (counted !== null)
    return Object.entries(JSON.parse(counted) as Record<string, number>)
      .map(([month, written]) => ({ month, written, changed: null }))
      .sort((a, b) => (a.month < b.month ? 1 : -1))
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
