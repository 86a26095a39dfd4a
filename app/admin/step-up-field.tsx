// Before what cannot be taken back: a sign-in anew, or a typed word. Belongs into the form; see lib/auth/step-up.ts.
'use client'

import { useEffect, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { CONFIRM, FRESH_MINUTES, type Freshness } from '@/lib/shared/step-up'
import { shakeHands } from '../sign-in/handshake'
import { keepAway, type StepUpDraft } from './step-up-draft'

/** What a form does with {@link StepUpField}: `confirm` goes along with its action. */
export type StepUp = {
  need: Freshness
  confirm: string
  setConfirm: (typed: string) => void
  /** Whether the form may be sent as far as this goes. */
  isReady: boolean
  /** To be told the code of every answer: what was fresh when the page was made may not be any more. */
  hear: (code: string) => void
}

/**
 * @param freshness what `freshness(staff)` said when the page was made
 * @param typed what stood in the field before
 * @param word what is to be typed in it
 */
export function useStepUp(freshness: Freshness, typed = '', word: string = CONFIRM): StepUp {
  const [need, setNeed] = useState(freshness)
  const [confirm, setConfirm] = useState(typed)
  useEffect(() => setNeed(freshness), [freshness])
  return {
    need,
    confirm,
    setConfirm,
    isReady: need === 'fresh' || (need === 'typed' && confirm === word),
    hear: (code) => code === 'step-up' && need === 'fresh' && setNeed('sign-in'),
  }
}

type Props = {
  stepUp: StepUp
  /** What is typed in the form: kept while the person signs in, and there again when the same person comes back. */
  draft: StepUpDraft
}

export function StepUpField({ stepUp: { need, confirm, setConfirm }, draft }: Props) {
  const { t, rich } = useText()
  if (need === 'fresh') return null
  if (need === 'sign-in') return <SignInAnew draft={draft} />
  return (
    <Field
      label={rich('Type {word} to go on', { word: <b key="word">{CONFIRM}</b> })}
      help={t('This cannot be done by accident.')}
      value={confirm}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      onChange={(event) => setConfirm(event.target.value)}
    />
  )
}

/** Leads to the sign-in and back. */
export function SignInAnew({ draft }: Pick<Props, 'draft'>) {
  const { t } = useText()
  const [state, setState] = useState<'waiting' | 'leaving' | 'failed'>('waiting')

  async function leave() {
    setState('leaving')
    keepAway(draft)
    try {
      location.assign(await shakeHands('signin/oidc', { callbackUrl: location.pathname + location.search }, true))
    } catch {
      setState('failed')
    }
  }

  return (
    <Banner
      tone={state === 'failed' ? 'strike' : 'news'}
      role={state === 'failed' ? 'alert' : undefined}
      lead={state === 'failed' ? t('The sign-in did not answer.') : t('This needs a fresh sign-in.')}
      action={
        <Button disabled={state === 'leaving'} onClick={leave}>
          {state === 'leaving' ? t('Going to sign in…') : t('Sign in again')}
        </Button>
      }
    >
      {state === 'failed'
        ? t('Nothing was changed. Try again in a moment.')
        : t('You signed in more than {minutes} minutes ago. You come back here, and what you wrote is kept.', {
            minutes: FRESH_MINUTES,
          })}
    </Banner>
  )
}
