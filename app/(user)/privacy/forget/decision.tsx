// Beside what was chosen: what goes, what stays, a copy first, and the button that cannot be taken back.
'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useText } from '#text'
import { broughtBack } from '@/app/admin/step-up-draft'
import { SignInAnew, useStepUp } from '@/app/admin/step-up-field'
import { Banner } from '@/components/ui/banner'
import { Button, buttonClass } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'
import { NO_FILTER } from '@/lib/shared/filter'
import { FORGET_WORD, type ForgetScope, LARGE_FORGET } from '@/lib/shared/forget'
import type { FrozenSelection } from '@/lib/shared/job'
import type { Freshness } from '@/lib/shared/step-up'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { useOperation } from '../../memories/editing/use-operation'
import { exportHref } from '../../memories/transfer/export-address'
import { askToForget } from './actions'
import type { ShownPreview } from './preview'
import { WhatGoes, WhatStays } from './what-goes'

type Props = {
  scope: ForgetScope
  /** What the server has frozen; null: everything, or nothing is ticked. */
  frozen: FrozenSelection | null
  /** Null while it is being counted, and where nothing is ticked. */
  preview: ShownPreview | null
  /** What is shown is not yet what is ticked. */
  isCounting?: boolean
  /** Whose words are kept on the server until it is decided. */
  topic?: string
  freshness: Freshness
  timeZone: string
  /** The mark of this page. */
  viewer: string
  /** What is said while nothing is ticked. */
  nothing?: string
  /** What was frozen is not there any more, or another: it has to be frozen anew. */
  onStale?: () => void
}

export function Decision(props: Props) {
  const { scope, frozen, preview, isCounting = false, timeZone, viewer, nothing } = props
  const { t, plural } = useText()
  const count = preview?.memories ?? 0
  return (
    <aside className="panel forget-panel" aria-labelledby="what" aria-busy={isCounting}>
      <h2 id="what">{t('What will go')}</h2>
      {preview === null ? (
        <p className="quiet mt-2" role="status">
          {isCounting ? t('Counting…') : nothing}
        </p>
      ) : (
        <>
          <WhatGoes preview={preview} isEverything={scope === 'everything'} />
          <section>
            <h3>{t('What stays')}</h3>
            <WhatStays preview={preview} isEverything={scope === 'everything'} timeZone={timeZone} />
          </section>
          <section>
            <h3>{t('Before you go on')}</h3>
            <p className="quiet">{before(props, t, plural)}</p>
            {count === 0 ? null : (
              <p className="buttons">
                <a className={buttonClass()} href={copyHref(scope, frozen, viewer)} download>
                  {scope === 'everything'
                    ? t('Take a copy of everything first')
                    : plural(count, 'Take a copy of it first', 'Take a copy of the {count} first')}
                </a>
              </p>
            )}
          </section>
          <section>
            <Confirm {...props} preview={preview} count={count} isCounting={isCounting} />
          </section>
        </>
      )}
    </aside>
  )
}

function before(
  { scope, preview }: Props,
  t: ReturnType<typeof useText>['t'],
  plural: ReturnType<typeof useText>['plural'],
) {
  const approval =
    preview?.approval === 'person'
      ? t('An administrator must approve it first; until it is carried out you can cancel it.')
      : preview?.approval === 'time'
        ? t('It waits for a day before it is carried out; until then you can cancel it.')
        : t('It is carried out at once.')
  if (scope === 'everything')
    return `${t('Everything goes that is there when it is carried out, also what is written until then.')} ${approval}`
  return `${plural(
    preview?.memories ?? 0,
    'Only this one is touched, as it is now. If an agent learns it again, you are told.',
    'Only these {count} are touched, as they are now. If an agent learns one of them again, you are told.',
  )} ${approval}`
}

function copyHref(scope: ForgetScope, frozen: FrozenSelection | null, viewer: string): string {
  const selection = scope === 'everything' ? null : (frozen?.id ?? null)
  return exportHref({ format: 'jsonl', entries: false, history: true, selection, filter: NO_FILTER, viewer })
}

