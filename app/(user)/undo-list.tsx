// What was deleted and can still be brought back: from the server, so it survives a reload.
'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import { Toast } from '@/components/ui/toast'
import { useCommands } from '@/components/ui/use-commands'
import type { Job } from '@/lib/shared/job'
import type { Undoable } from '@/lib/shared/memory'
import type { Result } from '@/lib/shared/result'
import type { Text } from '@/lib/shared/text'
import { formatTime } from '@/lib/shared/time'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { undo } from './memories/actions'
import { undoMany } from './memories/many/actions'
import { follow } from './memories/many/jobs'
import { removedHref, undoableQuery } from './memories/search'

const SHOWN = 3

type Props = {
  initial: Undoable[]
  /** Jobs under way: what they remove or bring back is said by their own line. */
  working: readonly Job[]
  timeZone: string
}

export function UndoList({ initial, working, timeZone }: Props) {
  const { t, plural } = useText()
  const client = useQueryClient()
  const router = useRouter()
  const [outcome, setOutcome] = useState<string | null>(null)
  const [isWhole, setWhole] = useState(false)
  const { data, dataUpdatedAt } = useQuery({ ...undoableQuery(), initialData: initial })
  const elapsed = useElapsedSeconds(dataUpdatedAt)
  // a second click can come before the button is seen to be busy
  const asked = useRef(new Set<string>())
  const undoing = useMutation({
    mutationFn: (removal: Undoable) => undoAny(removal),
    onSuccess: (result, removal) => {
      if (!result.ok) {
        asked.current.delete(removal.id)
        return setOutcome(visible(result.sentence))
      }
      if ('kind' in result.value) {
        asked.current.delete(removal.id)
        return follow(client, result.value)
      }
      setOutcome(undone(visible(removal.key), removal.into, result.value.left))
      // the button is gone with its line: go on where the memory is
      focusMemory(result.value.id)
    },
    onError: (_, removal) => {
      asked.current.delete(removal.id)
      setOutcome(t('The dashboard did not answer. Try again.'))
    },
    onSettled: async (_, error) => {
      await Promise.all(
        ['undoable', 'memories', 'memory'].map((name) => client.invalidateQueries({ queryKey: [name] })),
      )
      // of a server that does not answer, a refresh would leave the browser's own error page
      if (error === null) router.refresh()
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

  const busy = new Set(working.map(({ batch }) => batch))
  const open = data.filter((removal) => removal.secondsLeft > elapsed && !busy.has(removal.id))
  const shown = isWhole ? open : open.slice(0, open.length > SHOWN ? SHOWN - 1 : SHOWN)
  const latest = open[0]
  useCommands(latest === undefined ? [] : [{ name: t('Undo the last deletion'), key: 'u', run: () => ask(latest) }])
  function ask(removal: Undoable) {
    if (asked.current.has(removal.id)) return
    asked.current.add(removal.id)
    undoing.mutate(removal)
  }
  function textOf({ key, count, left, into, by, until }: Undoable): string {
    const time = formatTime(until, timeZone)
    if (into !== undefined)
      return t('{key} is part of {into} now. Undo until {time}', { key: visible(key), into: visible(into), time })
    if (by !== undefined)
      return t('{who}, administrator, removed {key}. Undo until {time}', {
        who: visible(by.name),
        key: visible(key),
        time,
      })
    if (count === 1) return t('Removed {key}. Undo until {time}', { key: visible(key), time })
    return left === 0
      ? plural(count, 'Removed {count} memory. Undo until {time}', 'Removed {count} memories. Undo until {time}', {
          time,
        })
      : plural(
          count,
          '{count} memory was not brought back. Undo until {time}',
          '{count} memories were not brought back. Undo until {time}',
          { time },
        )
  }
  /** `left`: the memory that it had become part of, where that was changed since. */
  function undone(key: string, into: string | undefined, left: string | undefined): string {
    if (left !== undefined)
      return t('Undone: {key} is back. {other} was changed since, and stays as it is.', { key, other: visible(left) })
    return into === undefined
      ? t('Undone. {key} is back as it was, and can be found again.', { key })
      : t('Undone. {key} and {into} are as they were.', { key, into: visible(into) })
  }
  return (
    <>
      {outcome === null ? null : <Toast text={outcome} />}
      {shown.map((removal) => (
        <Toast
          key={removal.id}
          id={`undo-${removal.id}`}
          text={textOf(removal)}
          time={removal.count > 1 ? undefined : timeLeft(removal.secondsLeft - elapsed, t)}
          more={removal.count > 1 ? { href: removedHref(removal.id), text: t('Show') } : undefined}
          actionName={
            removal.count > 1
              ? plural(removal.count, 'Undo: bring {count} memory back', 'Undo: bring {count} memories back')
              : t('Undo: bring {key} back', { key: visible(removal.key) })
          }
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

/** Of one memory: its address; of a batch: the job that brings it back. */
async function undoAny({ id, count }: Undoable): Promise<Result<{ id: string; key: string; left?: string } | Job>> {
  return count > 1
    ? undoMany({ batch: id, operation: crypto.randomUUID() }, viewerMark())
    : undo({ removal: id }, viewerMark())
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
