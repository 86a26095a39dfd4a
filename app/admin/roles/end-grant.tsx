// Asks why a role is to end, and who it is that asks, before it ends.
import { useText } from '#text'
import type { ListedGrant } from '@/lib/shared/roles'
import type { Freshness } from '@/lib/shared/step-up'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { StepUpField, useStepUp } from '../step-up-field'
import { endRole } from './actions'
import { ReasonedForm } from './reasoned-form'

/** Under which its values are kept while somebody signs in anew: `grant` and `reason`. */
export const END_DRAFT = 'end a role'

type Props = {
  grant: ListedGrant
  /** A reason that was written before. */
  first: string
  freshness: Freshness
  onClose: (told: string | null) => void
}

export function EndGrant({ grant, first, freshness, onClose }: Props) {
  const { t } = useText()
  const stepUp = useStepUp(freshness)
  const name = visible(grant.who.name ?? grant.who.id)
  return (
    <ReasonedForm
      title={t('End the role of {name}?', { name })}
      consequence={t('From their next request on they are a user like everybody.')}
      button={{ title: t('End the role'), look: 'erase main' }}
      done={t('The role of {name} has ended.', { name })}
      send={async (change) => {
        const asked = { grant: grant.id, userId: grant.who.id, confirm: stepUp.confirm }
        const result = await endRole({ ...asked, ...change }, viewerMark())
        if (!result.ok) stepUp.hear(result.code)
        return result
      }}
      onClose={onClose}
      first={first}
    >
      {(reason) => <StepUpField stepUp={stepUp} draft={{ name: END_DRAFT, values: { grant: grant.id, reason } }} />}
    </ReasonedForm>
  )
}
