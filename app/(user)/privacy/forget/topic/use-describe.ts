// Sends a description of a topic, and leads to what it was compared with. What was typed stays in the window until then.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useText } from '#text'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { describeTopic } from '../actions'

export function useDescribe() {
  const { t } = useText()
  const router = useRouter()
  const [problem, setProblem] = useState<string | null>(null)
  const sending = useMutation({
    mutationFn: (question: string) => describeTopic({ question }, viewerMark()),
    onMutate: () => setProblem(null),
    onSuccess: (result) => {
      if (result.ok) return router.push(`/privacy/forget/topic/${result.value.id}`)
      setProblem(visible(result.sentence))
    },
    onError: () => setProblem(t('The dashboard did not answer. Your words are still here; try again.')),
  })
  return {
    describe: (question: string) => {
      if (!sending.isPending) sending.mutate(question)
    },
    isPending: sending.isPending || sending.data?.ok === true,
    problem,
    setProblem,
  }
}
