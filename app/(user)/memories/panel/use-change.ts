// A change of the open memory by one of its actions: sent once, said once, and the page shown anew.
'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useText } from '#text'
import type { Result } from '@/lib/shared/result'
import { useOperation } from '../editing/use-operation'

/**
 * @param send carries it out; the operation is that of the same intention, sent again or not
 * @param onDone after everything that shows memories has been told to read anew
 */
export function useChange<Input, Output>(
  send: (input: Input, operation: string) => Promise<Result<Output>>,
  onDone: (output: Output, input: Input) => void,
) {
  const { t } = useText()
  const router = useRouter()
  const client = useQueryClient()
  const operation = useOperation()
  const [problem, setProblem] = useState<string | null>(null)
  const mutation = useMutation({
    mutationFn: (input: Input) => send(input, operation(JSON.stringify(input))),
    onMutate: () => setProblem(null),
    onSuccess: async (result, input) => {
      // what is not shown now is read anew when it is: it would act on the version before
      client.removeQueries({ queryKey: ['memory'], type: 'inactive' })
      await Promise.all(['memory', 'memories'].map((name) => client.invalidateQueries({ queryKey: [name] })))
      if (result.ok) return onDone(result.value, input)
      setProblem(result.sentence)
      router.refresh() // it changed, or is gone: show what there is now
    },
    onError: () => setProblem(t('The dashboard did not answer. Try again: sent twice, it is done once.')),
  })
  return {
    change: (input: Input) => {
      if (!mutation.isPending) mutation.mutate(input)
    },
    isPending: mutation.isPending,
    problem,
  }
}
