// Gives somebody a role until a day, with a reason; of an administrator it is asked for.
'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { Field, TextField } from '@/components/ui/field'
import { useAct } from '@/components/ui/use-act'
import { useAlive } from '@/components/ui/use-alive'
import type { GivenRole } from '@/lib/shared/roles'
import type { Freshness } from '@/lib/shared/step-up'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { broughtBack } from '../step-up-draft'
import { StepUpField, useStepUp } from '../step-up-field'
import { giveRole } from './actions'

const DRAFT = 'give a role'
const EMPTY = { userId: '', role: 'auditor', day: '', reason: '' }

export function GiveRole({ freshness }: { freshness: Freshness }) {
  const { t } = useText()
  const isAlive = useAlive()
  const [values, setValues] = useState<typeof EMPTY | null>(null)
  const [told, setTold] = useState<string | null>(null)
  useEffect(() => {
    const kept = broughtBack(DRAFT)
    if (kept !== null) setValues({ ...EMPTY, ...kept })
  }, [])
  return values === null ? (
    <>
      <div role="status">{told === null ? null : <p className="note mt-3">{told}</p>}</div>
      <p className="buttons mt-4">
        <Button disabled={!isAlive} onClick={() => setValues(EMPTY)}>
          {t('Give a role')}
        </Button>
      </p>
    </>
  ) : (
    <Form
      freshness={freshness}
      first={values}
      onClose={(said) => {
        setValues(null)
        setTold(said)
      }}
    />
  )
}

type FormProps = { freshness: Freshness; first: typeof EMPTY; onClose: (said: string | null) => void }

function Form({ freshness, first, onClose }: FormProps) {
  const { t } = useText()
  const [values, setValues] = useState(first)
  const { userId, day, reason } = values
  const role: GivenRole = values.role === 'admin' ? 'admin' : 'auditor'
  const stepUp = useStepUp(freshness)
  const set = (name: keyof typeof EMPTY) => (value: string) => setValues((now) => ({ ...now, [name]: value }))
  const done = (asked: { waitsFor: 'person' | 'time' } | null) =>
    asked === null
      ? t('{id} is an auditor from the next request on.', { id: visible(userId) })
      : asked.waitsFor === 'person'
        ? t('Asked for. {id} is an administrator when another one has confirmed it; it waits a day.', {
            id: visible(userId),
          })
        : t('There is no other administrator who could confirm it: {id} is one in 24 hours, if it is not withdrawn.', {
            id: visible(userId),
          })
  const { act, isPending, said } = useAct(
    () => giveRole({ userId, role, day: day === '' ? null : day, reason, confirm: stepUp.confirm }, viewerMark()),
    { done, failed: t('No role was given.'), onFailure: ({ code }) => stepUp.hear(code) },
  )
  async function submit(event: FormEvent) {
    event.preventDefault()
    const result = await act(undefined)
    if (result?.ok) onClose(done(result.value))
  }
  const isReady = userId !== '' && reason.trim() !== '' && (role === 'auditor' || stepUp.isReady)
  return (
    <form className="staff-form token-form" aria-label={t('Give a role')} onSubmit={submit}>
      <Field
        label={t('Their id')}
        help={t('As the agent knows them, byte for byte. They need not have signed in yet.')}
        value={userId}
        maxLength={1000}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => set('userId')(event.target.value)}
      />
      <fieldset className="choices tall">
        <legend>{t('Role')}</legend>
        {(['auditor', 'admin'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="role" checked={role === one} onChange={() => set('role')(one)} />
            <span>
              {one === 'admin' ? t('Administrator') : t('Auditor')}
              <span className="note">
                {one === 'admin'
                  ? t('Runs the dashboard. Another administrator must confirm it; where there is none, it waits a day.')
                  : t('Sees counts and the audit, and nobody’s words.')}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <Field
        type="date"
        label={t('Until the end of')}
        help={t('Empty: until somebody ends it.')}
        value={day}
        onChange={(event) => set('day')(event.target.value)}
      />
      <TextField
        rows={1}
        label={t('Why')}
        help={t('It stays in the audit, with your name.')}
        value={reason}
        maxLength={500}
        onChange={(event) => set('reason')(event.target.value)}
      />
      {role === 'admin' ? <StepUpField stepUp={stepUp} draft={{ name: DRAFT, values }} /> : null}
      {said}
      <div className="buttons">
        <Button type="submit" look="main" disabled={!isReady || isPending}>
          {role === 'admin' ? t('Ask for it') : t('Give the role')}
        </Button>
        <button type="button" className="link plain" onClick={() => onClose(null)}>
          {t('Cancel')}
        </button>
      </div>
    </form>
  )
}
