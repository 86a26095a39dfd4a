// Deletes what was only kept for a while: undo copies with the history behind them, history of memories that are gone, ended sessions.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { inTransaction } from './transaction'

/**
 * Deletes what undo kept beyond its window: the copies, the history of those memories and the meaning of their pseudonyms.
 * Run by a timer; what it has not reached yet is unreadable all the same.
 * @param storeTable the agent's table, ready to stand in SQL
 * @returns how many removals became final
 */
export async function purgeExpired(pool: pg.Pool, storeTable: string): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ prefix: string; key: string; subject: string }>(
      `with expired as (
         delete from dashboard.removal r where r.undo_until <= now() returning r.version_id, r.subject
       ), memory as (
         select v.prefix, v.key, max(v.id) as last, min(e.subject) as subject
           from expired e join dashboard.memory_version v on v.id = e.version_id
          group by v.prefix, v.key
       ), history as (
         delete from dashboard.memory_version v using memory m
          where v.prefix = m.prefix and v.key = m.key and v.id <= m.last
       )
       select prefix, key, subject from memory`,
    )
    // a statement of its own: a memory that was written anew under the key meanwhile keeps what belongs to it
    for (const { prefix, key, subject } of rows) {
      const memory = await forget(client, storeTable, prefix, key)
      await client.query(
        `insert into dashboard.audit (op_id, action, surface, actor, subject, memory)
         values ($1, 'memory.purge', 'schedule', 'schedule', $2, $3)`,
        [randomUUID(), subject, memory],
      )
    }
    return rows.length
  })
}

/** @returns the pseudonym whose meaning was deleted, or null when the key is in use again */
async function forget(client: pg.PoolClient, storeTable: string, prefix: string, key: string): Promise<string | null> {
  const unused = `prefix = $1 and key = $2 and not exists (select from ${storeTable} s where s.prefix = $1 and s.key = $2)`
  await client.query(`delete from dashboard.last_write where ${unused}`, [prefix, key])
  const { rows } = await client.query<{ pseudonym: string }>(
    `delete from dashboard.pseudonym where ${unused} returning pseudonym`,
    [prefix, key],
  )
  return rows[0]?.pseudonym ?? null
}

/**
 * Deletes history, provenance and the meaning of pseudonyms of memories that the agent (or a time to live) has removed
 * from its own table, once they are older than any undo, and sessions that ended more than a day ago.
 */
export async function purgeOrphans(pool: pg.Pool, storeTable: string): Promise<void> {
  const isGone = `not exists (select from ${storeTable} s where s.prefix = o.prefix and s.key = o.key)
    and not exists (select from dashboard.removal r join dashboard.memory_version v on v.id = r.version_id
                     where v.prefix = o.prefix and v.key = o.key)`
  await pool.query(
    `delete from dashboard.memory_version o where o.replaced_at < now() - interval '1 hour' and ${isGone}`,
  )
  await pool.query(`delete from dashboard.last_write o where o.updated_at < now() - interval '1 hour' and ${isGone}`)
  await pool.query(
    `delete from dashboard.pseudonym o where o.key is not null and ${isGone}
        and not exists (select from dashboard.last_write w where w.prefix = o.prefix and w.key = o.key)`,
  )
  await pool.query(
    `delete from dashboard.session where coalesce(ended_at, least(ends_at, last_seen_at + interval '30 minutes')) < now() - interval '1 day'`,
  )
}

/** Seconds until the next undo copy expires; null when none is kept. */
export async function secondsToNextPurge(pool: pg.Pool): Promise<number | null> {
  const { rows } = await pool.query<{ seconds: number | null }>(
    'select ceil(extract(epoch from min(undo_until) - now()))::int as seconds from dashboard.removal',
  )
  return rows[0]?.seconds ?? null
}
