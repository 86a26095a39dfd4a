// Roles that were granted on the server, and people who were shut out. Read with every request, so a change works at the next one.
import type pg from 'pg'
import { asExpected } from './outage'

/** `user`: one's own memories, which everybody has. `admin`: runs the dashboard. `auditor`: reads what was done, never what was said. */
export type Role = 'user' | 'auditor' | 'admin'

/** In SQL: the highest role granted to the person that `userId` (an expression) names, or `user`. */
export const grantedRole = (userId: string) => `coalesce((
  select g.role from dashboard.role_grant g
   where g.user_id = ${userId} and g.ended_at is null and (g.until is null or g.until > now())
   order by g.role = 'admin' desc limit 1), 'user')`

/** In SQL: whether the person that `userId` (an expression) names was shut out. */
export const isDisabledPerson = (userId: string) =>
  `exists (select from dashboard.disabled_person d where d.user_id = ${userId})`

/**
 * Grants a role; a grant of the same role that still counts is replaced.
 * @param until an ISO time after which it counts no longer; null: until it is ended
 */
export async function grantRole(
  pool: pg.Pool,
  { userId, role, by, until }: { userId: string; role: Exclude<Role, 'user'>; by: string; until: string | null },
): Promise<void> {
  await asExpected(() =>
    pool.query(
      `with ended as (
         update dashboard.role_grant set ended_at = now(), ended_by = $3
          where user_id = $1 and role = $2 and ended_at is null
       )
       insert into dashboard.role_grant (user_id, role, granted_by, until) values ($1, $2, $3, $4::timestamptz)`,
      [userId, role, by, until],
    ),
  )
}

/**
 * Ends every grant of a person.
 * @returns how many there were
 */
export async function endGrants(pool: pg.Pool, { userId, by }: { userId: string; by: string }): Promise<number> {
  const { rowCount } = await asExpected(() =>
    pool.query(
      'update dashboard.role_grant set ended_at = now(), ended_by = $2 where user_id = $1 and ended_at is null',
      [userId, by],
    ),
  )
  return rowCount ?? 0
}

export type Grant = { userId: string; role: Role; grantedBy: string; grantedAt: string; until: string | null }

/** The grants that count now, the newest first. */
export async function listGrants(pool: pg.Pool): Promise<Grant[]> {
  const { rows } = await asExpected(() =>
    pool.query<Grant>(
      `select user_id as "userId", role, granted_by as "grantedBy", granted_at as "grantedAt", until
         from dashboard.role_grant where ended_at is null and (until is null or until > now())
        order by id desc limit 1000`,
    ),
  )
  return rows
}

/** Shuts a person out: their sessions end, and no new one counts. */
export async function disablePerson(pool: pg.Pool, { userId, by }: { userId: string; by: string }): Promise<void> {
  await asExpected(() =>
    pool.query(
      `with disabled as (
         insert into dashboard.disabled_person (user_id, disabled_by) values ($1, $2) on conflict do nothing
       )
       update dashboard.session set ended_at = now() where user_id = $1 and ended_at is null`,
      [userId, by],
    ),
  )
}

/**
 * Lets a person in again; they sign in anew.
 * @returns whether they had been shut out
 */
export async function enablePerson(pool: pg.Pool, userId: string): Promise<boolean> {
  const { rowCount } = await asExpected(() =>
    pool.query('delete from dashboard.disabled_person where user_id = $1', [userId]),
  )
  return rowCount === 1
}

/** What the tables say of a person who is known without a session: `disabled`, or the role granted to them. */
export async function standingOf(pool: pg.Pool, userId: string): Promise<Role | 'disabled'> {
  const { rows } = await asExpected(() =>
    pool.query<{ isDisabled: boolean; role: Role }>(
      `select ${isDisabledPerson('$1')} as "isDisabled", ${grantedRole('$1')} as role`,
      [userId],
    ),
  )
  return rows[0]?.isDisabled === false ? rows[0].role : 'disabled'
}
