// What can be done with one request: of somebody else's confirm or deny it, of one's own withdraw it.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'
import { LONGEST_EVIDENCE, SHORTEST_EVIDENCE } from '@/lib/shared/inspection'
import type { Freshness } from '@/lib/shared/step-up'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { StepUpField, useStepUp } from '../step-up-field'
import { confirmRequest, denyRequest } from './actions'

type Props = { id: string; hash: string; isMine: boolean; isAboutMe: boolean; freshness: Freshness }

export function Answer({ id, hash, isMine, isAboutMe, freshness }: Props) {
  const { t } = useText()
  const isAlive = useAlive()
  const [asking, setAsking] = useState<'confirm' | 'deny' | null>(null)
  if (asking !== null)
    return <AnswerForm {...{ id, hash, isMine, freshness, asking }} onClose={() => setAsking(null)} />
  return (
    <>
      {isAboutMe && !isMine ? <p className="note">{t('This concerns you: somebody else must confirm it.')}</p> : null}
      <div className="buttons">
        {isMine || isAboutMe ? null : (
          <Button look="main" disabled={!isAlive} onClick={() => setAsking('confirm')}>
            {t('Confirm')}
          </Button>
        )}
        <Button disabled={!isAlive} onClick={() => setAsking('deny')}>
          {isMine ? t('Withdraw') : t('Deny')}
        </Button>
      </div>
    </>
  )
}

type FormProps = Omit<Props, 'isAboutMe'> & { asking: 'confirm' | 'deny'; onClose: () => void }

function AnswerForm({ id, hash, isMine, freshness, asking, onClose }: FormProps) {
  const { t } = useText()
  const router = useRouter()
  const stepUp = useStepUp(freshness)
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const isConfirming = asking === 'confirm'
  const sending = useMutation({
    mutationFn: () =>
      isConfirming
        ? confirmRequest({ id, hash, confirm: stepUp.confirm }, viewerMark())
        : denyRequest({ id, reason }, viewerMark()),
    onSuccess: (result) => {
      if (result.ok) return router.refresh()
      stepUp.hear(result.code)
      setFailure(result.sentence)
    },
    onError: () => setFailure(t('The dashboard did not answer. Load the page again to see whether it was done.')),
  })
  const isReady = isConfirming ? stepUp.isReady : reason.trim().length >= SHORTEST_EVIDENCE

  function submit(event: FormEvent) {
    event.preventDefault()
    if (sending.isPending || !isReady) return
    setFailure(null)
    sending.mutate()
  }

  return (
    <form className="answer" onSubmit={submit}>
      {failure === null ? null : (
        <Banner tone="strike" role="alert" lead={t('Nothing was changed.')}>
          {failure}
        </Banner>
      )}
      {isConfirming ? (
        <StepUpField stepUp={stepUp} draft={{ name: id, values: {} }} />
      ) : (
        <TextField
          label={t('Why')}
          help={t('Whoever asked for it reads this.')}
          rows={2}
          value={reason}
          maxLength={LONGEST_EVIDENCE}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <div className="buttons">
        <Button type="submit" look={isConfirming ? 'main' : 'plain'} disabled={sending.isPending || !isReady}>
          {isConfirming ? t('Confirm this') : isMine ? t('Withdraw this') : t('Deny this')}
        </Button>
        <button type="button" className="link plain" onClick={onClose}>
          {t('Cancel')}
        </button>
      </div>
    </form>
  )
}
