// Jobs among what can be undone: how far each is, how to stop it, and what it has left.
'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import { Toast } from '@/components/ui/toast'
import { useAlive } from '@/components/ui/use-alive'
import type { Job } from '@/lib/shared/job'
import type { Text } from '@/lib/shared/text'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { goOn, putAway, stopMany } from './memories/many/actions'
import { selectLeft, settle, showAnew } from './memories/many/job-outcome'
import { isOver, jobsQuery, leftOf } from './memories/many/jobs'
import { selection } from './memories/many/selection'
import { removedHref } from './memories/search'

/** Of jobs that are over and have left something: more would cover what the person is working at. */
const SHOWN = 2

export function JobLines({ jobs }: { jobs: readonly Job[] }) {
  const [outcome, setOutcome] = useState<string | null>(null)
  const [isWhole, setWhole] = useState(false)
  const client = useQueryClient()
  const text = useText()
  const settled = useRef(new Set<string>())
  const progress = jobs.map(({ id, done, gone, failed }) => `${id} ${done + gone + failed}`).join()
  // what has gone leaves the lists while the rest is still under way
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever a job has got further
  useEffect(() => {
    if (jobs.some((job) => !isOver(job))) void showAnew(client)
  }, [progress, client])
  useEffect(() => {
    for (const job of jobs) {
      if (!isOver(job) || settled.current.has(job.id)) continue
      settled.current.add(job.id)
      void settle(client, job).then(async () => {
        if (leftOf(job) > 0) return
        setOutcome(outcomeOf(job, text))
        if (job.kind === 'undo') focusList()
        await putAway({ job: job.id }, viewerMark())
        await client.invalidateQueries(jobsQuery())
      })
    }
  }, [jobs, client, text])
  useEffect(() => {
    if (outcome === null) return
    const timer = setTimeout(() => setOutcome(null), OUTCOME_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const left = jobs.filter((job) => isOver(job) && leftOf(job) > 0)
  const shown = isWhole || left.length <= SHOWN ? left : left.slice(0, SHOWN - 1)
  return (
    <>
      {outcome === null ? null : <Toast text={outcome} />}
      {jobs
        .filter((job) => !isOver(job) || shown.includes(job))
        .map((job) => (
          <JobLine key={job.id} job={job} />
        ))}
      {shown.length === left.length ? null : (
        <Toast
          text={text.t('{count} more', { count: left.length - shown.length })}
          action={text.t('Show')}
          onUndo={() => setWhole(true)}
        />
      )}
    </>
  )
}

const OUTCOME_MS = 12_000

/** The button that was pressed is gone with its line: go on in the list, unless the person has gone elsewhere. */
function focusList() {
  const at = document.activeElement
  if (at !== null && at !== document.body && at.closest('.toasts') === null) return
  document.querySelector<HTMLElement>('.rows a.open')?.focus()
}

function outcomeOf({ kind, done }: Job, { plural }: Text): string | null {
  if (kind === 'delete') return null // the line to undo it says so
  if (kind === 'renew')
    return plural(done, '{count} memory can be found by meaning now.', '{count} memories can be found by meaning now.')
  return plural(
    done,
    'Undone. {count} memory is back as it was, and can be found again.',
    'Undone. {count} memories are back as they were, and can be found again.',
  )
}

function JobLine({ job }: { job: Job }) {
  const client = useQueryClient()
  const router = useRouter()
  const pathname = usePathname()
  const text = useText()
  const { t } = text
  const acting = useMutation({
    mutationFn: (act: typeof stopMany) => act({ job: job.id }, viewerMark()),
    onSettled: () => client.invalidateQueries(jobsQuery()),
  })
  async function show() {
    if (job.kind === 'undo') return router.push(removedHref(job.batch))
    await selectLeft(job)
    acting.mutate(putAway)
    if (!pathname.startsWith('/memories') || document.querySelector('.row') === null) router.push('/memories')
  }
  const looked = job.done + job.gone + job.failed
  const problem = acting.data?.ok === false ? visible(acting.data.sentence) : null
  return (
    <div className="toast job">
      <span className="text">{problem ?? titleOf(job, text)}</span>
      {isOver(job) ? null : (
        <>
          <span className="time" aria-live="off">
            {t('{done} of {total}', { done: looked, total: job.total })}
          </span>
          <progress value={looked} max={job.total} aria-label={titleOf(job, text)} />
        </>
      )}
      {job.state === 'running' ? (
        <Act onAct={() => acting.mutate(stopMany)} isBusy={acting.isPending}>
          {t('Stop')}
        </Act>
      ) : job.state === 'interrupted' ? (
        <Act onAct={() => acting.mutate(goOn)} isBusy={acting.isPending}>
          {t('Go on')}
        </Act>
      ) : (
        <>
          {selection.read().picked.size > 0 && job.kind !== 'undo' ? null : <Act onAct={show}>{t('Show')}</Act>}
          <button
            type="button"
            className="link close"
            aria-label={t('Put this away')}
            disabled={acting.isPending}
            onClick={() => acting.mutate(putAway)}
          >
            <Glyph name="close" />
          </button>
        </>
      )}
    </div>
  )
}

function Act({ onAct, isBusy = false, children }: { onAct: () => void; isBusy?: boolean; children: string }) {
  // in the first HTML of a page it cannot do anything yet
  const isAlive = useAlive()
  return (
    <button type="button" className="link" disabled={isBusy || !isAlive} onClick={onAct}>
      {children}
    </button>
  )
}

function titleOf(job: Job, { t, plural }: Text): string {
  const { kind, state, total } = job
  if (state === 'interrupted') return t('This was interrupted.')
  if (state === 'running') {
    if (kind === 'delete') return plural(total, 'Deleting {count} memory', 'Deleting {count} memories')
    if (kind === 'renew') return plural(total, 'Making {count} memory searchable', 'Making {count} memories searchable')
    return plural(total, 'Bringing {count} memory back', 'Bringing {count} memories back')
  }
  const left = leftOf(job)
  if (kind === 'undo')
    return plural(left, '{count} memory was not brought back.', '{count} memories were not brought back.')
  if (kind === 'delete') return plural(left, '{count} memory was not deleted.', '{count} memories were not deleted.')
  return plural(left, '{count} memory is not searchable yet.', '{count} memories are not searchable yet.')
}
