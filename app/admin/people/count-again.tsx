// Counts everybody anew; what was counted before stays until then.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { useText } from '#text'
import { useAlive } from '@/components/ui/use-alive'
import { countAgain } from './actions'

export function CountAgain() {
  const { t } = useText()
  const router = useRouter()
  const isAlive = useAlive()
  const [isCounting, start] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  const count = async () => {
    const result = await countAgain({})
    setProblem(result.ok ? null : result.sentence)
    if (result.ok) router.refresh()
  }
  return (
    <>
      <button type="button" className="link" disabled={isCounting || !isAlive} onClick={() => start(count)}>
        {isCounting ? t('Counting…') : t('Count again')}
      </button>
      {problem === null ? null : <span role="alert">{problem}</span>}
    </>
  )
}
