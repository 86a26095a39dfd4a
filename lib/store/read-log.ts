// The read log: which agent read which memories, for which question. What reads the agent's tables directly leaves nothing here. Looked into by looks.ts.
import type pg from 'pg'
import { READ_LOG_DAYS } from '@/lib/shared/looks'
import { prefixBelow } from './memory-row'
import { type MemoryStore, nameOf, type ScopeFacts } from './memory-store'
import { asExpected } from './outage'

/** The most that is kept of one person, the newest: whole reads, and the memories in them. */
export const READ_LOG_LIMITS = { reads: 10_000, items: 100_000 }

/** Characters of a question that are kept. */
export const QUERY_LIMIT = 1_000

export type Reads = {
  /** By meaning, by its key, or one after the other. */
  way: 'search' | 'get' | 'list'
  query?: string
  /** What was handed out, in its order. */
  items: readonly { child: readonly string[]; key: string; createdAt: string; score?: number }[]
}

/** Days that reads are kept in this store; 0: none is recorded, and none shown. */
export function readLogDays({ readLogDays = READ_LOG_DAYS }: Pick<MemoryStore, 'readLogDays'>): number {
  return readLogDays
}

/**
 * Records what an agent is about to be handed, in one statement. It shares the fate of the read: what cannot be recorded is not
 * handed out. What a person reads in the dashboard is no agent's reading and is not recorded.
 * @throws Expected `database-unavailable`
 */
export async function recordReads(scope: ScopeFacts, { way, query, items }: Reads): Promise<void> {
  const { origin, store, root } = scope
  if (origin.surface === 'dashboard' || readLogDays(store) === 0) return
  await asExpected(() =>
    store.pool.query(
      `with read as (
         insert into dashboard.read_log (root, way, surface, name, token_id, query, found, kept_until)
         values ($1, $2, $3, $4, $5, $6, cardinality($7::text[]), now() + make_interval(days => $11)) returning id
       )
       insert into dashboard.read_log_item (read_id, position, prefix, key, created_at, score)
       select read.id, i.position, i.prefix, i.key, i.created_at, i.score
         from read, unnest($7::text[], $8::text[], $9::timestamptz[], $10::float8[])
              with ordinality as i (prefix, key, created_at, score, position)`,
      [
        ...[root, way, origin.surface, nameOf(origin), origin.surface === 'mcp' ? origin.token.id : null],
        query === undefined ? null : storable(query),
        items.map(({ child }) => prefixBelow(scope, child)),
        items.map(({ key }) => key),
        items.map(({ createdAt }) => createdAt),
        items.map(({ score }) => score ?? null),
        readLogDays(store),
      ],
    ),
  )
}

/** The beginning of a question, with marks for what Postgres cannot store. */
function storable(query: string): string {
  return query.slice(0, QUERY_LIMIT).toWellFormed().replaceAll('\u0000', '\ufffd')
}

/** The reads follow a memory to its new key, in the transaction that moves it. */
export async function moveReads(
  client: pg.PoolClient,
  { catalog }: MemoryStore,
  { prefix, from, to }: { prefix: string; from: string; to: string },
): Promise<void> {
  await client.query(
    `update dashboard.read_log_item i set key = $3 from ${catalog.store} s
      where s.prefix = $1 and s.key = $3 and i.prefix = $1 and i.key = $2 and i.created_at is not distinct from s.created_at`,
    [prefix, from, to],
  )
}

/**
 * Deletes that these memories were read, unless they are there (again), and the questions that found nothing else.
 * @param storeTable the agent's table, ready to stand in SQL
 */
export async function forgetReads(
  client: pg.PoolClient,
  storeTable: string,
  memories: readonly { prefix: string; key: string }[],
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `with gone as (
       delete from dashboard.read_log_item i using unnest($1::text[], $2::text[]) as m (prefix, key)
        where i.prefix = m.prefix and i.key = m.key and not ${isThere(storeTable)}
       returning i.read_id
     )
     select distinct read_id::text as id from gone`,
    [memories.map(({ prefix }) => prefix), memories.map(({ key }) => key)],
  )
  await client.query(`delete from dashboard.read_log r where r.id = any($1::bigint[]) and ${IS_EMPTIED}`, [
    rows.map(({ id }) => id),
  ])
}

/**
 * Deletes reads that were to be kept until now. Cheap: they are found by an index.
 * @param days the dashboard keeps none for longer than that, whoever recorded it
 */
export async function purgeReads(pool: pg.Pool, days: number | null): Promise<void> {
  await pool.query(
    'delete from dashboard.read_log where kept_until <= now() or at <= now() - make_interval(days => $1::int)',
    [days],
  )
}

/**
 * Deletes what is beyond {@link READ_LOG_LIMITS}, and reads of memories that the agent (or a time to live) has removed from its
 * own table, once they are older than any undo.
 */
export async function purgeReadsBeyond(pool: pg.Pool, storeTable: string): Promise<void> {
  await pool.query(
    `delete from dashboard.read_log r using (
       select id, row_number() over newest as place, sum(found) over newest - found as before
         from dashboard.read_log window newest as (partition by root order by id desc)) as k
      where k.id = r.id and (k.place > $1 or k.before >= $2)`,
    [READ_LOG_LIMITS.reads, READ_LOG_LIMITS.items],
  )
  await pool.query(
    `delete from dashboard.read_log_item i using dashboard.read_log r
      where r.id = i.read_id and r.at < now() - interval '1 hour' and not ${isThere(storeTable)}
        and not exists (select from dashboard.removal d join dashboard.memory_version v on v.id = d.version_id
                         where v.prefix = i.prefix and v.key = i.key)`,
  )
  await pool.query(`delete from dashboard.read_log r where r.at < now() - interval '1 hour' and ${IS_EMPTIED}`)
}

/** Whether the memory of item `i` is in the agent's table, and not another one under its key. */
function isThere(storeTable: string): string {
  return `exists (select from ${storeTable} s
            where s.prefix = i.prefix and s.key = i.key and s.created_at is not distinct from i.created_at)`
}

const IS_EMPTIED = 'r.found > 0 and not exists (select from dashboard.read_log_item i where i.read_id = r.id)'
