// How many people run this dashboard, counted so that nobody confirms their own requests by being counted twice.
import type pg from 'pg'
import { asciiLower } from '@/lib/shared/ascii'
import type { Admin } from '../memory-store'
import { asExpected } from '../outage'
import { isDisabledPerson } from '../roles'

/** Who is an administrator by the settings. */
export type AdminSettings = {
  authMode: string
  adminEmails: ReadonlySet<string>
  adminGroups: ReadonlySet<string>
}

/** Whoever has a group of administrators is one; whether they still have it shows when they sign in. */
const SEEN_DAYS = 90

/** In SQL: `text` (an expression) with small letters, as asciiLower makes them. */
const small = (text: string) => `lower(${text} collate "C")`

/**
 * Everybody who runs the dashboard, each once: by their id, or by their address where nobody has come with it yet.
 * @throws Expected `database-unavailable`
 */
export async function adminsOf(
  database: pg.Pool | pg.PoolClient,
  { authMode, adminEmails, adminGroups }: AdminSettings,
): Promise<Set<string>> {
  const addresses = [...adminEmails]
  const { rows } = await asExpected(() =>
    database.query<{ userId: string; address: string | null }>(
      `with seen as (
         select user_id, email, groups, created_at as at from dashboard.session
         union all
         select user_id, email, groups, seen_at from dashboard.admin_seen
       ), admin as (
         select user_id, null as address from dashboard.role_grant
          where role = 'admin' and ended_at is null and (until is null or until > now())
         union
         select user_id, null from seen
          where groups && $1::text[] and at > now() - make_interval(days => ${SEEN_DAYS})
         union
         select user_id, ${small('case when $3 then user_id else email end')} from seen
          where ${small('case when $3 then user_id else email end')} = any($2::text[])
       )
       select user_id as "userId", address from admin a where not ${isDisabledPerson('a.user_id')}`,
      [[...adminGroups], addresses, authMode === 'local'],
    ),
  )
  const ids = new Set(rows.map(({ userId }) => userId))
  const come = new Set([...rows.map(({ address }) => address), ...[...ids].map(asciiLower)])
  return new Set([...ids, ...addresses.filter((address) => !come.has(address))])
}

/** Remembers that somebody was an administrator now. */
export async function recordAdminSeen(
  { pool, userId }: Admin,
  { email, groups }: { email: string | null; groups: readonly string[] },
): Promise<void> {
  await asExpected(() =>
    pool.query(
      `insert into dashboard.admin_seen (user_id, email, groups) values ($1, $2, $3)
       on conflict (user_id) do update set email = excluded.email, groups = excluded.groups, seen_at = now()`,
      [userId, email, groups],
    ),
  )
}
