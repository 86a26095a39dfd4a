// A change to somebody else's memory that asks why before it is made. What is typed stays until it is made, or given up.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useText } from '#text'
import { keptDraft, useKeptDraft } from '@/app/(user)/memories/editing/kept-drafts'
import { reasonProblem } from '@/lib/shared/reason'
import type { Failure, Result } from '@/lib/shared/result'
import { visible } from '@/lib/shared/value-words'

/** What is typed in its form. */
export type BehalfDraft = { reason: string; confirm: string }

type Change<Output> = {
  /** Under which what is typed waits in this window when the form goes away unsent, as with words that are hidden again. */
  draft: string
  /** What the reason says at first. */
  given: string
  /** What else is typed. */
  confirm?: string
  send: (reason: string) => Promise<Result<Output>>
  onDone: (output: Output) => void
  onRefused?: (failure: Failure) => void
}

export type Behalf = ReturnType<typeof useBehalf>

/** @returns what {@link BehalfForm} shows, and the button that opens it */
export function useBehalf<Output>({ draft, given, confirm = '', send, onDone, onRefused }: Change<Output>) {
  const { t } = useText()
  const router = useRouter()
  const opener = useRef<HTMLButtonElement>(null)
  const [isAsking, setAsking] = useState(() => keptDraft(draft) !== undefined)
  const [reason, setReason] = useState(() => keptDraft<BehalfDraft>(draft)?.reason ?? given)
  const [problem, setProblem] = useState<string | null>(null)
  const sending = useMutation({
    mutationFn: () => send(reason),
    onMutate: () => setProblem(null),
    onSuccess: (result) => {
      if (result.ok) return onDone(result.value)
      setProblem(visible(result.sentence))
      onRefused?.(result)
      if (result.code !== 'step-up') router.refresh() // it changed, is gone, or is hidden: show what there is now
    },
    onError: () => setProblem(t('The dashboard did not answer. Try again: sent twice, it is done once.')),
  })
  const isDone = sending.data?.ok === true
  const isTyped = isAsking && !isDone && (reason !== given || confirm !== '')
  useKeptDraft(draft, isTyped ? { reason, confirm } : null)
  const close = () => setAsking(false)
  return {
    opener,
    isAsking,
    reason,
    setReason,
    problem,
    isPending: sending.isPending,
    isReady: reasonProblem(reason) === null && !sending.isPending && !isDone,
    send: () => sending.mutate(),
    /** @param brought a reason that was written before */
    open: (brought?: string) => {
      sending.reset()
      setProblem(null)
      if (brought !== undefined) setReason(brought)
      setAsking(true)
    },
    close,
    cancel: () => {
      close()
      requestAnimationFrame(() => opener.current?.focus())
    },
  }
}