type ConfirmProps = Props & { preview: ShownPreview; count: number; isCounting: boolean }

function Confirm({ scope, frozen, preview, count, isCounting, topic, freshness, onStale }: ConfirmProps) {
  const { t, plural, rich } = useText()
  const router = useRouter()
  const isAlive = useAlive()
  const id = useId()
  const operation = useOperation()
  const form = useRef<HTMLFormElement>(null)
  const draft = `forget ${scope} ${topic ?? frozen?.id ?? ''}`
  const stepUp = useStepUp(freshness, '', FORGET_WORD)
  const { need, confirm: word, setConfirm } = stepUp
  const [stop, setStop] = useState(false)
  const [problem, setProblem] = useState<ReactNode>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is given back once
  useEffect(() => {
    const kept = broughtBack(draft)
    if (kept === null) return
    setConfirm(kept.word ?? '')
    setStop(kept.stop === 'yes')
  }, [draft])
  const asking = useMutation({
    mutationFn: () => {
      const wish = { scope, selection: frozen?.id ?? null, topic: topic ?? null, stopRemembering: stop }
      const sent = { ...wish, count: frozen?.count ?? count, word: word.trim() }
      return askToForget({ ...sent, operation: operation(JSON.stringify(wish)) }, viewerMark())
    },
    onMutate: () => setProblem(null),
    onSuccess: (result) => {
      if (result.ok) return router.push(`/privacy/requests/${result.value.reference}`)
      stepUp.hear(result.code)
      if (result.code === 'not-found' || result.code === 'conflict') onStale?.()
      setProblem(visible(result.sentence))
    },
    onError: () => setProblem(t('The dashboard did not answer. Try again: sent twice, it is done once.')),
  })
  const isTyping = need === 'typed' || scope === 'everything' || count > LARGE_FORGET
  const isTyped = !isTyping || word.trim() === FORGET_WORD
  const isBusy = asking.isPending || asking.data?.ok === true
  const canAsk = isAlive && !isBusy && !isCounting && count > 0 && isTyped && need !== 'sign-in'

  function submit(event: FormEvent) {
    event.preventDefault()
    if (canAsk) asking.mutate()
  }

  if (preview.activeReference !== null)
    return (
      <Banner
        tone="news"
        lead={t('You have asked for this already.')}
        action={
          <Link href={`/privacy/requests/${preview.activeReference}`} prefetch={false}>
            {t('See how far it is')}
          </Link>
        }
      >
        <span className="whitespace-nowrap">{preview.activeReference}</span>
      </Banner>
    )
  return (
    <form ref={form} className="forget-form" onSubmit={submit}>
      {scope === 'everything' ? (
        <div className="choices tall">
          <label>
            <input type="checkbox" checked={stop} onChange={(event) => setStop(event.target.checked)} />
            <span>
              {t('And remember nothing new about me')}
              <span className="note">{t('Until you allow it again on the privacy page.')}</span>
            </span>
          </label>
        </div>
      ) : null}
      {need === 'sign-in' ? <SignInAnew draft={{ name: draft, values: { word, stop: stop ? 'yes' : 'no' } }} /> : null}
      {isTyping ? (
        <Field
          id={`${id}-word`}
          label={rich('Type {word} to confirm', { word: <b key="word">{FORGET_WORD}</b> })}
          value={word}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setConfirm(event.target.value)}
        />
      ) : null}
      {problem === null ? null : (
        <Banner tone="strike" role="alert" lead={t('Nothing was forgotten.')}>
          {problem}
        </Banner>
      )}
      <div className="buttons">
        <Button type="submit" look="erase main" disabled={!canAsk}>
          {isBusy
            ? t('Asking…')
            : scope === 'everything'
              ? t('Forget everything')
              : plural(count, 'Forget {count} memory', 'Forget {count} memories')}
        </Button>
        <Link className="link plain" href="/privacy" prefetch={false}>
          {t('Not now')}
        </Link>
      </div>
      <p className="note">{t('This cannot be undone. You get a receipt.')}</p>
    </form>
  )
}
