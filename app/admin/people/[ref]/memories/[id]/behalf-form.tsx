// The form in which it is said why somebody else's memory is changed.
'use client'

import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { useText } from '#text'
import { Button, type ButtonLook } from '@/components/ui/button'
import { FieldProblem } from '@/components/ui/field'
import { ReasonField } from './reason-field'
import type { Behalf } from './use-behalf'

type Props = {
  change: Behalf
  /** What the form does. */
  title: string
  button: { look?: ButtonLook; text: string; busyText: string }
  /** Whether what else is asked for is there. */
  isReady?: boolean
  /** What else is asked for. */
  children?: ReactNode
}

/** Takes the focus when it opens; Escape gives it back to the button that opened it. */
export function BehalfForm({ change, title, button, isReady = true, children }: Props) {
  const { t } = useText()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  const canSend = isReady && change.isReady

  function submit(event: FormEvent) {
    event.preventDefault()
    if (canSend) change.send()
  }

  return (
    <form
      ref={form}
      className="behalf-form"
      aria-label={title}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || change.isPending) return
        event.stopPropagation()
        change.cancel()
      }}
    >
      <ReasonField value={change.reason} onChange={change.setReason} onEnter={() => form.current?.requestSubmit()} />
      {children}
      <div className="buttons">
        <Button type="submit" look={button.look} disabled={!canSend}>
          {change.isPending ? button.busyText : button.text}
        </Button>
        <button type="button" className="link plain" disabled={change.isPending} onClick={change.cancel}>
          {t('Cancel')}
        </button>
      </div>
      {change.problem === null ? null : (
        <div className="field">
          <FieldProblem id={`${id}-problem`}>{change.problem}</FieldProblem>
        </div>
      )}
    </form>
  )
}
