// Counts everybody anew; what was counted before stays until then.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useText } from '#text'
import { useAlive } from '@/components/ui/use-alive'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { countAgain } from './actions'

export function CountAgain() {
  const { t } = useText()
  const router = useRouter()
  const isAlive = useAlive()
  const [problem, setProblem] = useState<string | null>(null)
  // what came of it stands in a line of text, so useAct’s blocks have no place here
  const counting = useMutation({
    mutationFn: () => countAgain({}, viewerMark()),
    onMutate: () => setProblem(null),
    onSuccess: (result) => (result.ok ? router.refresh() : setProblem(visible(result.sentence))),
    onError: () => setProblem(t('The dashboard did not answer. Try again.')),
  })
  return (
    <>
      <button
        type="button"
        className="link"
        disabled={counting.isPending || !isAlive}
        onClick={() => counting.mutate()}
      >
        {counting.isPending ? t('Counting…') : t('Count again')}
      </button>
      {problem === null ? null : <span role="alert"> {problem}</span>}
    </>
  )
}
