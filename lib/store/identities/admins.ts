// How many people run this dashboard, counted so that nobody confirms their own requests by being counted twice.
import type pg from 'pg'
import { asciiLower } from '@/lib/shared/ascii'
import { isDisabledPerson } from '../access/roles'
import { asExpected } from '../outage'

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
 * Everybody who runs the dashboard, each once: by their id, or by their address where nobody has come with it yet. Of what was known
 * of a person only the latest counts: a group that they have lost makes nobody an administrator.
 * @param lately whose role `by` ended in the last `hours`, or whom they shut out, counts all the same
 * @throws Expected `database-unavailable`
 */
export async function adminsOf(
  database: pg.Pool | pg.PoolClient,
  { authMode, adminEmails, adminGroups }: AdminSettings,
  lately: { by: string; hours: number } | null = null,
): Promise<Set<string>> {
  const addresses = [...adminEmails]
  const { rows } = await asExpected(() =>
    database.query<{ userId: string; address: string | null }>(
      `with seen as (
         select user_id, email, groups, created_at as at from dashboard.session
         union all
         select user_id, email, groups, seen_at from dashboard.admin_seen
       ), latest as (
         select distinct on (user_id) * from seen order by user_id, at desc
       ), admin as (
         select user_id, null as address from dashboard.role_grant
          where role = 'admin' and ((ended_at is null and (until is null or until > now()))
                                    or (ended_by = $4::text and ended_at > now() - make_interval(hours => $5::int)))
         union
         select user_id, null from latest
          where groups && $1::text[] and at > now() - make_interval(days => ${SEEN_DAYS})
         union
         select user_id, ${small('case when $3 then user_id else email end')} from latest
          where ${small('case when $3 then user_id else email end')} = any($2::text[])
       )
       select user_id as "userId", address from admin a
        where not ${isDisabledPerson('a.user_id')}
           or exists (select from dashboard.disabled_person d
                       where d.user_id = a.user_id and d.disabled_by = $4::text and d.disabled_at > now() - make_interval(hours => $5::int))`,
      [[...adminGroups], addresses, authMode === 'local', lately?.by ?? null, lately?.hours ?? null],
    ),
  )
  const ids = new Set(rows.map(({ userId }) => userId))
  const come = new Set([...rows.map(({ address }) => address), ...[...ids].map(asciiLower)])
  return new Set([...ids, ...addresses.filter((address) => !come.has(address))])
}

/**
 * How many could confirm what somebody asks for: neither they themselves nor whom it concerns. Whom the asker alone kept from it in the
 * last `hours` counts as there, so that nobody becomes the only one by shutting the others out for a while.
 * @throws Expected `database-unavailable`
 */
export async function countOthers(
  database: pg.Pool | pg.PoolClient,
  settings: AdminSettings,
  request: { askedBy: string; email?: string | undefined; subjectId: string | null },
  hours: number,
): Promise<number> {
  const admins = await adminsOf(database, settings, { by: request.askedBy, hours })
  for (const one of [request.askedBy, request.email, request.subjectId]) admins.delete(one ?? '')
  return admins.size
}

/** What is known of an administrator. `session`: what theirs is known by; null where the proxy vouches for each request. */
export type SeenAdmin = { userId: string; email: string | null; groups: readonly string[]; session: string | null }

/**
 * Remembers that somebody is an administrator: their sessions are forgotten a day after their end, and they still are one. As of their
 * sign-in, for a session keeps what that said. Later sign-ins bring it up to date (sessions.ts).
 * @throws Expected `database-unavailable`
 */
export async function recordAdminSeen(pool: pg.Pool, { userId, email, groups, session }: SeenAdmin): Promise<void> {
  await asExpected(() =>
    pool.query(
      `insert into dashboard.admin_seen as n (user_id, email, groups, seen_at)
       values ($1, $2, $3, coalesce((select created_at from dashboard.session where id_hash = decode($4, 'hex')), now()))
       on conflict (user_id) do update set email = excluded.email, groups = excluded.groups, seen_at = excluded.seen_at
        where n.seen_at <= excluded.seen_at`,
      [userId, email, groups, session],
    ),
  )
}
