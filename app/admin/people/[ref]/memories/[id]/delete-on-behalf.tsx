// Deletes somebody else's memory, with a reason and once it is sure who asks. It can be undone for ten minutes, by them too.
'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useText } from '#text'
import { keptDraft } from '@/app/(user)/memories/editing/kept-drafts'
import { useOperation } from '@/app/(user)/memories/editing/use-operation'
import { Button } from '@/components/ui/button'
import { useAlive } from '@/components/ui/use-alive'
import type { Freshness } from '@/lib/shared/step-up'
import { viewerMark } from '@/lib/shared/viewer-mark'
import type { Revealed } from '@/lib/store/on-behalf/revealed'
import { broughtBack } from '../../../../step-up-draft'
import { StepUpField, useStepUp } from '../../../../step-up-field'
import { removeOnBehalf } from '../../actions'
import { offerUndo } from '../../undo-on-behalf'
import { memoriesHref } from '../ways'
import { BehalfForm } from './behalf-form'
import { type BehalfDraft, useBehalf } from './use-behalf'

type Props = {
  personRef: string
  /** Pseudonym of the administrator. */
  by: string
  reason: string
  memory: Pick<Revealed, 'id' | 'version' | 'mark'>
  freshness: Freshness
}

export function DeleteOnBehalf({ personRef, by, reason: given, memory, freshness }: Props) {
  const { t } = useText()
  const isAlive = useAlive()
  const router = useRouter()
  const operation = useOperation()
  const name = `delete on behalf ${memory.mark}`
  const draft = `${name} ${by}`
  const stepUp = useStepUp(freshness, keptDraft<BehalfDraft>(draft)?.confirm)
  const change = useBehalf({
    draft,
    given,
    confirm: stepUp.confirm,
    send: (reason) => {
      const { id, version } = memory
      const sent = { ref: personRef, reason, confirm: stepUp.confirm, id, version }
      return removeOnBehalf({ ...sent, operation: operation(`${id} ${version}`) }, viewerMark())
    },
    onDone: (removed) => {
      offerUndo(removed.id)
      router.push(memoriesHref(personRef))
    },
    onRefused: ({ code }) => stepUp.hear(code),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is given back once
  useEffect(() => {
    const kept = broughtBack(name)
    if (kept !== null) change.open(kept.reason ?? '')
  }, [name])

  if (!change.isAsking)
    return (
      <Button ref={change.opener} look="erase" disabled={!isAlive} onClick={() => change.open()}>
        {t('Delete')}
      </Button>
    )
  return (
    <BehalfForm
      change={change}
      title={t('Delete this memory')}
      button={{ look: 'erase', text: t('Delete'), busyText: t('Deleting…') }}
      isReady={stepUp.isReady}
    >
      <StepUpField stepUp={stepUp} draft={{ name, values: { reason: change.reason } }} />
    </BehalfForm>
  )
}
