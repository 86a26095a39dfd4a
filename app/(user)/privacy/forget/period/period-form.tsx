// A period to forget: two days, or months of a chart that fill them in.
'use client'

import { useMutation } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useText } from '#text'
import { MonthChart, type Span } from '@/components/memory/month-chart'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { choosePeriod } from '../actions'
import { Crumbs } from '../crumbs'

const HERE = '/privacy/forget/period' as Route

type Props = { months: { month: string; count: number }[] }

export function PeriodForm({ months }: Props) {
  const { t, plural } = useText()
  const router = useRouter()
  const isAlive = useAlive()
  const [span, setSpan] = useState<Span>({ since: null, until: null })
  const [problem, setProblem] = useState<string | null>(null)
  const { since, until } = span
  const isTurned = since !== null && until !== null && since > until
  const choosing = useMutation({
    mutationFn: () => choosePeriod({ since, until }, viewerMark()),
    onMutate: () => setProblem(null),
    onSuccess: (result) => {
      if (result.ok) return router.push(`/privacy/forget/chosen/${result.value.id}?as=period`)
      setProblem(
        result.code === 'not-found' ? t('Nothing was written or changed in that time.') : visible(result.sentence),
      )
    },
    onError: () => setProblem(t('The dashboard did not answer. Your days are still here; try again.')),
  })
  const isBusy = choosing.isPending || choosing.data?.ok === true
  const whole = months.filter(({ month }) => isWithin(month, span)).reduce((sum, { count }) => sum + count, 0)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isBusy || isTurned) return
    if (since === null && until === null) return setProblem(t('Say from when, or until when.'))
    choosing.mutate()
  }
  const day = (name: keyof Span, label: string) => (
    <Field
      type="date"
      label={label}
      value={span[name] ?? ''}
      onChange={(event) => setSpan({ ...span, [name]: event.target.value === '' ? null : event.target.value })}
    />
  )
  return (
    <form onSubmit={submit} noValidate>
      <div className="guttered head">
        <Crumbs steps={[t('Choose'), t('Confirm##step')]} at={0} />
      </div>
      <div className="guttered">
        <h1>{t('Forget a period')}</h1>
        <p className="prose mt-1">
          {t(
            'Every memory that was written, or last changed, on these days. Leave one day out for everything before the other, or after it.',
          )}
        </p>
        {months.length < 2 ? null : (
          <div className="period-months">
            <MonthChart
              months={months}
              chosen={span}
              hrefFor={() => HERE}
              onChoose={(chosen) => {
                setSpan(chosen)
                setProblem(null)
              }}
            />
          </div>
        )}
        <div className="period-days">
          {day('since', t('From##day'))}
          {day('until', t('Until##day'))}
        </div>
        <p className="note" role="status">
          {since === null && until === null ? '' : plural(whole, 'About {count} memory', 'About {count} memories')}
        </p>
        {problem === null && !isTurned ? null : (
          <div className="notices mt-4">
            <Banner tone="strike" role="alert" lead={t('Nothing was chosen.')}>
              {isTurned ? t('The last day lies before the first.') : problem}
            </Banner>
          </div>
        )}
        <div className="buttons mt-5">
          <Button type="submit" look="main" disabled={!isAlive || isBusy}>
            {isBusy ? t('Looking…') : t('See what would go')}
          </Button>
          <Link className="link plain" href="/privacy" prefetch={false}>
            {t('Not now')}
          </Link>
        </div>
      </div>
    </form>
  )
}

/** Months of which at least a day is meant. */
function isWithin(month: string, { since, until }: Span): boolean {
  return (since === null || month >= since.slice(0, 7)) && (until === null || month <= until.slice(0, 7))
}
