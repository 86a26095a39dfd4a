// Passes somebody's wish on: what, how it came, how it is known whose it is. What was typed stays, whatever comes back.
'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field, TextField } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'
import type { ForgetPreview } from '@/lib/shared/forget'
import { CAME_BY, type CameBy } from '@/lib/shared/forget-queue'
import { REASON_LENGTH, reasonProblem } from '@/lib/shared/reason'
import type { Freshness } from '@/lib/shared/step-up'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { useOperation } from '../../../../(user)/memories/editing/use-operation'
import { GoingTable } from '../../../forget/[reference]/going-table'
import { forgetHref } from '../../../forget/address'
import { cameByWords } from '../../../forget/words'
import { broughtBack } from '../../../step-up-draft'
import { StepUpField, useStepUp } from '../../../step-up-field'
import { askOnBehalf } from './actions'
import { PeriodFields } from './period-fields'

type Props = {
  personRef: string
  /** Of everything. */
  preview: ForgetPreview
  freshness: Freshness
  /** In the reader's time zone. */
  today: string
}

export type ChosenPeriod = { selection: string; preview: ForgetPreview }

export function BehalfForm({ personRef, preview: all, freshness, today }: Props) {
  const text = useText()
  const { t, say } = text
  const router = useRouter()
  const isAlive = useAlive()
  const operation = useOperation()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const stepUp = useStepUp(freshness)
  const [isPeriod, setPeriod] = useState(false)
  const [period, setChosen] = useState<ChosenPeriod | null>(null)
  const [stop, setStop] = useState(false)
  const [cameBy, setCameBy] = useState<CameBy>('letter')
  const [came, setCame] = useState(today)
  const [evidence, setEvidence] = useState('')
  const [isConfirmed, setConfirmed] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const draft = `forget for ${personRef}`
  useEffect(() => {
    const kept = broughtBack(draft)
    if (kept === null) return
    setEvidence(kept.evidence ?? '')
    setCameBy(CAME_BY.find((one) => one === kept.cameBy) ?? 'letter')
    setCame(kept.came ?? today)
    setConfirmed(kept.isConfirmed === 'yes')
    setStop(kept.stop === 'yes')
  }, [draft, today])
  const preview = isPeriod ? (period?.preview ?? null) : all
  const asking = useMutation({
    mutationFn: () => {
      const selection = isPeriod ? (period?.selection ?? null) : null
      const wish = { selection, stopRemembering: stop && !isPeriod, cameBy, came, isConfirmed, evidence }
      const sent = { ...wish, ref: personRef, operation: operation(JSON.stringify(wish)), confirm: stepUp.confirm }
      return askOnBehalf(sent, viewerMark())
    },
    onMutate: () => setFailure(null),
    onSuccess: (result) => {
      if (result.ok) return router.push(forgetHref(result.value.reference))
      stepUp.hear(result.code)
      setFailure(visible(result.sentence))
    },
    onError: () => setFailure(t('The dashboard did not answer. Try again: sent twice, it is done once.')),
  })
  const isBusy = asking.isPending || asking.data?.ok === true
  const canAsk = isAlive && !isBusy && stepUp.isReady && preview !== null && preview.activeReference === null

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isBusy) return
    const wrong = reasonProblem(evidence)
    setProblem(wrong === null ? null : say(wrong))
    if (wrong !== null) return form.current?.querySelector('textarea')?.focus()
    if (canAsk) asking.mutate()
  }

  return (
    <form className="behalf-form" ref={form} onSubmit={submit} noValidate>
      <fieldset className="choices tall">
        <legend>{t('What is to be forgotten')}</legend>
        <label>
          <input type="radio" name={`${id}-scope`} checked={!isPeriod} onChange={() => setPeriod(false)} />
          <span>{t('Everything##scope')}</span>
        </label>
        <label>
          <input type="radio" name={`${id}-scope`} checked={isPeriod} onChange={() => setPeriod(true)} />
          <span>{t('What was written or changed in a period')}</span>
        </label>
      </fieldset>
      {isPeriod ? <PeriodFields personRef={personRef} today={today} onChosen={setChosen} /> : null}
      {preview === null ? null : (
        <>
          <GoingTable going={preview} />
          <p className="quiet">{whoSaysYes(preview, isConfirmed, text)}</p>
          {preview.activeReference === null ? null : (
            <Banner
              tone="news"
              lead={t('This has been asked for already.')}
              action={
                <Link href={forgetHref(preview.activeReference)} prefetch={false}>
                  {t('See how far it is')}
                </Link>
              }
            >
              {preview.activeReference}
            </Banner>
          )}
        </>
      )}
      {isPeriod ? null : (
        <div className="choices tall">
          <label>
            <input type="checkbox" checked={stop} onChange={(event) => setStop(event.target.checked)} />
            <span>
              {t('And remember nothing new about this person')}
              <span className="note">{t('Until they allow it again on their privacy page.')}</span>
            </span>
          </label>
        </div>
      )}
      <div className="behalf-pair">
        <div className="field">
          <label htmlFor={`${id}-by`}>{t('How the wish came')}</label>
          <select
            className="input"
            id={`${id}-by`}
            value={cameBy}
            onChange={(event) => setCameBy(CAME_BY.find((one) => one === event.target.value) ?? 'other')}
          >
            {CAME_BY.map((one) => (
              <option key={one} value={one}>
                {cameByWords(one, text)}
              </option>
            ))}
          </select>
        </div>
        <Field
          type="date"
          label={t('On which day it came')}
          help={t('The time in which it is due runs from then on.')}
          value={came}
          max={today}
          onChange={(event) => setCame(event.target.value)}
        />
      </div>
      <TextField
        label={t('Evidence')}
        help={t(
          'Where the wish can be found and how it is known whose it is, such as the number of a letter. Do not write who it is: this text stays when they are forgotten.',
        )}
        rows={2}
        value={evidence}
        maxLength={REASON_LENGTH.most}
        problem={problem}
        onChange={(event) => {
          setEvidence(event.target.value)
          setProblem(null)
        }}
      />
      <div className="choices tall">
        <label>
          <input type="checkbox" checked={isConfirmed} onChange={(event) => setConfirmed(event.target.checked)} />
          <span>
            {t('It is certain that this person asked')}
            <span className="note">{t('Otherwise the request waits until somebody has made sure.')}</span>
          </span>
        </label>
      </div>
      <StepUpField
        stepUp={stepUp}
        draft={{
          name: draft,
          values: { evidence, cameBy, came, isConfirmed: isConfirmed ? 'yes' : 'no', stop: stop ? 'yes' : 'no' },
        }}
      />
      {failure === null ? null : (
        <Banner tone="strike" role="alert" lead={t('Nothing was asked for.')}>
          {failure}
        </Banner>
      )}
      <div className="buttons">
        <Button type="submit" look="erase main" disabled={!canAsk}>
          {isBusy ? t('Asking…') : t('Ask for it')}
        </Button>
        <Link className="link plain" href={`/admin/people/${personRef}`} prefetch={false}>
          {t('Not now')}
        </Link>
      </div>
    </form>
  )
}

function whoSaysYes({ approval }: ForgetPreview, isConfirmed: boolean, { t }: ReturnType<typeof useText>): string {
  if (approval === 'person') return t('A second administrator must approve it: you cannot approve what you asked for.')
  if (approval === 'time')
    return t(
      'A second administrator would have to approve it, and there is none: it is carried out after a day, and can be stopped until then.',
    )
  return isConfirmed
    ? t('So few need no second person: it is carried out at once.')
    : t('So few need no second person: it is carried out as soon as it is certain who asked.')
}
