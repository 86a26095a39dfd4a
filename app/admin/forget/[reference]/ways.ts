// What whoever looks may do with a request, by what it is and who they are. The database has the last word (move.ts).
import type { StaffForgetRequest } from '@/lib/shared/forget'
import type { Auditor } from '@/lib/store/memory-store'

/** In the order of their buttons. */
export type Way = 'approve' | 'identify' | 'retry' | 'lift' | 'withdraw' | 'deny' | 'hold'

export function waysOf(request: StaffForgetRequest, { role, actor }: Pick<Auditor, 'role' | 'actor'>): Way[] {
  if (role !== 'admin') return []
  const { state, identity, channel, askedBy, subject, mayApprove } = request
  const isMine = askedBy === actor
  const ways: Way[] = []
  if (state === 'awaiting_approval' && mayApprove) ways.push('approve')
  // what somebody else asked for whoever looks, another decides
  const isAboutMe = subject === actor && channel === 'behalf'
  if (state === 'submitted' && identity === 'unconfirmed' && !isAboutMe) ways.push('identify')
  if (state === 'failed') ways.push('retry')
  if (state === 'on_hold' && !isAboutMe) ways.push('lift')
  const isOpen = ['submitted', 'identity_confirmed', 'awaiting_approval', 'on_hold'].includes(state)
  if (isMine && channel === 'behalf' && (isOpen || state === 'scheduled')) ways.push('withdraw')
  if (isOpen && !isMine && !isAboutMe) ways.push('deny')
  if (['submitted', 'identity_confirmed', 'awaiting_approval', 'scheduled', 'failed'].includes(state) && !isAboutMe)
    ways.push('hold')
  return ways
}

/** Where what was typed is kept while somebody signs in anew. */
export const draftName = (reference: string, way: Way) => `forget ${reference} ${way}`
