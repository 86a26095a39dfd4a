// A change to what somebody may do, with its reason and, where it would leave nobody in charge, the word that this is meant.
'use client'

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import { Button, type ButtonLook } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { useAct } from '@/components/ui/use-act'
import type { Result } from '@/lib/shared/result'

export type Change = { reason: string; isLastKnown: boolean }

type Props = {
  title: string
  consequence: string
  button: { title: string; look: ButtonLook }
  /** What is true when it is done. */
  done: string
  send: (change: Change) => Promise<Result<unknown>>
  onClose: (said: string | null) => void
  /** A reason that was written before. */
  first?: string
  /** What else the form asks for, beside the reason as it is now. */
  children?: (reason: string) => ReactNode
}

export function ReasonedForm({ title, consequence, button, done, send, onClose, first = '', children }: Props) {
  const { t } = useText()
  const [reason, setReason] = useState(first)
  const [isLast, setLast] = useState(false)
  const [isLastKnown, setLastKnown] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  const { act, isPending, said } = useAct((change: Change) => send(change), {
    done: () => done,
    failed: t('Nothing was changed.'),
    onFailure: ({ code }) => code === 'conflict' && setLast(true),
  })
  async function submit(event: FormEvent) {
    event.preventDefault()
    const result = await act({ reason, isLastKnown })
    if (result?.ok) onClose(done)
  }
  return (
    <Dialog title={title} onClose={() => onClose(null)}>
      <form className="staff-form" onSubmit={submit}>
        <p className="quiet">{consequence}</p>
        <TextField
          ref={field}
          rows={1}
          label={t('Why')}
          help={t('It stays in the audit, with your name.')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
        {children?.(reason)}
        {isLast ? (
          <label>
            <input type="checkbox" checked={isLastKnown} onChange={(event) => setLastKnown(event.target.checked)} />{' '}
            {t('I know that nobody will run this dashboard then.')}
          </label>
        ) : null}
        {said}
        <div className="buttons">
          <button type="button" className="link plain" onClick={() => onClose(null)}>
            {t('Cancel')}
          </button>
          <Button type="submit" look={button.look} disabled={isPending || reason.trim() === ''}>
            {button.title}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
