// One act of a page at a time: sent once, and what came of it said in one line, which stays until the next.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useText } from '#text'
import type { Failure, Result } from '@/lib/shared/result'
import { Banner } from './banner'

type Said = { isDone: boolean; lead?: string; sentence: string }

export type ActTexts<Input, Output> = {
  /** What is true now. */
  done: (output: Output, input: Input) => string
  /** In bold before the reason. */
  failed: string
  /** Beside what was answered with a reason. */
  onFailure?: (failure: Failure) => void
}

/** @returns `act` sends; `said` belongs where the reader looks */
export function useAct<Input, Output>(
  send: (input: Input) => Promise<Result<Output>>,
  { done, failed, onFailure }: ActTexts<Input, Output>,
) {
  const { t } = useText()
  const router = useRouter()
  const [said, setSaid] = useState<Said | null>(null)
  const unknown = t('It is not known whether it was done.')
  const mutation = useMutation({
    mutationFn: send,
    onMutate: () => setSaid(null),
    onSuccess: (result, input) => {
      setSaid(
        result.ok
          ? { isDone: true, sentence: done(result.value, input) }
          : { isDone: false, lead: result.code === 'unanswered' ? unknown : failed, sentence: result.sentence },
      )
      if (!result.ok) onFailure?.(result)
      router.refresh()
    },
    onError: () =>
      setSaid({
        isDone: false,
        lead: unknown,
        sentence: t('The dashboard did not answer. Load the page again to see what is true.'),
      }),
  })
  return {
    act: (input: Input) => mutation.mutateAsync(input).catch(() => null),
    isPending: mutation.isPending,
    said: <Outcome said={said} />,
  }
}

function Outcome({ said }: { said: Said | null }) {
  return (
    <>
      <div role="status">{said?.isDone ? <p className="note mt-3">{said.sentence}</p> : null}</div>
      {said !== null && !said.isDone ? (
        <div className="mt-3">
          <Banner tone="strike" role="alert" lead={said.lead}>
            {said.sentence}
          </Banner>
        </div>
      ) : null}
    </>
  )
}
