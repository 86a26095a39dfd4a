// One decision about a request. What was typed stays, whatever comes back.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { REASON_LENGTH, reasonProblem } from '@/lib/shared/reason'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { StepUpField, useStepUp } from '../../step-up-field'
import {
  approveForgetting,
  confirmWhoAsks,
  denyForgetting,
  holdForgetting,
  liftForgetting,
  retryForgetting,
  withdrawForgetting,
} from '../actions'
import type { DecideProps } from './decide'
import { draftName, type Way } from './ways'

type Props = DecideProps & { way: Way; first: string; onClose: () => void; onDone: () => void }

const WITH_REASON: readonly Way[] = ['identify', 'lift', 'deny', 'hold']
/** Something may be deleted at once by them. */
const DELETING: readonly Way[] = ['approve', 'identify', 'retry', 'lift']

export function DecideForm({ way, first, onClose, onDone, ...props }: Props) {
  const { reference, hash, freshness } = props
  const { t, say } = useText()
  const router = useRouter()
  const stepUp = useStepUp(freshness)
  const form = useRef<HTMLFormElement>(null)
  const [reason, setReason] = useState(first)
  const [problem, setProblem] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const words = useWords(way, props)
  const isReasoned = WITH_REASON.includes(way)
  const isDeleting = DELETING.includes(way)
  useEffect(() => form.current?.querySelector<HTMLElement>('textarea, input, button')?.focus(), [])
  const sending = useMutation({
    mutationFn: () => {
      const { confirm } = stepUp
      const mark = viewerMark()
      switch (way) {
        case 'approve':
          return approveForgetting({ reference, hash, confirm }, mark)
        case 'identify':
          return confirmWhoAsks({ reference, reason, confirm }, mark)
        case 'retry':
          return retryForgetting({ reference, confirm }, mark)
        case 'lift':
          return liftForgetting({ reference, reason, confirm }, mark)
        case 'withdraw':
          return withdrawForgetting({ reference }, mark)
        case 'deny':
          return denyForgetting({ reference, reason }, mark)
        case 'hold':
          return holdForgetting({ reference, reason }, mark)
      }
    },
    onMutate: () => setFailure(null),
    onSuccess: (result) => {
      if (result.ok) {
        router.refresh()
        return onDone()
      }
      stepUp.hear(result.code)
      setFailure(visible(result.sentence))
    },
    onError: () => setFailure(t('The dashboard did not answer. Load the page again to see whether it was done.')),
  })
  const isBusy = sending.isPending
  const isReady = !isDeleting || stepUp.isReady

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isBusy) return
    const wrong = isReasoned ? reasonProblem(reason) : null
    setProblem(wrong === null ? null : say(wrong))
    if (wrong === null && isReady) return sending.mutate()
    form.current?.querySelector<HTMLElement>(wrong === null ? 'input' : 'textarea')?.focus()
  }
  function leave(event: KeyboardEvent) {
    if (event.key === 'Escape') onClose()
  }

  return (
    <form className="decide-form" ref={form} onSubmit={submit} onKeyDown={leave} aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className="quiet">{words.consequence}</p>
      {isReasoned ? (
        <TextField
          label={words.field}
          help={t('Whoever is concerned may read it. Do not write who it is, nor words of memories.')}
          rows={2}
          value={reason}
          maxLength={REASON_LENGTH.most}
          problem={problem}
          onChange={(event) => {
            setReason(event.target.value)
            setProblem(null)
          }}
        />
      ) : null}
      {isDeleting ? (
        <StepUpField stepUp={stepUp} draft={{ name: draftName(reference, way), values: { reason } }} />
      ) : null}
      {failure === null ? null : (
        <Banner tone="strike" role="alert" lead={t('Nothing was changed.')}>
          {failure}
        </Banner>
      )}
      <div className="buttons">
        <Button type="submit" look={isDeleting ? 'erase main' : 'main'} disabled={isBusy || !isReady}>
          {isBusy ? t('Sending…') : words.button}
        </Button>
        <button type="button" className="link plain" onClick={onClose}>
          {t('Cancel')}
        </button>
      </div>
    </form>
  )
}

type Words = { title: string; consequence: string; field: string; button: string }

function useWords(way: Way, { count, isEverything, goesOnAtOnce }: DecideProps): Words {
  const { t, plural } = useText()
  const goes = isEverything
    ? t('Everything that is there then is erased.')
    : plural(count, '{count} memory is erased.', '{count} memories are erased.')
  const forGood = `${goes} ${t('This cannot be undone.')}`
  switch (way) {
    case 'approve':
      return { title: t('Approve this request'), consequence: forGood, field: '', button: t('Approve') }
    case 'retry':
      return { title: t('Try again'), consequence: forGood, field: '', button: t('Try again') }
    case 'identify':
      return {
        title: t('Confirm who asks'),
        consequence: goesOnAtOnce
          ? `${t('It is carried out at once then.')} ${forGood}`
          : t('A second person decides it then.'),
        field: t('How you made sure'),
        button: t('Confirm'),
      }
    case 'lift':
      return {
        title: t('Let it go on'),
        consequence: t('It goes on where it was held: what had been approved is carried out.'),
        field: t('Why'),
        button: t('Let it go on'),
      }
    case 'withdraw':
      return {
        title: t('Take this request back'),
        consequence: t('Nothing is erased. You can ask again.'),
        field: '',
        button: t('Take it back'),
      }
    case 'deny':
      return {
        title: t('Deny this request'),
        consequence: t('Nothing is erased. The person reads your reason, and may ask again or complain.'),
        field: t('Why'),
        button: t('Deny this'),
      }
    case 'hold':
      return {
        title: t('Put this request on hold'),
        consequence: t('Nothing happens until it is let go on, and the day on which it is due stays.'),
        field: t('Why'),
        button: t('Put on hold##verb'),
      }
  }
}
