// A role that is given in the dashboard, and the grant of an administrator, which one person alone cannot give (identities/approval-kinds.ts).
import type pg from 'pg'
import { type Sentence, sentence } from '@/lib/shared/text'
import type { Approved } from '../identities/approval-kinds'
import { pseudonym } from '../memory-store'
import { putGrantInForce } from './roles'

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
  await putGrantInForce(client, { userId, role: 'admin', until }, { reason, by: askedBy, confirmedBy })
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
