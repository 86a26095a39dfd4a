// What was deleted and can still be brought back: from the server, so it survives a reload.
'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import { Toast } from '@/components/ui/toast'
import { useCommands } from '@/components/ui/use-commands'
import type { Undoable } from '@/lib/shared/memory'
import type { Text } from '@/lib/shared/text'
import { formatTime } from '@/lib/shared/time'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { undo } from './memories/actions'
import { undoableQuery } from './memories/search'

const SHOWN = 3

export function UndoList({ initial, timeZone }: { initial: Undoable[]; timeZone: string }) {
  const { t } = useText()
  const client = useQueryClient()
  const router = useRouter()
  const [outcome, setOutcome] = useState<string | null>(null)
  const [isWhole, setWhole] = useState(false)
  const { data, dataUpdatedAt } = useQuery({ ...undoableQuery(), initialData: initial })
  const elapsed = useElapsedSeconds(dataUpdatedAt)
  // a second click can come before the button is seen to be busy
  const asked = useRef(new Set<string>())
  const undoing = useMutation({
    mutationFn: (removal: Undoable) => undo({ removal: removal.id }, viewerMark()),
    onSuccess: (result, removal) => {
      const key = visible(removal.key)
      setOutcome(
        result.ok ? t('Undone. {key} is back as it was, and can be found again.', { key }) : visible(result.sentence),
      )
      // the button is gone with its line: go on where the memory is
      if (result.ok) focusMemory(result.value.id)
      else asked.current.delete(removal.id)
    },
    onError: (_, removal) => {
      asked.current.delete(removal.id)
      setOutcome(t('It was not brought back: the dashboard did not answer. It can still be undone.'))
    },
    onSettled: async () => {
      await Promise.all(
        ['undoable', 'memories', 'memory'].map((name) => client.invalidateQueries({ queryKey: [name] })),
      )
      router.refresh()
    },
  })
  // whoever deletes can take it back at once, by keyboard too
  const known = useRef(new Set(initial.map((removal) => removal.id)))
  useEffect(() => {
    const added = data.find((removal) => !known.current.has(removal.id))
    for (const removal of data) known.current.add(removal.id)
    if (added !== undefined && !document.activeElement?.matches('input, textarea'))
      document.getElementById(`undo-${added.id}`)?.focus()
  }, [data])
  useEffect(() => {
    if (outcome === null) return
    const timer = setTimeout(() => setOutcome(null), 12_000)
    return () => clearTimeout(timer)
  }, [outcome])

  const open = data.filter((removal) => removal.secondsLeft > elapsed)
  const shown = isWhole ? open : open.slice(0, open.length > SHOWN ? SHOWN - 1 : SHOWN)
  const latest = open[0]
  useCommands(latest === undefined ? [] : [{ name: t('Undo the last deletion'), key: 'u', run: () => ask(latest) }])
  function ask(removal: Undoable) {
    if (asked.current.has(removal.id)) return
    asked.current.add(removal.id)
    undoing.mutate(removal)
  }
  return (
    <>
      {outcome === null ? null : <Toast text={outcome} />}
      {shown.map((removal) => (
        <Toast
          key={removal.id}
          id={`undo-${removal.id}`}
          text={t('Removed {key}. Undo until {time}', {
            key: visible(removal.key),
            time: formatTime(removal.until, timeZone),
          })}
          time={timeLeft(removal.secondsLeft - elapsed, t)}
          actionName={t('Undo: bring {key} back', { key: visible(removal.key) })}
          busy={undoing.isPending && undoing.variables.id === removal.id}
          onUndo={() => ask(removal)}
        />
      ))}
      {open.length > shown.length ? (
        <Toast
          text={t('{count} more removed', { count: open.length - shown.length })}
          action={t('Show')}
          onUndo={() => setWhole(true)}
        />
      ) : null}
    </>
  )
}

function timeLeft(seconds: number, t: Text['t']): string {
  return seconds >= 60
    ? t('{minutes} min left', { minutes: Math.floor(seconds / 60) })
    : t('{seconds} s left', { seconds: Math.max(1, Math.floor(seconds)) })
}

/** Seconds since `from`, ticking; 0 until mounted, so that server and browser write the same. */
function useElapsedSeconds(from: number): number {
  const [elapsed, setElapsed] = useState(0)
  const start = useRef(from)
  useEffect(() => {
    start.current = from
    setElapsed(0)
    const began = performance.now()
    const timer = setInterval(() => setElapsed((performance.now() - began) / 1_000), 1_000)
    return () => clearInterval(timer)
  }, [from])
  return elapsed
}

/** Moves the focus to a memory in the list once it stands there again, unless the person has moved it meanwhile. */
function focusMemory(id: string, tries = 20) {
  const at = document.activeElement
  if (at !== null && at !== document.body && at.closest('.toasts') === null) return
  const link = document.querySelector<HTMLElement>(`#row-${CSS.escape(id)} a.open`)
  if (link !== null) link.focus()
  else if (tries > 0) setTimeout(() => focusMemory(id, tries - 1), 100)
}
