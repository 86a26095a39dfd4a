// The people that agents remember things about, in keyset pages: who, how much, since when, and what needs a look. Counts only: no key and no text.
import { Expected } from '@/lib/errors'
import { type Owner, ownersOf } from '@/lib/identities/owner'
import { isEveryone, type PeopleFilter, type PeopleSort, type PeopleWarning, peopleParams } from '@/lib/shared/people'
import { PEOPLE } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from '../audit/record'
import type { Auditor, MemoryStore } from '../memory-store'
import { asExpected } from '../outage'
import { type Counted, type CountRules, countedPeople } from './count'
import { type Agents, peopleFacets } from './facets'
import { beyondPlace, type PeopleAsked, type PeoplePlace, peopleOrder, peopleSql, placeValue } from './filter'
import { namesOf } from './names'
import { isBelow, skipScan } from './sql'

type PeopleRequest = {
  limit: number
  sort: PeopleSort
  filter: PeopleFilter
  /** Of the reader; days are of this zone. */
  timeZone: string
  /** Continue beyond (`next` of a page), or before (`previous`). */
  after?: string
  before?: string
  /** Part of an agent's name: see {@link PeopleAsked.agents}. */
  agents?: string
}

export type Person = {
  /** What stands for them in their namespaces. */
  label: string
  owner: Owner
  /** Where it is one person's and they have ever signed in. */
  name: string | null
  memories: number
  /** Postgres text, as it was counted last; null: the rows do not say. */
  lastChange: string | null
  /** As it was counted last; zero for somebody who is newer than that. */
  unsearchable: number
  stale: number
  similarTo: string | null
  /** Who wrote or read something of theirs. */
  agents: number
}

export type PeoplePage = {
  people: Person[]
  /** How many there are with this filter, and with how many memories: as counted. With a month, the memories of that month. */
  total: { people: number; memories: number }
  /** Place of the first, from 1. */
  from: number
  previous: string | null
  next: string | null
  warnings: Record<PeopleWarning | 'any', number>
  /** Who wrote or read, with the people concerned: for a menu, and those that were looked for. */
  agents: Agents
  called: Agents | null
  counted: Counted
}

type Row = Omit<Person, 'owner' | 'name'> & PeoplePlace

/** Where to read from (null: from the end that lies behind), and which way. */
type Walk = { place: PeoplePlace | null; upwards: boolean }

/**
 * One page of people. That it was looked at is recorded first.
 * @throws Expected `invalid` for a cursor that this function did not make or made for another order, `database-unavailable`
 */
export const listPeople = tracedForStaff(PEOPLE, pageOf)

async function pageOf(
  staff: Auditor,
  store: MemoryStore,
  rules: CountRules,
  request: PeopleRequest,
): Promise<PeoplePage> {
  const { limit, sort, filter, timeZone } = request
  const place = readPlace(sort, request.before ?? request.after)
  const by = peopleParams(filter).map(([name]) => name)
  await recordStaff(staff, { action: 'people.list', detail: { sort, by } })
  const counted = await countedPeople(store, rules)
  const asked: PeopleAsked = { filter, timeZone, style: rules.style, agents: request.agents }
  const { rows, walk, hasMore } = await asExpected(() =>
    rowsAround(store, asked, sort, limit, { place, upwards: request.before !== undefined }),
  )
  const [first, last] = [rows[0], rows.at(-1)]
  const facets = await asExpected(() => peopleFacets(store.pool, asked, sort, first ?? null, counted))
  const hasPrevious = walk.upwards ? hasMore : walk.place !== null
  const hasNext = walk.upwards ? walk.place !== null : hasMore
  return {
    people: await named(store, rows, rules),
    ...facets,
    previous: hasPrevious && first ? writePlace(sort, first) : null,
    next: hasNext && last ? writePlace(sort, last) : null,
    counted,
  }
}

/** The rows of a walk, first to last. Where all of them have gone since, the last ones on the other side of its place. */
async function rowsAround(store: MemoryStore, asked: PeopleAsked, sort: PeopleSort, limit: number, walk: Walk) {
  let taken = walk
  let rows = await pageRows(store, asked, sort, limit + 1, taken)
  if (rows.length === 0 && walk.place !== null) {
    taken = { place: null, upwards: !walk.upwards }
    rows = await pageRows(store, asked, sort, limit + 1, taken)
  }
  const hasMore = rows.length > limit
  if (hasMore) rows.pop()
  return { rows: taken.upwards ? rows.reverse() : rows, walk: taken, hasMore }
}

