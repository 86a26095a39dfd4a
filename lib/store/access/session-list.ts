// Where somebody is signed in, and ending it: their own sessions, or by an administrator anybody's.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import type { ListedSession, SignedIn } from '@/lib/shared/session-list'
import { END_ANY_SESSIONS, END_SESSIONS, SESSIONS, SIGNED_IN } from '@/lib/tracing/operations'
import { tracedForOneself, tracedForStaff } from '@/lib/tracing/traced'
import { appendAudit, recordStaff } from '../audit/record'
import { type Admin, type Oneself, pseudonym } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import { hashOf, isLiving } from './sessions'

/** Under whose sign-in sessions count, and the id of the one that asks. */
export type Asking = { issuer: string; id: string | null }

const COLUMNS = `s.ref, s.browser, s.created_at::text as since, s.last_seen_at::text as "lastSeenAt", s.ends_at::text as "endsAt",
                 s.id_hash is not distinct from $2 as "isThis"`

/**
 * Where somebody is signed in: the session that asks first, then the one seen last.
 * @throws Expected `database-unavailable`
 */
export const listSessions = tracedForOneself(
  SESSIONS,
  async (oneself: Oneself, { issuer, id }: Asking): Promise<ListedSession[]> => {
    const { rows } = await asExpected(() =>
      oneself.pool.query<ListedSession>(
        `select ${COLUMNS} from dashboard.session s where s.user_id = $3 and ${isLiving('$1')}
        order by s.id_hash = $2 desc nulls last, s.last_seen_at desc limit 200`,
        [issuer, idHash(id), oneself.userId],
      ),
    )
    return rows
  },
)

/** One session by its reference, or all but the one that asks. */
export type Ended = { ref: string } | 'others'

/**
 * Ends one's own sessions.
 * @returns how many ended
 * @throws Expected `not-found` for a reference that is none of theirs that lives, `database-unavailable`
 */
export const endOwnSessions = tracedForOneself(
  END_SESSIONS,
  ({ pool, userId, actor }: Oneself, ended: Ended, asking: Asking): Promise<number> =>
    asExpected(() =>
      inTransaction(pool, async (client) => {
        const sessions = await end(client, userId, ended, asking)
        if (sessions > 0)
          await appendAudit(client, {
            ...{ action: 'session.end', surface: 'dashboard', role: 'user', actor, subject: actor },
            detail: { sessions },
            known: [{ pseudonym: actor, userId }],
          })
        return sessions
      }),
    ),
)

/** What an administrator sees of who is signed in: at most {@link MOST_PEOPLE}, and how many there are in all. */
type WhoIsIn = { people: SignedIn[]; total: { people: number; sessions: number } }

export const MOST_PEOPLE = 50

/**
 * Who is signed in now, whoever was seen last first.
 * @param text part of a name or an id; empty: everybody
 * @throws Expected `database-unavailable`
 */
export const listSignedIn = tracedForStaff(
  SIGNED_IN,
  async (admin: Admin, text: string, { issuer, id }: Asking): Promise<WhoIsIn> => {
    const { rows } = await asExpected(() =>
      admin.pool.query<{ userId: string; name: string; list: string; people: number; total: number }>(
        `with matching as (
           select s.user_id from dashboard.session s where ${isLiving('$1')}
             and (position($3 in lower(s.user_id)) > 0 or position($3 in lower(s.name)) > 0)
         ), people as (
           select s.user_id as "userId", (array_agg(s.name order by s.created_at desc))[1] as name,
                  max(s.last_seen_at) as seen, count(*)::int as sessions,
                  json_agg(json_build_object('ref', s.ref, 'browser', s.browser, 'since', s.created_at::text,
                    'lastSeenAt', s.last_seen_at::text, 'endsAt', s.ends_at::text,
                    'isThis', s.id_hash is not distinct from $2) order by s.last_seen_at desc) as list
             from dashboard.session s where ${isLiving('$1')} and s.user_id in (select user_id from matching)
            group by s.user_id
         )
         select "userId", name, list::text, (count(*) over ())::int as people, (sum(sessions) over ())::int as total
           from people order by seen desc, "userId" limit $4`,
        [issuer, idHash(id), text.trim().toLowerCase(), MOST_PEOPLE],
      ),
    )
    const total = { people: rows[0]?.people ?? 0, sessions: rows[0]?.total ?? 0 }
    await recordStaff(admin, { action: 'sessions.list', detail: { people: rows.length } })
    const people = rows.map(({ userId, name, list }) => ({
      userId,
      name,
      sessions: JSON.parse(list) as ListedSession[],
    }))
    return { people, total }
  },
)

/**
 * Ends sessions of anybody: one by its reference, or all of the person but for the one that asks.
 * @returns how many ended
 * @throws Expected `not-found` where none of them lives, `database-unavailable`
 */
export const endSessionsOf = tracedForStaff(
  END_ANY_SESSIONS,
  (admin: Admin, userId: string, ended: Ended, { issuer, id }: Asking): Promise<number> => {
    const subject = pseudonym(admin, 'person', userId)
    return asExpected(() =>
      inTransaction(admin.pool, async (client) => {
        // a session of somebody else's never asks for this administrator
        const count = await end(client, userId, ended, { issuer, id: userId === admin.userId ? id : null })
        if (count === 0) throw gone()
        const known = [{ pseudonym: subject, userId }]
        await recordStaff(admin, { action: 'session.end', subject, detail: { sessions: count }, known }, client)
        return count
      }),
    )
  },
)

async function end(client: pg.PoolClient, userId: string, ended: Ended, { issuer, id }: Asking): Promise<number> {
  const { rowCount } = await client.query(
    `update dashboard.session s set ended_at = now()
      where s.user_id = $3 and ${isLiving('$1')} and s.id_hash is distinct from $2 and ($4::uuid is null or s.ref = $4::uuid)`,
    [issuer, ended === 'others' ? idHash(id) : null, userId, ended === 'others' ? null : ended.ref],
  )
  if (rowCount === 0 && ended !== 'others') throw gone()
  return rowCount ?? 0
}

function gone(): Expected {
  return new Expected('not-found', 'There is no such session any more. It has ended, or was ended elsewhere.')
}

function idHash(id: string | null): Buffer | null {
  return id === null ? null : hashOf(id)
}
