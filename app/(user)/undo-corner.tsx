// The corner where deletions are offered for undo, and where work on many memories is followed. Both are loaded with the first of their kind.
'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { later } from '@/components/ui/later'
import { Toasts } from '@/components/ui/toasts'
import type { Job } from '@/lib/shared/job'
import type { Undoable } from '@/lib/shared/memory'
import { isOver, jobsQuery } from './memories/many/jobs'
import { undoableQuery } from './memories/search'

const UndoList = later(() => import('./undo-list').then((file) => file.UndoList))
const JobLines = later(() => import('./job-lines').then((file) => file.JobLines))

type Props = { initial: Undoable[]; initialJobs: Job[]; timeZone: string }

export function UndoCorner({ initial, initialJobs, timeZone }: Props) {
  const { data } = useQuery({ ...undoableQuery(), initialData: initial })
  const { data: jobs } = useQuery({ ...jobsQuery(), initialData: initialJobs })
  const [isNeeded, setNeeded] = useState(initial.length > 0)
  if (!isNeeded && data.length > 0) setNeeded(true)
  const [hasJobs, setHasJobs] = useState(initialJobs.length > 0)
  if (!hasJobs && jobs.length > 0) setHasJobs(true)
  const working = useMemo(() => jobs.filter((job) => !isOver(job)), [jobs])
  return (
    <Toasts>
      {isNeeded ? <UndoList initial={initial} working={working} timeZone={timeZone} /> : null}
      {hasJobs ? <JobLines jobs={jobs} /> : null}
    </Toasts>
  )
}
