// What stands around a page of people: totals, and the choices of the filter with their numbers. From the count, in one pass each.
import type pg from 'pg'
import {
  type AgentCode,
  countedMemories,
  isEveryone,
  PEOPLE_WARNINGS,
  type PeopleFilter,
  type PeopleSort,
  type PeopleWarning,
} from '@/lib/shared/people'
import type { Counted } from './count'
import { ANY_WARNING, beyondPlace, type PeopleAsked, type PeoplePlace, peopleSql, WARNING_SQL } from './filter'

export type PeopleFacets = {
  /** How many there are with this filter; and the memories that it speaks of: see {@link countedMemories}. */
  total: { people: number; memories: number }
  /** Place of the first of the page, from 1. */
  from: number
  /** People with a warning, whatever warning is chosen. */
  warnings: Record<PeopleWarning | 'any', number>
  /** Who wrote or read something of theirs, whoever is chosen: the first, for a menu. */
  agents: Agents
  /** Of those that were looked for; null: none were. */
  called: Agents | null
}

/** Those of most people first; `total`: how many there are with those that are left out. */
export type Agents = { first: { code: AgentCode; people: number }[]; total: number }

const MOST_AGENTS = { offered: 30, listed: 500 }

/** @param first of the page; null: it is empty */
export async function peopleFacets(
  pool: pg.Pool,
  asked: PeopleAsked,
  sort: PeopleSort,
  first: PeoplePlace | null,
  { figures }: Counted,
): Promise<PeopleFacets> {
  const isAsCounted = isEveryone({ ...asked.filter, agent: null })
  const all = isAsCounted ? figures.agents : await agents(pool, asked)
  return {
    ...(await totals(pool, asked, sort, first)),
    agents: { first: all.slice(0, MOST_AGENTS.offered), total: all.length },
    called: asked.agents === undefined ? null : calledLike(all, asked.agents),
  }
}

function calledLike(all: Agents['first'], part: string): Agents {
  const called = all.filter(isCalled(part))
  return { first: called.slice(0, MOST_AGENTS.listed), total: called.length }
}

/** Who is called like that in part, whatever the case; nothing asked for: anybody. */
function isCalled(part: string) {
  return ({ code }: { code: AgentCode }) =>
    part === '' || (code.startsWith('agent/') && code.slice('agent/'.length).toLowerCase().includes(part.toLowerCase()))
}

async function totals(pool: pg.Pool, asked: PeopleAsked, sort: PeopleSort, first: PeoplePlace | null) {
  const values: unknown[] = []
  const next = () => values.length + 1
  const part = ({ sql, values: own }: { sql: string; values: unknown[] }) => {
    values.push(...own)
    return sql
  }
  const kept = part(peopleSql(asked, next()))
  const others = part(peopleSql(asked, next(), 'warning'))
  const before = first === null ? 'false' : part(beyondPlace(sort, first, next(), { upwards: true }))
  const { sql, value } = memoriesSql(asked.filter, next())
  values.push(...value)
  const counts = PEOPLE_WARNINGS.map(
    (one) => `count(*) filter (where ${others} and ${WARNING_SQL[one]})::int as ${one}`,
  )
  const { rows } = await pool.query<Record<PeopleWarning | 'any' | 'people' | 'memories' | 'before', number>>(
    `select count(*) filter (where ${kept})::int as people, coalesce(sum(${sql}) filter (where ${kept}), 0)::int as memories,
            count(*) filter (where ${kept} and ${before})::int as before,
            count(*) filter (where ${others} and ${ANY_WARNING})::int as any, ${counts.join(', ')}
       from dashboard.person_count p`,
    values,
  )
  const { people = 0, memories = 0, before: earlier = 0, ...warnings } = rows[0] ?? {}
  return {
    total: { people, memories },
    from: first === null ? 0 : earlier + 1,
    warnings: { any: 0, several: 0, none: 0, unsearchable: 0, stale: 0, similar: 0, ...warnings },
  }
}

function memoriesSql(filter: PeopleFilter, from: number): { sql: string; value: unknown[] } {
  const of = countedMemories(filter)
  if (of === 'month') return { sql: `(p.months->>$${from}::text)::int`, value: [filter.month] }
  if (of === 'agent') return { sql: `(p.writers->>$${from}::text)::int`, value: [filter.agent] }
  return { sql: of === 'all' ? 'p.memories' : `p.${of}`, value: [] }
}

async function agents(pool: pg.Pool, asked: PeopleAsked): Promise<Agents['first']> {
  const kept = peopleSql(asked, 1, 'agent')
  const { rows } = await pool.query<{ code: AgentCode; people: number }>(
    `select a.code, count(*)::int as people
       from dashboard.person_count p
      cross join lateral (select jsonb_object_keys(p.writers) union select jsonb_object_keys(p.readers)) a (code)
      where ${kept.sql} group by a.code order by 2 desc, 1`,
    kept.values,
  )
  return rows
}
