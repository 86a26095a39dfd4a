// Of a person's memories, those that the agent's search did not give, each with the reason, beside a complete and exact search.
import type pg from 'pg'
import { type AgentReads, MISS_REASONS, type MissReason } from '@/lib/shared/agent-view'
import { requireWholeNamespace } from '../access/per-row'
import { arrayLiteral } from '../change/search-entries'
import { lastWriteJoin, type MemoryRow, memoryColumns } from '../memory-row'
import type { Scope } from '../memory-store'
import { entriesCompared } from './agent-statement'

/** A row that the agent's statement gave; the score may be NaN. */
export type Given = { prefix: string; key: string; value: string; score: number | null }

export type Judging = {
  /** Length of a page, and how many to skip. */
  limit: number
  offset?: number
  prefixes: string[]
  embedding: number[]
  reads: AgentReads
  given: Given[]
  usesIndex: boolean
}

/** Facts about all memories, the same in every row, beside one memory that was missed (all null where there is none). */
export type MissedRow = Partial<MemoryRow> & {
  total: number
  missed: number
  skipped: number
  scored: number
  mean: number | null
  deviation: number | null
  /** How often each of {@link MISS_REASONS} holds. */
  counts: number[]
  score: number | null
  place: number | null
  why: MissReason | null
}

/**
 * Every memory of the person, beside a complete and exact search over all of its entries. Reasons are tried in this order:
 * what keeps the agent from ever seeing it; then, whether even a complete search would place it past the limit, or the
 * agent's rows are as close; what is left was lost among the entries compared, or by the index, where the plan uses one.
 */
export async function missedRows(client: pg.PoolClient, scope: Scope, judging: Judging): Promise<MissedRow[]> {
  requireWholeNamespace(scope)
  const { catalog } = scope.store
  const { prefixes, embedding, reads, given, usesIndex, limit, offset = 0 } = judging
  const scores = given.flatMap(({ score }) => (score === null || Number.isNaN(score) ? [] : [score]))
  const leftOut = reads.omitsExpired ? 'coalesce(s.expires_at <= now(), false)' : 'false'
  const counts = MISS_REASONS.map((why) => `count(*) filter (where why = '${why}')::int`)
  const { rows } = await client.query<MissedRow>(
    `with entry as materialized (
       select v.prefix, v.key, nullif(v.embedding ${catalog.cosine} $2::float8[]::${catalog.vectorType}, 'NaN') as distance
         from ${catalog.vectors} v where v.prefix = any($1::text[]) and v.embedding is not null
     ), member as materialized (
       select s.prefix, s.key, ${leftOut} as left_out from ${catalog.store} s where s.prefix = any($1::text[])
     ), best as (
       select prefix, key, min(distance) as distance, min(position) as position
         from (select e.*, rank() over (partition by m.left_out order by e.distance) as position
                 from entry e join member m on m.prefix = e.prefix and m.key = e.key) placed
        group by prefix, key
     ), complete as (
       select m.*, b.distance, b.position, b.key is not null as has_entry, g.key is not null as is_given,
              case when not m.left_out and b.distance is not null
                   then rank() over (partition by m.left_out order by b.distance) end as place
         from member m
         left join best b on b.prefix = m.prefix and b.key = m.key
         left join unnest($3::text[], $4::text[]) as g (prefix, key) on g.prefix = m.prefix and g.key = m.key
     ), judged as materialized (
       select *, case when is_given then null
                      when left_out then 'expired'
                      when not has_entry then 'no entry'
                      when distance is null then 'no direction'
                      when place > $5::int or ($6::boolean and ($7::float8 is null or 1 - distance <= $7)) then 'limit'
                      when $8::boolean and position <= $9::int then 'index'
                      else 'crowded out' end as why
         from complete
     ), facts as (
       select count(*)::int as total, count(distance)::int as scored, avg(1 - distance) as mean,
              stddev_pop(distance) as deviation, count(why)::int as missed,
              -- where fewer are missed than are skipped: the last page
              least($11::int, greatest(count(why)::int - 1, 0) / $10::int * $10::int) as skipped, array[${counts.join(', ')}] as counts
         from judged
     ), page as (
       select * from judged where why is not null order by distance, prefix, key limit $10::int offset (select skipped from facts)
     )
     select facts.*, 1 - page.distance as score, page.place::int, page.why, ${memoryColumns(scope, '$12')}
       from facts
       left join page on true
       left join ${catalog.store} s on s.prefix = page.prefix and s.key = page.key
       ${lastWriteJoin}
      order by page.distance, page.prefix, page.key`,
    [
      prefixes,
      arrayLiteral(embedding),
      given.map(({ prefix }) => prefix),
      given.map(({ key }) => key),
      reads.limit,
      given.length >= reads.limit,
      scores.length === 0 ? null : Math.min(...scores),
      usesIndex,
      entriesCompared(scope.store, reads.limit),
      limit,
      offset,
      scope.actor,
    ],
  )
  return rows
}

/** Counts by reason. */
export function countsOf(facts: MissedRow | undefined): Record<MissReason, number> {
  const entries = MISS_REASONS.map((why, at) => [why, facts?.counts[at] ?? 0])
  return Object.fromEntries(entries) as Record<MissReason, number>
}

/** Whether the row holds a memory: a page may be empty. */
export function isMissed(row: MissedRow): row is MissedRow & MemoryRow & { why: MissReason } {
  return row.why !== null && row.key !== null && row.key !== undefined
}