function pageRows(store: MemoryStore, asked: PeopleAsked, sort: PeopleSort, limit: number, walk: Walk): Promise<Row[]> {
  return sort === 'id' && isEveryone(asked.filter)
    ? storedRows(store, limit, walk)
    : countedRows(store, asked, sort, limit, walk)
}

const AGENTS = `(select count(*)::int from (select jsonb_object_keys(p.writers) union select jsonb_object_keys(p.readers)) a (code)
  where code <> 'person' and code <> 'staff')`
const WARNED = `coalesce(p.unsearchable, 0) as unsearchable, coalesce(p.stale, 0) as stale, p.similar_to as "similarTo"`

/** From the count. */
async function countedRows(
  { pool }: MemoryStore,
  asked: PeopleAsked,
  sort: PeopleSort,
  limit: number,
  { place, ...way }: Walk,
): Promise<Row[]> {
  const beyond = place === null ? { sql: 'true', values: [] } : beyondPlace(sort, place, 2, way)
  const kept = peopleSql(asked, 2 + beyond.values.length)
  const { rows } = await pool.query<Row>(
    `select p.label, p.place, ${placeValue(sort)}, p.memories, p.last_at::text as "lastChange", ${WARNED}, ${AGENTS} as agents
       from dashboard.person_count p where ${beyond.sql} and ${kept.sql}
      order by ${peopleOrder(sort, way.upwards)} limit $1`,
    [limit, ...beyond.values, ...kept.values],
  )
  return rows
}

/**
 * Everybody by id, as they are stored now: one probe for each namespace, and counts for those of the page alone, from the index. When
 * something changed last is not in it: that is as counted, unless they are newer than the count.
 */
async function storedRows(
  { pool, catalog, namespaceRoot }: MemoryStore,
  limit: number,
  { place, upwards }: Walk,
): Promise<Row[]> {
  const scan = skipScan(catalog.store, { root: '$1::text', start: '$2::text' }, upwards)
  const own = `s.prefix = $1::text || '.' || n.label`
  const children = isBelow('s.prefix', `$1::text || '.' || n.label`)
  const last = (of: string) => `(select max(s.updated_at) from ${catalog.store} s where ${of})`
  const { rows } = await pool.query<Row>(
    `with recursive ${scan},
     page as (select label, place from person limit $3)
     select n.label, n.place, '' as value, ${WARNED}, coalesce(${AGENTS}, 0) as agents,
            (select count(*)::int from ${catalog.store} s where ${own}) + (select count(*)::int from ${catalog.store} s where ${children}) as memories,
            (case when p.label is null then greatest(${last(own)}, ${last(children)}) else p.last_at end)::text as "lastChange"
       from page n left join dashboard.person_count p on p.label = n.label
      order by n.place collate "C" ${upwards ? 'desc' : 'asc'}`,
    [namespaceRoot, place?.place ?? null, limit],
  )
  return rows
}

async function named({ pool }: MemoryStore, rows: readonly Row[], rules: CountRules): Promise<Person[]> {
  const owners = await ownersOf(
    pool,
    rows.map(({ label }) => label),
    rules,
  )
  const ids = [...owners.values()].flatMap((owner) => (owner.state === 'one' ? [owner.userId] : []))
  const names = await namesOf(pool, ids)
  return rows.map(({ place: _place, value: _value, ...row }) => {
    const owner = owners.get(row.label) ?? { state: 'none' }
    return { ...row, owner, name: owner.state === 'one' ? (names.get(owner.userId) ?? null) : null }
  })
}

function writePlace(sort: PeopleSort, { value, place }: PeoplePlace): string {
  return Buffer.from(JSON.stringify([sort, value, place])).toString('base64url')
}

/** Inverse of {@link writePlace}. */
function readPlace(sort: PeopleSort, text: string | undefined): PeoplePlace | null {
  if (text === undefined) return null
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (
      Array.isArray(parts) &&
      parts.every((part) => typeof part === 'string' && !part.includes('\u0000') && part.isWellFormed())
    ) {
      const [order, value, place, ...rest] = parts as string[]
      if (order === sort && value !== undefined && VALUES[sort].test(value) && place !== undefined && rest.length === 0)
        return { value, place }
    }
  } catch {
    // not one of ours: said below
  }
  throw new Expected('invalid', 'This page of the list no longer exists. Start again from the beginning.')
}

const VALUES: Record<PeopleSort, RegExp> = {
  changed: /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00|-infinity)$/,
  memories: /^\d{1,9}$/,
  id: /^$/,
}
