// When a job is over: the lists show it, and what it left stays selected.
import type { QueryClient } from '@tanstack/react-query'
import type { Job, LeftOut } from '@/lib/shared/job'
import { read } from '../read'
import { leftOf } from './jobs'
import { selection } from './selection'

/** Shows what is stored now wherever memories are shown. */
export async function showAnew(client: QueryClient): Promise<void> {
  await Promise.all(
    ['memories', 'memory', 'undoable', 'removed'].map((name) => client.invalidateQueries({ queryKey: [name] })),
  )
}

/** After a job: the lists show it, then what it has left stays selected, each with its reason. */
export async function settle(client: QueryClient, job: Job): Promise<void> {
  await showAnew(client)
  if (selection.read().job === job.id) await selectLeft(job)
}

/** Selects what a job has left. */
export async function selectLeft(job: Job): Promise<void> {
  const left = leftOf(job) === 0 ? [] : await leftBy(job.id)
  selection.keep(left)
}

function leftBy(id: string): Promise<LeftOut[]> {
  return read<LeftOut[]>(`/api/jobs/${id}/left`, new AbortController().signal)
}
