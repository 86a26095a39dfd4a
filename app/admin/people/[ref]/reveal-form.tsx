// Says why one has to see somebody's memories, and shows them. What was typed stays, whatever comes back.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'
import { REASON_LENGTH, reasonProblem } from '@/lib/shared/reason'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { show } from './actions'

type Props = {
  personRef: string
  who: string
  /** Whether it is one person's, who will read the reason. */
  isOnes: boolean
}

export function RevealForm({ personRef, who, isOnes }: Props) {
  const { t, say, rich } = useText()
  const router = useRouter()
  const isAlive = useAlive()
  const field = useRef<HTMLTextAreaElement>(null)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const showing = useMutation({
    mutationFn: () => show({ ref: personRef, reason }, viewerMark()),
    onSuccess: (result) => (result.ok ? router.refresh() : setProblem(visible(result.sentence))),
    onError: () => setProblem(t('The dashboard did not answer. Try again.')),
  })
  const isBusy = showing.isPending || showing.data?.ok === true

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isBusy) return
    const wrong = reasonProblem(reason)
    setProblem(wrong === null ? null : say(wrong))
    if (wrong === null) return showing.mutate()
    field.current?.focus()
  }

  const name = <bdi key="who">{visible(who)}</bdi>
  return (
    <form className="reveal" aria-labelledby="reveal" onSubmit={submit}>
      <h2 id="reveal">{t('The words are hidden')}</h2>
      <p className="quiet">
        {isOnes
          ? rich('Show them for fifteen minutes. Your reason is recorded, and {who} reads it on the privacy page.', {
              who: name,
            })
          : t(
              'Show them for fifteen minutes. Your reason is recorded; nobody reads it on the privacy page until it is settled whose they are.',
            )}
      </p>
      <TextField
        ref={field}
        label={t('Reason')}
        rows={1}
        value={reason}
        maxLength={REASON_LENGTH.most}
        problem={problem}
        help={t('A sentence that the person understands. Words of memories do not belong in it.')}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) submit(event)
        }}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="submit" look="main" disabled={!isAlive || isBusy}>
        {isBusy ? t('Showing…') : t('Show for 15 minutes')}
      </Button>
    </form>
  )
}
