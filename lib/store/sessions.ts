// The sessions of record. A cookie only names one; ended, expired or unknown are the same answer: nobody.
import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { asExpected } from './outage'

/** A session ends twelve hours after sign-in, or after thirty minutes without a request, whichever comes first. */
export const SESSION_HOURS = 12
const IDLE_MINUTES = 30

export type Session = { userId: string; name: string }

/**
 * Writes a session row.
 * @returns the id that goes into the cookie: 32 random bytes, base64url; only its hash is stored
 */
export async function startSession(pool: pg.Pool, { userId, name }: Session): Promise<string> {
  const id = randomBytes(32).toString('base64url')
  await asExpected(() =>
    pool.query(
      `insert into dashboard.session (id_hash, user_id, name, ends_at) values ($1, $2, $3, now() + make_interval(hours => $4))`,
      [hashOf(id), userId, name, SESSION_HOURS],
    ),
  )
  return id
}

/**
 * The living session of `id`, or null. The database's clock decides.
 * @throws Expected `database-unavailable`: an outage signs nobody out
 */
export async function findSession(pool: pg.Pool, id: string): Promise<Session | null> {
  const { rows } = await asExpected(() =>
    pool.query<Session & { isStale: boolean }>(
      `select user_id as "userId", name, last_seen_at < now() - interval '1 minute' as "isStale" from dashboard.session
        where id_hash = $1 and ended_at is null and ends_at > now()
          and last_seen_at > now() - make_interval(mins => $2)`,
      [hashOf(id), IDLE_MINUTES],
    ),
  )
  const session = rows[0]
  if (session === undefined) return null
  if (session.isStale)
    await asExpected(() =>
      pool.query('update dashboard.session set last_seen_at = now() where id_hash = $1', [hashOf(id)]),
    )
  return { userId: session.userId, name: session.name }
}

/** Ends a session: from the next request on its cookie is nobody's. */
export async function endSession(pool: pg.Pool, id: string): Promise<void> {
  await asExpected(() =>
    pool.query('update dashboard.session set ended_at = now() where id_hash = $1 and ended_at is null', [hashOf(id)]),
  )
}

function hashOf(id: string): Buffer {
  return createHash('sha256').update(id).digest()
}
