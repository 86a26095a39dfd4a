// Why somebody else's memory is changed: filled in with why it was looked at, to be said better.
'use client'

import { useText } from '#text'
import { TextField } from '@/components/ui/field'
import { REASON_LENGTH, reasonProblem } from '@/lib/shared/reason'

type Props = {
  value: string
  onChange: (reason: string) => void
  /** What the Enter key does; unset: nothing but a space. */
  onEnter?: () => void
}

export function ReasonField({ value, onChange, onEnter }: Props) {
  const { t, say } = useText()
  const problem = reasonProblem(value)
  return (
    <TextField
      label={t('Reason for the change')}
      rows={1}
      value={value}
      maxLength={REASON_LENGTH.most}
      problem={problem === null ? null : say(problem)}
      help={t('Stands beside the change, where the person reads it.')}
      onKeyDown={(event) => {
        if (onEnter === undefined || event.key !== 'Enter' || event.nativeEvent.isComposing) return
        event.preventDefault()
        onEnter()
      }}
      onChange={(event) => onChange(event.target.value.replaceAll('\n', ' '))}
    />
  )
}
