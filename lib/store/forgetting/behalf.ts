// Before an administrator asks for somebody else: what would go, as counts alone.
import { Expected } from '@/lib/errors'
import type { ForgetPreview, ForgetWish } from '@/lib/shared/forget'
import { PREVIEW_FORGET } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from '../audit/record'
import { countOthers } from '../identities/admins'
import type { Admin, MemoryStore } from '../memory-store'
import type { Whose } from '../on-behalf/reveals'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import { countGoing, itemsOfSelection } from './preview'
import type { ForgetRules } from './rules'
import { readSet } from './set'
import { askedLately, DELAY_HOURS, labelIn, needsSecond } from './submit'

/**
 * What would go and what would stay if this were asked for now, and who would have to say yes. That it was counted is recorded first.
 * @throws Expected `unclear-identity` where it is nobody's alone, `not-found` for a selection that is not there any more, `database-unavailable`
 */
export const previewForgetOnBehalf = tracedForStaff(PREVIEW_FORGET, previewed)

async function previewed(
  admin: Admin,
  store: MemoryStore,
  { root, subject, userId }: Whose,
  wish: ForgetWish,
  { admins, backupDays }: ForgetRules,
): Promise<ForgetPreview> {
  if (userId === null) throw nobodysAlone()
  const who = { root, label: labelIn(store, root), subject, userId }
  return asExpected(() =>
    inTransaction(store.pool, async (client) => {
      const known = [{ pseudonym: subject, userId }]
      await recordStaff(admin, { action: 'person.counts', subject, known, detail: { part: 'forget' } }, client)
      const set = await readSet(client, store, who, wish)
      const counts = await countGoing(client, store, who, itemsOfSelection(wish))
      const { rows } = await client.query<{ reference: string }>(
        'select reference from dashboard.forget_request where subject = $1 and scope_hash = $2 and ended_at is null',
        [subject, set.scopeHash],
      )
      const asker = { askedBy: admin.userId, email: admin.email, subjectId: userId }
      const isSecond = needsSecond(wish, set.count + (await askedLately(client, who)))
      const isAlone = isSecond && (await countOthers(client, admins, asker, DELAY_HOURS)) === 0
      return {
        ...counts,
        approval: !isSecond ? 'none' : isAlone ? 'time' : 'person',
        backupDays,
        activeReference: rows[0]?.reference ?? null,
      }
    }),
  )
}

export function nobodysAlone(): Expected {
  return new Expected(
    'unclear-identity',
    'Several people could own this namespace, so that nothing in it is erased. Settle under Identities whose it is, then ask again.',
  )
}
