'use server'

import { z } from 'zod'
import { adminAction } from '@/lib/action'
import { isIssuable } from '@/lib/auth/issuable'
import { proveFresh } from '@/lib/auth/step-up'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { givenId } from '@/lib/identities/id-schema'
import { dayEdge } from '@/lib/shared/time'
import { endGrant, grantAuditor, letInAgain, shutOut } from '@/lib/store/access/role-changes'
import { askApproval } from '@/lib/store/identities/approvals'
import { readTimeZone } from '../../time-zone'

const reason = z.string().max(2_000)
const confirm = z.string().max(100).optional()
const isLastKnown = z.boolean()

/** Gives a role; of an administrator it is only asked for, and what is waited for is answered. */
export const giveRole = adminAction(
  z.object({
    userId: givenId,
    role: z.enum(['auditor', 'admin']),
    day: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .nullable(),
    reason,
    confirm,
  }),
  async (admin, { userId, role, day, reason, confirm }) => {
    if (!isIssuable(userId))
      throw new Expected('invalid', 'Nobody with this id can sign in here. It is compared byte for byte.')
    if (userId === admin.userId) throw new Expected('refused', 'Somebody else must give you a role.')
    const until = day === null ? null : dayEdge(day, 'after', await readTimeZone()).toISOString()
    if (role === 'auditor') {
      await grantAuditor(admin, { userId, until }, reason)
      return null
    }
    await proveFresh(admin, confirm)
    return askApproval(admin, environment(), { kind: 'role.admin', scope: { userId, until }, reason })
  },
)

export const endRole = adminAction(
  z.object({ grant: z.string().regex(/^\d{1,18}$/), userId: givenId, reason, isLastKnown, confirm }),
  async (admin, { grant, userId, confirm, ...change }) => {
    await proveFresh(admin, confirm)
    await endGrant(admin, { grant, userId }, { ...change, settings: environment() })
  },
)

export const shutSomebodyOut = adminAction(
  z.object({ userId: givenId, reason, isLastKnown, confirm }),
  async (admin, { userId, confirm, ...change }) => {
    await proveFresh(admin, confirm)
    await shutOut(admin, userId, { ...change, settings: environment() })
  },
)

export const letSomebodyIn = adminAction(z.object({ userId: givenId, reason }), (admin, { userId, reason }) =>
  letInAgain(admin, userId, reason),
)
