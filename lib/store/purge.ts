// Deletes what was only kept for a while: undo copies with the history behind them, history of memories that are gone, ended sessions.
import type pg from 'pg'
import { type AuditValues, auditInsert } from './audit/row'
import { dropAllMaps, dropMaps } from './map/cache'
import { dropAllPairs, dropPairs } from './pairs/cache'
import { forgetReads, purgeReadsBeyond } from './read-log'
import { inTransaction } from './transaction'

/**
 * Deletes what undo kept beyond its window: the copies, the history of those memories and the meaning of their pseudonyms.
 * Run by a timer; what it has not reached yet is unreadable all the same.
 * @param storeTable the agent's table, ready to stand in SQL
 * @returns how many removals became final
 */
export async function purgeExpired(pool: pg.Pool, storeTable: string): Promise<number> {
  let final = 0
  // in portions: the embedded database answers nobody else meanwhile
  for (let size = PORTION; size === PORTION; final += size) size = await purgeSome(pool, storeTable)
  return final
}

const PORTION = 500

type Final = { prefix: string; key: string; subject: string; removals: number }

async function purgeSome(pool: pg.Pool, storeTable: string): Promise<number> {
  const final = await inTransaction(pool, async (client) => {
    const { rows } = await client.query<Final>(
      `with expired as (
         delete from dashboard.removal r where r.id in (
           select id from dashboard.removal where undo_until <= now() order by undo_until limit ${PORTION} for update skip locked)
         returning r.version_id, r.subject
       ), memory as (
         select v.prefix, v.key, max(v.id) as last, min(e.subject) as subject, count(*)::int as removals
           from expired e join dashboard.memory_version v on v.id = e.version_id
          group by v.prefix, v.key
       ), history as (
         delete from dashboard.memory_version v using memory m
          where v.prefix = m.prefix and v.key = m.key and v.id <= m.last
       )
       select prefix, key, subject, removals from memory`,
    )
    // a statement of its own: a memory that was written anew under the key meanwhile keeps what belongs to it
    await forget(client, storeTable, rows)
    await forgetReads(client, storeTable, rows)
    return rows
  })
  for (const subject of new Set(final.map(({ subject }) => subject))) {
    dropMaps(pool, subject)
    dropPairs(pool, subject)
  }
  return final.reduce((sum, { removals }) => sum + removals, 0)
}

/**
 * Deletes what else names these memories, where their keys are not in use again, and audits that they are final, under each
 * pseudonym: a memory that was renamed has several.
 */
async function forget(client: pg.PoolClient, storeTable: string, final: readonly Final[]): Promise<void> {
  const audit = auditInsert({
    ...{
      values: '$4',
      operation: 'gen_random_uuid()',
      action: `'memory.purge'`,
      memory: 'p.pseudonym',
      subject: 'm.subject',
    },
    from: 'memory m left join meaning p on p.prefix = m.prefix and p.key = m.key',
  })
  await client.query(
    `with memory as materialized (
       select m.*,
              not exists (select from ${storeTable} s where s.prefix = m.prefix and s.key = m.key) as unused
         from unnest($1::text[], $2::text[], $3::text[]) as m (prefix, key, subject)
     ), provenance as (
       delete from dashboard.last_write w using memory m where m.unused and w.prefix = m.prefix and w.key = m.key
     ), selected as (
       delete from dashboard.selection_item i using memory m where m.unused and i.prefix = m.prefix and i.key = m.key
     ), topic as (
       delete from dashboard.topic_match t using memory m where m.unused and t.prefix = m.prefix and t.key = m.key
     ), meaning as (
       delete from dashboard.pseudonym p using memory m where m.unused and p.prefix = m.prefix and p.key = m.key
       returning p.prefix, p.key, p.pseudonym
     ), pair as (
       delete from dashboard.kept_pair k using meaning m where m.pseudonym in (k.first, k.second)
     )
     ${audit}`,
    [final.map(({ prefix }) => prefix), final.map(({ key }) => key), final.map(({ subject }) => subject), SCHEDULE],
  )
}

/** Nobody: the time was over. */
const SCHEDULE: AuditValues = ['schedule', 'system', 'schedule', '-', null, '{}']

/** Deletes selections and topics that have expired, unless a job still works on them, and jobs that began more than a day ago. */
export async function purgeSelections(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from dashboard.job where created_at < now() - interval '1 day'`)
  await pool.query(
    `delete from dashboard.selection s where s.expires_at <= now()
        and not exists (select from dashboard.job j where j.selection_id = s.id and j.state = 'running')`,
  )
  await pool.query('delete from dashboard.topic where expires_at <= now()')
}

/**
 * Deletes history, provenance and the meaning of pseudonyms of memories that the agent (or a time to live) has removed
 * from its own table, once they are older than any undo, also where the agent has written another one under the same key
 * since (its `created_at` is another), sessions that ended more than a day ago, and reads beyond what is kept of them.
 */
export async function purgeOrphans(pool: pg.Pool, storeTable: string): Promise<void> {
  // whose memories the agent has removed is not known
  dropAllMaps(pool)
  dropAllPairs(pool)
  const isAt = 's.prefix = o.prefix and s.key = o.key'
  const isNotUndoable = `not exists (select from dashboard.removal r join dashboard.memory_version v on v.id = r.version_id
                                      where v.prefix = o.prefix and v.key = o.key)`
  const isGone = `not exists (select from ${storeTable} s where ${isAt}) and ${isNotUndoable}`
  await pool.query(
    `delete from dashboard.memory_version o where o.replaced_at < now() - interval '1 hour' and ${isNotUndoable}
        and not exists (select from ${storeTable} s where ${isAt} and s.created_at is not distinct from o.created_at)`,
  )
  await pool.query(`delete from dashboard.last_write o where o.updated_at < now() - interval '1 hour' and ${isGone}`)
  await pool.query(
    `delete from dashboard.pseudonym o where o.key is not null and ${isGone}
        and not exists (select from dashboard.last_write w where w.prefix = o.prefix and w.key = o.key)`,
  )
  await pool.query(
    `delete from dashboard.kept_pair k where exists (
       select from (values (k.first), (k.second)) as m (memory)
        where not exists (select from dashboard.pseudonym p where p.pseudonym = m.memory))`,
  )
  await pool.query(
    `delete from dashboard.session where coalesce(ended_at, least(ends_at, last_seen_at + interval '30 minutes')) < now() - interval '1 day'`,
  )
  await purgeReadsBeyond(pool, storeTable)
}

/** Seconds until the next undo copy expires; null when none is kept. */
export async function secondsToNextPurge(pool: pg.Pool): Promise<number | null> {
  const { rows } = await pool.query<{ seconds: number | null }>(
    'select ceil(extract(epoch from min(undo_until) - now()))::int as seconds from dashboard.removal',
  )
  return rows[0]?.seconds ?? null
}
