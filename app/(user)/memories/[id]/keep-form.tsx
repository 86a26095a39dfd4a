// Until when the memory is kept: for good, so many days after each use, or to the end of a day.
'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { FieldProblem } from '@/components/ui/field'
import type { Kept } from '@/lib/shared/history'
import type { Memory } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { useChange } from '../panel/use-change'
import { savedHref, type View } from '../search'
import { keep } from './actions'

type Kind = 'always' | 'days' | 'until'
type Props = { memory: Memory; kept: Kept; view: View }

export function KeepForm(props: Props) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  if (!isOpen)
    return (
      <button
        type="button"
        ref={opener}
        className="link keep-change"
        aria-label={t('Change until when it is kept')}
        onClick={() => setOpen(true)}
      >
        {t('Change')}
      </button>
    )
  return (
    <Form
      {...props}
      onClose={() => {
        setOpen(false)
        requestAnimationFrame(() => opener.current?.focus())
      }}
    />
  )
}

function Form({ memory, kept, view, onClose }: Props & { onClose: () => void }) {
  const { t, rich } = useText()
  const router = useRouter()
  const name = useId()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('input:checked')?.focus(), [])
  const [kind, setKind] = useState<Kind>(kept.minutes !== null ? 'days' : kept.until !== null ? 'until' : 'always')
  const [days, setDays] = useState(String(Math.max(1, Math.round((kept.minutes ?? 43_200) / 1_440))))
  const [day, setDay] = useState('')
  const { change, isPending, problem } = useChange(
    (input: { id: string; version: string; keep: Parameters<typeof keep>[0]['keep'] }, operation) =>
      keep({ ...input, operation }, viewerMark()),
    (changed) => {
      onClose()
      router.push(savedHref(changed, view))
    },
  )
  const wanted =
    kind === 'always'
      ? ({ kind } as const)
      : kind === 'days'
        ? /^\d+$/.test(days.trim()) && { kind, days: Number(days) }
        : day !== '' && { kind, day }
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (wanted !== false) change({ id: memory.id, version: memory.version, keep: wanted })
  }
  const radio = (value: Kind) => ({
    type: 'radio' as const,
    name,
    checked: kind === value,
    disabled: isPending,
    onChange: () => setKind(value),
  })
  return (
    <form
      ref={form}
      className="keep-form"
      aria-label={t('Until when it is kept')}
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <label>
        <input {...radio('always')} /> {t('No end date')}
      </label>
      <div>
        <label>
          <input {...radio('days')} />{' '}
          <span className={kind === 'days' ? 'sr-only' : undefined}>{t('Some days after each use')}</span>
        </label>
        {kind === 'days'
          ? rich('{days} days after each use', {
              days: (
                <input
                  className="input brief"
                  inputMode="numeric"
                  aria-label={t('Days')}
                  value={days}
                  readOnly={isPending}
                  onChange={(event) => setDays(event.target.value)}
                />
              ),
            })
          : null}
      </div>
      <div>
        <label>
          <input {...radio('until')} />{' '}
          <span className={kind === 'until' ? 'sr-only' : undefined}>{t('Until the end of a day')}</span>
        </label>
        {kind === 'until'
          ? rich('Until the end of {day}', {
              day: (
                <input
                  className="input brief"
                  type="date"
                  aria-label={t('Day')}
                  value={day}
                  readOnly={isPending}
                  onChange={(event) => setDay(event.target.value)}
                />
              ),
            })
          : null}
      </div>
      <p className="note">
        {kind === 'days'
          ? t(
              'The days begin anew whenever an agent reads it or you edit it. An agent that saves it anew may clear this.',
            )
          : kind === 'until'
            ? t('Neither reading nor editing moves this day. An agent that saves it anew may clear it.')
            : t('It stays until it is deleted.')}
      </p>
      {problem === null ? null : (
        <div className="field">
          <FieldProblem id={`${name}-problem`}>{visible(problem)}</FieldProblem>
        </div>
      )}
      <p className="buttons">
        <Button type="submit" disabled={isPending || wanted === false}>
          {isPending ? t('Saving…') : t('Save')}
        </Button>
        <button type="button" className="link plain" onClick={onClose}>
          {t('Cancel')}
        </button>
      </p>
    </form>
  )
}
