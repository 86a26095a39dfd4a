// A role that is given in the dashboard, and the grant of an administrator, which one person alone cannot give (identities/approval-kinds.ts).
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import type { GivenRole } from '@/lib/shared/roles'
import { type Sentence, sentence } from '@/lib/shared/text'
import type { Approved } from './identities/approval-kinds'
import { pseudonym } from './memory-store'

/** Who, and until when: an ISO time; null: until it is ended. */
export type NewAdmin = { userId: string; until: string | null }

export function newAdminSaid({ userId, until }: NewAdmin): Sentence {
  return until === null
    ? sentence('Make {userId} an administrator, until somebody ends it.', { userId })
    : sentence('Make {userId} an administrator until {until} (UTC).', {
        userId,
        until: until.slice(0, 16).replace('T', ' '),
      })
}

/** @throws Expected `invalid` for an end that is over by now */
export async function grantAdmin(client: pg.PoolClient, approved: Approved<NewAdmin>): Promise<void> {
  const { scope, reason, askedBy, confirmedBy } = approved
  const { userId, until } = scope
  await insertGrant(client, { userId, role: 'admin', until, reason, by: askedBy, confirmedBy })
  const subject = pseudonym(approved, 'person', userId)
  await approved.record({
    ...{ action: 'role.grant', subject, reason, known: [{ pseudonym: subject, userId }] },
    detail: {
      role: 'admin',
      by: confirmedBy === null ? 'delay' : 'second person',
      ...(until === null ? {} : { until }),
    },
  })
}

/**
 * Puts a grant in force, in the place of one of the same role that counts.
 * @throws Expected `invalid` for an end that is over
 */
export async function insertGrant(
  client: pg.PoolClient,
  grant: NewAdmin & { role: GivenRole; reason: string; by: string; confirmedBy: string | null },
): Promise<void> {
  const { userId, role, until, reason, by, confirmedBy } = grant
  await client.query(
    `update dashboard.role_grant set ended_at = now(), ended_by = $3 where user_id = $1 and role = $2 and ended_at is null`,
    [userId, role, by],
  )
  const { rowCount } = await client.query(
    `insert into dashboard.role_grant (user_id, role, granted_by, by_person, confirmed_by, reason, until)
     select $1::text, $2::text, $3::text, true, $4::text, $5::text, $6::timestamptz
      where $6::timestamptz is null or $6::timestamptz > now()`,
    [userId, role, by, confirmedBy, reason, until],
  )
  if (rowCount === 0) throw new Expected('invalid', 'The day at which this role ends is over already.')
}
