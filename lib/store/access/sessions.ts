// The sessions of record. A cookie only names one; ended, expired or unknown are the same answer: nobody.
import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { FRESH_MINUTES } from '@/lib/shared/step-up'
import { appendAudit } from '../audit/record'
import { pseudonym } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import { grantedRole, isDisabledPerson, type Role } from './roles'

/** A session ends twelve hours after sign-in, or after thirty minutes without a request, whichever comes first. */
export const SESSION_HOURS = 12
const IDLE_MINUTES = 30

/** Somebody as the one who vouches for them describes them. */
export type Person = {
  /** The id as the agent knows it, byte for byte. */
  userId: string
  name: string
  /** Only where it is vouched for that it is theirs. */
  email?: string | null
  groups?: readonly string[]
}

export type Session = Required<Person> & { grantedRole: Role }

export type SignIn = {
  /** When the provider asked the person, in seconds since 1970, as its signed answer tells; unset: it does not. */
  authTime?: number
  /** The id of the session that the same browser had until now: it ends. */
  replaces?: string | null
  /** The browser in words. */
  browser?: string | null
  /** Of the audit row; unset: there is none. */
  pseudonymKey?: string
}

/**
 * Writes a session row.
 * @param issuer who vouches for the person: the session counts only while sign-in is with them
 * @returns the id that goes into the cookie: 32 random bytes, base64url; only its hash is stored
 */
export async function startSession(
  pool: pg.Pool,
  issuer: string,
  { userId, name, email = null, groups = [] }: Person,
  { authTime, replaces = null, browser = null, pseudonymKey }: SignIn = {},
): Promise<string> {
  const id = randomBytes(32).toString('base64url')
  await asExpected(() =>
    inTransaction(pool, async (client) => {
      await client.query(
        // a provider whose clock is ahead does not make a sign-in last longer
        `with replaced as (
         update dashboard.session set ended_at = now() where id_hash = $8 and ended_at is null
       ), carried as (
         -- the same person at the same browser, asked anew who they are; what ended with its session stays ended
         update dashboard.reveal set session = encode($1, 'hex')
          where session = encode($8, 'hex') and user_id = $3 and ended_at is null
            and exists (select from dashboard.session s where s.id_hash = $8 and s.ended_at is null and s.ends_at > now())
       ), told as (
         insert into dashboard.setting (name, value) select $9, 'yes' where $7::float8 is not null
         on conflict (name) do nothing
       ), called as (
         insert into dashboard.person_name as n (user_id, name) values ($3, $4)
         on conflict (user_id) do update set name = excluded.name where n.name <> excluded.name
       ), seen as (
         -- an administrator who has lost the group that made them one
         update dashboard.admin_seen set email = $5, groups = $6, seen_at = now() where user_id = $3
       )
       insert into dashboard.session (id_hash, issuer, user_id, name, email, groups, auth_at, browser, ends_at)
       values ($1, $2, $3, $4, $5, $6, 
               case when $7::float8 is not null then least(to_timestamp($7), now()) end, $10, now() + make_interval(hours => $11))`,
        [
          ...[hashOf(id), issuer, userId, name, email, groups, authTime ?? null],
          ...[replaces === null ? null : hashOf(replaces), tellsTime(issuer), browser, SESSION_HOURS],
        ],
      )
      const detail = {
        by: issuer,
        session: shortHash(id),
        ...(replaces === null ? {} : { replaces: shortHash(replaces) }),
      }
      await recordSession(client, pseudonymKey, userId, 'session.start', detail)
    }),
  )
  return id
}

/**
 * Whether the person of a session was asked who they are just now: `fresh`, `stale`, or `untold`, where the provider has never told
 * anybody's time. Where it has, a sign-in without one is stale: a browser can leave out that it is asked for.
 * @throws Expected `database-unavailable`
 */
export async function freshnessOf(pool: pg.Pool, issuer: string, id: string): Promise<'fresh' | 'stale' | 'untold'> {
  const { rows } = await asExpected(() =>
    pool.query<{ isFresh: boolean | null; isTold: boolean }>(
      `select (select auth_at > now() - make_interval(mins => $3) from dashboard.session where id_hash = $1) as "isFresh",
              exists (select from dashboard.setting where name = $2) as "isTold"`,
      [hashOf(id), tellsTime(issuer), FRESH_MINUTES],
    ),
  )
  if (rows[0]?.isFresh === true) return 'fresh'
  return rows[0]?.isTold === false ? 'untold' : 'stale'
}

/** The setting that says that a provider tells when it asked somebody. */
function tellsTime(issuer: string): string {
  return `tells when people signed in: ${issuer}`
}

/**
 * The living session of `id`, with what its person may do now, or null. The database's clock decides.
 * @throws Expected `database-unavailable`: an outage signs nobody out
 */
export async function findSession(pool: pg.Pool | pg.PoolClient, issuer: string, id: string): Promise<Session | null> {
  const { rows } = await asExpected(() =>
    pool.query<Session & { isStale: boolean }>(
      `select user_id as "userId", name, email, groups, ${grantedRole('s.user_id')} as "grantedRole",
              last_seen_at < now() - interval '1 minute' as "isStale"
         from dashboard.session s
        where id_hash = $1 and ${isLiving('$2')} and not ${isDisabledPerson('s.user_id')}`,
      [hashOf(id), issuer],
    ),
  )
  if (rows[0] === undefined) return null
  const { isStale, ...session } = rows[0]
  if (isStale)
    await asExpected(() =>
      pool
        .query('update dashboard.session set last_seen_at = now() where id_hash = $1', [hashOf(id)])
        .catch(unlessReadOnly),
    )
  return session
}

/** A database that takes no changes can still be read. */
function unlessReadOnly(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === '25006')) throw error
}

/** Ends a session: from the next request on its cookie is nobody's. @param pseudonymKey of the audit row; unset: there is none */
export async function endSession(pool: pg.Pool, id: string, pseudonymKey?: string): Promise<void> {
  await asExpected(() =>
    inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ userId: string }>(
        'update dashboard.session set ended_at = now() where id_hash = $1 and ended_at is null returning user_id as "userId"',
        [hashOf(id)],
      )
      if (rows[0] === undefined) return
      await recordSession(client, pseudonymKey, rows[0].userId, 'session.end', { session: shortHash(id) })
    }),
  )
}

/** Somebody's own session, in the transaction that begins or ends it. */
async function recordSession(
  client: pg.PoolClient,
  pseudonymKey: string | undefined,
  userId: string,
  action: 'session.start' | 'session.end',
  detail: Record<string, string>,
): Promise<void> {
  if (pseudonymKey === undefined) return
  const person = pseudonym({ pseudonymKey }, 'person', userId)
  const known = [{ pseudonym: person, userId }]
  await appendAudit(client, {
    action,
    surface: 'dashboard',
    role: 'user',
    actor: person,
    subject: person,
    detail,
    known,
  })
}

/** In SQL: whether the session in the row `s` of the sign-in `issuer` (an expression) still counts. */
export const isLiving = (issuer: string) =>
  `(s.issuer = ${issuer} and s.ended_at is null and s.ends_at > now()
    and s.last_seen_at > now() - interval '${IDLE_MINUTES} minutes')`

/** Enough to tell one session from another in the audit, and of no use as anything else. */
function shortHash(id: string): string {
  return sessionHashOf(id).slice(0, 16)
}

/** What is stored of a session's id. */
export function hashOf(id: string): Buffer {
  return createHash('sha256').update(id).digest()
}

/** The same, as text. */
export function sessionHashOf(id: string): string {
  return hashOf(id).toString('hex')
}
