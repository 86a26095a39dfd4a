// What an administrator changes about what others may do: roles, and who is shut out. One at a time, each with its reason and its audit row in the same transaction.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { reasonProblem, tidyReason } from '@/lib/shared/reason'
import type { GivenRole } from '@/lib/shared/roles'
import { CHANGE_ROLE } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from '../audit/record'
import { type AdminSettings, adminsOf } from '../identities/admins'
import { type Admin, pseudonym } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import type { NewAdmin } from './new-admin'
import { disablePerson, enablePerson, grantRole } from './roles'

/** `isLastKnown`: that nobody would run the dashboard afterwards was said, and is meant. */
type Change = { reason: string; isLastKnown: boolean; settings: AdminSettings }

/**
 * Makes somebody an auditor; administrators need a second person (identities/approvals.ts).
 * @throws Expected `invalid`, `database-unavailable`
 */
export const grantAuditor = tracedForStaff(
  CHANGE_ROLE,
  (admin: Admin, { userId, until }: NewAdmin, given: string): Promise<void> =>
    changed(admin, { userId, reason: given }, (client, reason) =>
      grantRole(client, { userId, role: 'auditor', until }, { staff: admin, reason }),
    ),
)

/**
 * Ends a grant that counts.
 * @throws Expected `not-found`, `conflict` where nobody would run the dashboard afterwards, `invalid`, `database-unavailable`
 */
export const endGrant = tracedForStaff(
  CHANGE_ROLE,
  (admin: Admin, { grant, userId }: { grant: string; userId: string }, change: Change): Promise<void> =>
    changed(admin, { userId, reason: change.reason }, async (client, _, record) => {
      const { rows } = await client.query<{ role: GivenRole }>(
        `update dashboard.role_grant set ended_at = now(), ended_by = $3
          where id = $1::bigint and user_id = $2 and ended_at is null and (until is null or until > now()) returning role`,
        [grant, userId, admin.userId],
      )
      if (rows[0] === undefined) throw new Expected('not-found', 'This role counts no longer. Load the page again.')
      await refuseNobody(client, change)
      await record('role.end', { roles: [rows[0].role] })
    }),
)

/**
 * Shuts a person out: every session of theirs ends, and neither they nor agents with a token of theirs get in any more.
 * @throws Expected `refused` for oneself, `exists`, `conflict` where nobody would run the dashboard afterwards, `invalid`,
 *   `database-unavailable`
 */
export const shutOut = tracedForStaff(
  CHANGE_ROLE,
  (admin: Admin, userId: string, change: Change): Promise<void> =>
    changed(admin, { userId, reason: change.reason }, async (client, reason) => {
      if (userId === admin.userId) throw new Expected('refused', 'You cannot shut yourself out.')
      const isNew = await disablePerson(client, userId, { staff: admin, reason })
      if (!isNew) throw new Expected('exists', 'They are shut out already. Load the page again.')
      await refuseNobody(client, change)
    }),
)

/**
 * Lets a person in again. Their old sessions stay ended; tokens of theirs that have not ended count again.
 * @throws Expected `not-found`, `invalid`, `database-unavailable`
 */
export const letInAgain = tracedForStaff(
  CHANGE_ROLE,
  (admin: Admin, userId: string, given: string): Promise<void> =>
    changed(admin, { userId, reason: given }, async (client, reason) => {
      const wasOut = await enablePerson(client, userId, { staff: admin, reason })
      if (!wasOut) throw new Expected('not-found', 'They are not shut out any more. Load the page again.')
    }),
)

type Record = (action: string, detail: { [name: string]: unknown }) => Promise<void>

async function changed(
  admin: Admin,
  { userId, reason: given }: { userId: string; reason: string },
  change: (client: pg.PoolClient, reason: string, record: Record) => Promise<void>,
): Promise<void> {
  const problem = reasonProblem(given)
  if (problem !== null) throw new Expected('invalid', problem)
  const reason = tidyReason(given)
  const subject = pseudonym(admin, 'person', userId)
  const known = [{ pseudonym: subject, userId }]
  await asExpected(() =>
    inTransaction(admin.pool, async (client) => {
      // of two who end each other at once, the second sees what the first has done
      await client.query(`select pg_advisory_xact_lock(hashtextextended('roles', 0))`)
      await change(client, reason, (action, detail) =>
        recordStaff(admin, { action, subject, reason, detail, known }, client),
      )
    }),
  )
}

/** After a change, inside its transaction: whether anybody runs the dashboard still. */
async function refuseNobody(client: pg.PoolClient, { isLastKnown, settings }: Change): Promise<void> {
  if (isLastKnown || (await adminsOf(client, settings)).size > 0) return
  throw new Expected(
    'conflict',
    'Nobody would run this dashboard afterwards, and only a command on the server could change that. Nothing was changed; if you mean it, say so below.',
  )
}
