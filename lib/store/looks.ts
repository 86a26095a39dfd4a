// What a person is told about who read their memories. Neither what is past its time nor what is no longer there is read, whether it has been purged or not.
import type { Look, Looks, MemoryRead, MemoryReads, Reader, ReaderSummary, Way } from '@/lib/shared/looks'
import { memoryId, parseMemoryId } from '@/lib/shared/memory'
import { LOOKS, READERS, READS } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { requireWholeNamespace } from './access/per-row'
import { readerOf } from './change/author'
import { childOf, prefixBelow } from './memory-row'
import type { Scope } from './memory-store'
import { asExpected } from './outage'
import { readLogDays } from './read-log'

type Page = {
  limit: number
  /** Continue below the read with this id. */
  below?: string
}

type ReadRow = { id: string; at: string; way: Way; surface: string; name: string | null; query: string | null }

/** Columns of {@link ReadRow} for `dashboard.read_log` as `r`. */
const COLUMNS = 'r.id::text, r.at::text, r.way, r.surface, r.name, r.query'

/** Condition on `r`: of the person $1, and within the $2 days that reads are kept. */
export const IS_KEPT = 'r.root = $1 and r.kept_until > now() and r.at > now() - make_interval(days => $2)'

/** Condition on an item `i`: its memory is the stored row `s`, and not another one that was there before. */
export const IS_OF_ROW = 's.prefix = i.prefix and s.key = i.key and s.created_at is not distinct from i.created_at'

/**
 * Who was handed a memory, newest first. Of another person's memory the answer is that of one that never was.
 * @throws Expected `database-unavailable`
 */
export const readsOfMemory = traced(READS, readsOf)

async function readsOf(scope: Scope, id: string, { limit, below }: Page): Promise<MemoryReads> {
  const address = parseMemoryId(id)
  if (address === null) return { reads: [], total: 0 }
  const { rows } = await asExpected(() =>
    scope.store.pool.query<ReadRow & { rank: number | null; score: number | null; total: number }>(
      `with read as (
         select r.*, case when r.way = 'search' then i.position end as rank, i.score
           from ${scope.store.catalog.store} s
           join dashboard.read_log_item i on ${IS_OF_ROW}
           join dashboard.read_log r on r.id = i.read_id
          where s.prefix = $3 and s.key = $4 and ${IS_KEPT}
       )
       select ${COLUMNS}, r.rank, r.score, (select count(*)::int from read) as total from read r
        where $5::bigint is null or r.id < $5 order by r.id desc limit $6`,
      [...keptOf(scope), prefixBelow(scope, address.child), address.key, below ?? null, limit],
    ),
  )
  return {
    reads: rows.map(({ rank, score, ...row }): MemoryRead => ({ ...toRead(row), rank, score })),
    total: rows[0]?.total ?? 0,
  }
}

/**
 * Every time that an agent asked about this person, newest first.
 * @throws Expected `database-unavailable`
 */
export const listLooks = traced(LOOKS, looksAt)

async function looksAt(scope: Scope, { limit, below }: Page): Promise<Looks> {
  const stored = scope.store.catalog.store
  const { rows } = await asExpected(() =>
    scope.store.pool.query<ReadRow & { there: number; prefixes: string[]; keys: string[]; total: number }>(
      `with read as (
         select r.* from dashboard.read_log r
          where ${IS_KEPT} and (r.found = 0 or exists (
            select from dashboard.read_log_item i join ${stored} s on ${IS_OF_ROW} where i.read_id = r.id))
       ), page as (
         select * from read r where $3::bigint is null or r.id < $3 order by r.id desc limit $4
       )
       select ${COLUMNS}, m.there, m.prefixes, m.keys, (select count(*)::int from read) as total
         from page r cross join lateral (
           select count(*)::int as there, coalesce((array_agg(i.prefix order by i.position))[:${NAMED}], '{}') as prefixes,
                  coalesce((array_agg(i.key order by i.position))[:${NAMED}], '{}') as keys
             from dashboard.read_log_item i join ${stored} s on ${IS_OF_ROW} where i.read_id = r.id) as m
        order by r.id desc`,
      [...keptOf(scope), below ?? null, limit],
    ),
  )
  return {
    looks: rows.map(
      ({ there, prefixes, keys, ...row }): Look => ({
        ...toRead(row),
        found: there,
        memories: keys.map((key, at) => ({ id: memoryId(childOf(scope, prefixes[at] ?? scope.root), key), key })),
      }),
    ),
    total: rows[0]?.total ?? 0,
  }
}

/** How many of the memories of a look are named. */
const NAMED = 3

/**
 * Who read this person's memories, whoever did so last first.
 * @returns at most `limit` of them, and how many looks are kept of all
 * @throws Expected `database-unavailable`
 */
export const readersOf = traced(READERS, readersAmong)

async function readersAmong(scope: Scope, limit: number): Promise<{ readers: ReaderSummary[]; looks: number }> {
  const { rows } = await asExpected(() =>
    scope.store.pool.query<Omit<ReaderSummary, 'by'> & { surface: string; name: string | null; total: number }>(
      `with seen as (
         select r.*, s.prefix, s.key
           from dashboard.read_log r
           left join (dashboard.read_log_item i join ${scope.store.catalog.store} s on ${IS_OF_ROW}) on i.read_id = r.id
          where ${IS_KEPT} and (r.found = 0 or s.key is not null)
       )
       select surface, (array_agg(name order by id desc))[1] as name, count(distinct (prefix, key)) filter (where key is not null)::int as memories,
              count(distinct id) filter (where way = 'search')::int as searches, count(distinct id)::int as looks, max(at)::text as at,
              (select count(distinct id)::int from seen) as total
         from seen group by surface, coalesce(token_id, name) order by max(id) desc limit $3`,
      [...keptOf(scope), limit],
    ),
  )
  return {
    readers: rows.map(({ surface, name, total: _, ...summary }) => ({ ...summary, by: readerOf({ surface, name }) })),
    looks: rows[0]?.total ?? 0,
  }
}

/** What continues a list, from an address; what it cannot mean is left out. */
export function belowOf(given: string | string[] | undefined): string | undefined {
  return typeof given === 'string' && /^[1-9]\d{0,17}$/.test(given) ? given : undefined
}

/** The values of {@link IS_KEPT}. */
export function keptOf(scope: Scope): [root: string, days: number] {
  requireWholeNamespace(scope)
  return [scope.root, readLogDays(scope.store)]
}

function toRead({ surface, name, id, at, way, query }: ReadRow): Omit<MemoryRead, 'rank' | 'score'> & { by: Reader } {
  return { id, at, way, query, by: readerOf({ surface, name }) }
}
