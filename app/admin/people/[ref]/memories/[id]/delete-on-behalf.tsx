// Deletes somebody else's memory, with a reason and once it is sure who asks. It can be undone for ten minutes, by them too.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useState } from 'react'
import { useText } from '#text'
import { useOperation } from '@/app/(user)/memories/use-operation'
import { Button } from '@/components/ui/button'
import { FieldProblem } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'
import { reasonProblem } from '@/lib/shared/reason'
import type { Freshness } from '@/lib/shared/step-up'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import type { Revealed } from '@/lib/store/on-behalf/revealed'
import { broughtBack } from '../../../../step-up-draft'
import { StepUpField, useStepUp } from '../../../../step-up-field'
import { removeOnBehalf } from '../../actions'
import { memoriesHref } from '../ways'
import { ReasonField } from './reason-field'

type Props = {
  personRef: string
  reason: string
  memory: Pick<Revealed, 'id' | 'version' | 'mark'>
  freshness: Freshness
}

export function DeleteOnBehalf({ personRef, reason: given, memory, freshness }: Props) {
  const { t } = useText()
  const isAlive = useAlive()
  const router = useRouter()
  const operation = useOperation()
  const stepUp = useStepUp(freshness)
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState(given)
  const [problem, setProblem] = useState<string | null>(null)
  const name = `delete on behalf ${memory.mark}`
  useEffect(() => {
    const kept = broughtBack(name)
    if (kept === null) return
    setReason(kept.reason ?? '')
    setAsking(true)
  }, [name])
  const deleting = useMutation({
    mutationFn: () => {
      const { id, version } = memory
      const sent = { ref: personRef, reason, confirm: stepUp.confirm, id, version }
      return removeOnBehalf({ ...sent, operation: operation(`${id} ${version}`) }, viewerMark())
    },
    onSuccess: (result) => {
      if (result.ok) return router.push(memoriesHref(personRef))
      stepUp.hear(result.code)
      setProblem(visible(result.sentence))
      if (result.code !== 'step-up') router.refresh()
    },
    onError: () => setProblem(t('Not deleted: the dashboard did not answer. Try again.')),
  })
  const isReady = stepUp.isReady && reasonProblem(reason) === null && !deleting.isPending && deleting.data?.ok !== true

  function submit(event: FormEvent) {
    event.preventDefault()
    setProblem(null)
    if (isReady) deleting.mutate()
  }

  if (!isAsking)
    return (
      <Button look="erase" disabled={!isAlive} onClick={() => setAsking(true)}>
        {t('Delete')}
      </Button>
    )
  return (
    <form className="behalf-form" aria-label={t('Delete this memory')} onSubmit={submit}>
      <ReasonField value={reason} onChange={setReason} />
      <StepUpField stepUp={stepUp} draft={{ name, values: { reason } }} />
      <div className="buttons">
        <Button type="submit" look="erase" disabled={!isReady}>
          {deleting.isPending ? t('Deleting…') : t('Delete')}
        </Button>
        <button type="button" className="link plain" onClick={() => setAsking(false)}>
          {t('Cancel')}
        </button>
      </div>
      {problem === null ? null : (
        <div className="field">
          <FieldProblem id="delete-on-behalf">{problem}</FieldProblem>
        </div>
      )}
    </form>
  )
}
