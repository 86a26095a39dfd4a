// What an administrator deleted here and can bring back.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useText } from '#text'
import { Toast } from '@/components/ui/toast'
import { Toasts } from '@/components/ui/toasts'
import type { Undoable } from '@/lib/shared/memory'
import { formatTime } from '@/lib/shared/time'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { undoOnBehalf } from './actions'

type Props = { personRef: string; undoable: readonly Undoable[]; timeZone: string }

/** The one that was deleted last, and not looked for since. */
let removed: string | null = null

/** Whoever has deleted can take it back at once, by keyboard too: the list that comes next begins there. */
export function offerUndo(removal: string): void {
  removed = removal
}

export function UndoOnBehalf({ personRef, undoable, timeZone }: Props) {
  const { t } = useText()
  const router = useRouter()
  const [outcome, setOutcome] = useState<string | null>(null)
  const undoing = useMutation({
    mutationFn: ({ id }: Undoable) => undoOnBehalf({ ref: personRef, removal: id }, viewerMark()),
    onSuccess: (result) => {
      setOutcome(
        result.ok
          ? t('Undone. {key} is back as it was, and can be found again.', { key: visible(result.value.key) })
          : visible(result.sentence),
      )
      router.refresh()
    },
    onError: () => setOutcome(t('The dashboard did not answer. Try again.')),
  })
  useEffect(() => {
    if (removed === null) return
    document.getElementById(`undo-${removed}`)?.focus()
    removed = null
  }, [])
  return (
    <Toasts>
      {outcome === null ? null : <Toast text={outcome} />}
      {undoable.slice(0, 3).map((removal) => (
        <Toast
          key={removal.id}
          id={`undo-${removal.id}`}
          text={t('Removed {key}. Undo until {time}', {
            key: visible(removal.key),
            time: formatTime(removal.until, timeZone),
          })}
          actionName={t('Undo: bring {key} back', { key: visible(removal.key) })}
          busy={undoing.isPending && undoing.variables.id === removal.id}
          onUndo={() => undoing.mutate(removal)}
        />
      ))}
    </Toasts>
  )
}
