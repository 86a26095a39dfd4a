// Who must say yes, or why nobody can do anything now: the sentence above the buttons.
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import type { StaffForgetRequest } from '@/lib/shared/forget'
import type { Auditor } from '@/lib/store/memory-store'

type Props = { request: StaffForgetRequest; staff: Pick<Auditor, 'role' | 'actor'>; timeZone: string }

export function Standing({ request, staff, timeZone }: Props) {
  const { t } = useText()
  return (
    <>
      <p className="prose">{useSentence(request, staff, timeZone)}</p>
      {staff.role === 'auditor' && request.endedAt === null ? (
        <p className="note mt-3">{t('Auditors see the whole way, and decide nothing.')}</p>
      ) : null}
    </>
  )
}

function useSentence(request: StaffForgetRequest, { role, actor }: Props['staff'], timeZone: string) {
  const { t, rich } = useText()
  const { state, askedBy, subject, notBefore, needsApproval, mayApprove } = request
  switch (state) {
    case 'submitted':
      return needsApproval
        ? t('First somebody has to make sure who asks. Then a second person decides.')
        : t('Somebody has to make sure who asks. Then it is carried out at once.')
    case 'awaiting_approval':
      if (notBefore !== null)
        return rich(
          'Nobody else could approve this. It is carried out {when}, and can be stopped until then; if another administrator comes meanwhile, they decide.',
          { when: <LocalTime key="when" at={notBefore} timeZone={timeZone} style="date-time" /> },
        )
      if (mayApprove)
        return t('It waits for your word. Exactly what is counted here goes, and nobody can bring it back.')
      if (role === 'admin' && askedBy === actor)
        return t('You asked for this yourself: a second person must decide it.')
      if (role === 'admin' && subject === actor) return t('This concerns you: a second person must decide it.')
      return t('It waits for an administrator who neither asked for it nor is concerned.')
    case 'identity_confirmed':
    case 'scheduled':
      return t('It is carried out within moments. Until it is begun, it can be held.')
    case 'executing':
      return t('It is being carried out, and cannot be stopped any more.')
    case 'executed':
    case 'verified':
      return t('It is erased. What was erased is searched for in another way than it was deleted.')
    case 'failed':
      return t('Whatever is left is erased by the next try, and everything is checked again.')
    case 'on_hold':
      return t('Nothing happens until it is let go on. The day on which it is due stays.')
    case 'completed':
    case 'backups_expired':
      return t('It is done and was checked. The receipt tells it all, without a word of what was erased.')
    case 'cancelled':
      return t('It was taken back. Nothing was erased.')
    case 'rejected':
      return t('It was denied. Nothing was erased; the person reads why, and may ask again.')
  }
}
