// Two days between which everything is to be forgotten: chosen on the server and counted, and not shown.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { countPeriodOf } from './actions'
import type { ChosenPeriod } from './behalf-form'

type Props = { personRef: string; today: string; onChosen: (chosen: ChosenPeriod | null) => void }

export function PeriodFields({ personRef, today, onChosen }: Props) {
  const { t } = useText()
  const [since, setSince] = useState('')
  const [until, setUntil] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const isTurned = since !== '' && until !== '' && since > until
  const counting = useMutation({
    mutationFn: () =>
      countPeriodOf(
        { ref: personRef, since: since === '' ? null : since, until: until === '' ? null : until },
        viewerMark(),
      ),
    onMutate: () => setProblem(null),
    onSuccess: (result) => {
      onChosen(result.ok ? result.value : null)
      if (!result.ok)
        setProblem(
          result.code === 'not-found' ? t('Nothing was written or changed in that time.') : visible(result.sentence),
        )
    },
    onError: () => setProblem(t('The dashboard did not answer. Your days are still here; try again.')),
  })
  const day = (label: string, value: string, set: (day: string) => void) => (
    <Field
      type="date"
      label={label}
      value={value}
      max={today}
      onChange={(event) => {
        set(event.target.value)
        onChosen(null) // what was counted is of other days
      }}
    />
  )
  return (
    <>
      <div className="behalf-days">
        {day(t('From##day'), since, setSince)}
        {day(t('Until##day'), until, setUntil)}
        <Button
          disabled={counting.isPending || isTurned || (since === '' && until === '')}
          onClick={() => counting.mutate()}
        >
          {counting.isPending ? t('Counting…') : t('Count what would go')}
        </Button>
      </div>
      {problem === null && !isTurned ? null : (
        <Banner tone="strike" role="alert" lead={t('Nothing was chosen.')}>
          {isTurned ? t('The last day lies before the first.') : problem}
        </Banner>
      )}
    </>
  )
}
