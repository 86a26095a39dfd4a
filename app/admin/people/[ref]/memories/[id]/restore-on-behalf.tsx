'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useText } from '#text'
import { useOperation } from '@/app/(user)/memories/use-operation'
import { Button } from '@/components/ui/button'
import { FieldProblem } from '@/components/ui/field'
import { reasonProblem } from '@/lib/shared/reason'
import { formatDateTime } from '@/lib/shared/time'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { restoreOnBehalf } from '../../actions'
import { ReasonField } from './reason-field'

type Props = {
  personRef: string
  reason: string
  memory: { id: string; version: string }
  version: { id: string; number: number; at: string }
  timeZone: string
}

/** Brings a version back, once it is said why. */
export function RestoreOnBehalf({ personRef, reason: given, memory, version, timeZone }: Props) {
  const text = useText()
  const { t } = text
  const router = useRouter()
  const operation = useOperation()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState(given)
  const [problem, setProblem] = useState<string | null>(null)
  const restoring = useMutation({
    mutationFn: () => {
      const sent = { ...memory, versionId: version.id, reason }
      return restoreOnBehalf({ ref: personRef, ...sent, operation: operation(JSON.stringify(sent)) }, viewerMark())
    },
    onSuccess: (result) => {
      setProblem(result.ok ? null : visible(result.sentence))
      if (result.ok) setAsking(false)
      router.refresh()
    },
    onError: () => setProblem(t('Nothing was changed: the dashboard did not answer. Try again.')),
  })
  const label = t('Restore version {number} of {when}', {
    number: version.number,
    when: formatDateTime(version.at, timeZone, text),
  })
  if (!isAsking)
    return (
      <button type="button" className="link" aria-label={label} onClick={() => setAsking(true)}>
        {t('Restore')}
      </button>
    )
  return (
    <span className="behalf-form">
      <ReasonField value={reason} onChange={setReason} />
      <span className="buttons">
        <Button
          aria-label={label}
          disabled={restoring.isPending || reasonProblem(reason) !== null}
          onClick={() => restoring.mutate()}
        >
          {restoring.isPending ? t('Restoring…') : t('Restore')}
        </Button>
        <button type="button" className="link plain" onClick={() => setAsking(false)}>
          {t('Cancel')}
        </button>
      </span>
      {problem === null ? null : <FieldProblem id={`restore-${version.id}`}>{problem}</FieldProblem>}
    </span>
  )
}
