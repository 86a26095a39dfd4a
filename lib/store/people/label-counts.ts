// How much is stored of each person, in one pass over the agent's tables. For the count of everybody, never for a page.
import type pg from 'pg'
import type { MemoryStore } from '../memory-store'
import { readLogDays } from '../read-log'
import { isBelow, labelOf, placeOf } from './sql'

/** A row of `dashboard.person_count`, but for what is decided about it. */
export type LabelCount = {
  label: string
  place: string
  memories: number
  first_at: string | null
  last_at: string | null
  unsearchable: number
  stale: number
  expired: number
  ending: number
  ending_soon: number
  months: Record<string, number>
  writers: Record<string, number>
  readers: Record<string, number>
}

/** Who wrote the row that `w` (of `dashboard.last_write`, null where somebody has written since) vouches for: an AgentCode. */
export const WRITER = `case w.surface when 'dashboard' then 'person' when 'admin' then 'staff' when 'mcp' then 'mcp'
  when 'agent' then 'agent/' || coalesce(w.name, '') else 'outside' end`

/** Who read, of `dashboard.read_log` as `r`, which holds what agents read: an AgentCode. */
export const READER = `case r.surface when 'mcp' then 'mcp' else 'agent/' || coalesce(r.name, '') end`

/**
 * A memory is stale in search where an entry is older than its text: the agent writes both in one instant and leaves behind what the
 * new text has no place for. What this dashboard writes it writes whole, and it alone changes rows without their entries.
 */
export const IS_STALE = 'coalesce(v.oldest < s.updated_at and w.prefix is null, false)'

/** `v` of `stale` and missing entries for `store` as `s`. */
export const entriesOf = (vectors: string, where = 'true') =>
  `(select prefix, key, min(updated_at) as oldest from ${vectors} v where embedding is not null and ${where} group by prefix, key)`

/** Of items with `ends_at`. */
export const ENDS = `(count(*) filter (where ends_at <= now()))::int as expired, (count(*) filter (where ends_at > now()))::int as ending,
              (count(*) filter (where ends_at > now() and ends_at <= now() + interval '30 days'))::int as ending_soon`

export async function labelCounts(client: pg.PoolClient, store: MemoryStore): Promise<LabelCount[]> {
  const { catalog, namespaceRoot } = store
  const end = catalog.hasTtl ? 's.expires_at' : 'null::timestamptz'
  const { rows } = await client.query<{ row: string }>(
    `with item as (
       select s.prefix, to_char(s.created_at, 'YYYY-MM') as month, ${WRITER} as writer, s.created_at, s.updated_at,
              v.key is null as missing, ${IS_STALE} as stale, ${end} as ends_at
         from ${catalog.store} s
         left join ${entriesOf(catalog.vectors)} v on v.prefix = s.prefix and v.key = s.key
         left join dashboard.last_write w on w.prefix = s.prefix and w.key = s.key and w.updated_at = s.updated_at
        where ${isBelow('s.prefix', '$1')}
     ), part as materialized (
       select ${labelOf('prefix', '$1')} as label, prefix = $1 || '.' || ${labelOf('prefix', '$1')} as own, month, writer,
              count(*)::int as memories, min(created_at) as first_at, max(updated_at) as last_at, count(*) filter (where missing)::int as unsearchable,
              count(*) filter (where stale)::int as stale, ${ENDS}
         from item group by prefix, month, writer
     ), month as (
       select label, jsonb_object_agg(month, n) as months
         from (select label, month, sum(memories)::int as n from part where month is not null group by label, month) m group by label
     ), writer as (
       select label, jsonb_object_agg(writer, n) as writers
         from (select label, writer, sum(memories)::int as n from part group by label, writer) w group by label
     ), reader as (
       select label, jsonb_object_agg(reader, n) as readers
         from (select ${labelOf('r.root', '$1')} as label, ${READER} as reader, count(*)::int as n from dashboard.read_log r
                where ${isBelow('r.root', '$1')} and r.kept_until > now() and r.at > now() - make_interval(days => $2)
                group by 1, 2) r group by label
     ), person as (
       select label, ${placeOf('label', 'bool_or(own)')} as place, sum(memories)::int as memories, min(first_at) as first_at, max(last_at) as last_at,
              sum(unsearchable)::int as unsearchable, sum(stale)::int as stale, sum(expired)::int as expired, sum(ending)::int as ending, sum(ending_soon)::int as ending_soon
         from part where label <> '' group by label
     )
     select to_jsonb(r)::text as row
       from (select p.label, p.place, p.memories, p.first_at::text, p.last_at::text, p.unsearchable, p.stale, p.expired, p.ending, p.ending_soon,
                    coalesce(m.months, '{}') as months, w.writers, coalesce(r.readers, '{}') as readers
               from person p left join month m using (label) join writer w using (label) left join reader r using (label)) r`,
    [namespaceRoot, readLogDays(store)],
  )
  return rows.map(({ row }) => JSON.parse(row) as LabelCount)
}
