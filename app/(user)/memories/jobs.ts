// Jobs as the browser follows them: read while one is under way, and what is to be done when one is over.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Job, LeftOut } from '@/lib/shared/job'
import { read } from './read'
import { selection } from './selection'

const POLL_MS = 700

/** Jobs under way, and those whose result has not been put away. Asked for again while one is under way, and no longer. */
export function jobsQuery() {
  return queryOptions({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => read<Job[]>('/api/jobs', signal),
    refetchInterval: ({ state }) => (state.data?.some(({ state }) => state === 'running') ? POLL_MS : false),
  })
}

/** Takes up a job that has just begun, or gone on. */
export function follow(client: QueryClient, job: Job): void {
  client.setQueryData(jobsQuery().queryKey, (jobs = []) => [job, ...jobs.filter(({ id }) => id !== job.id)])
}

/** How many memories a job that is over has left as they were, though they were there. */
export function leftOf({ total, done, gone }: Job): number {
  return total - done - gone
}

export function isOver({ state }: Job): boolean {
  return state === 'done' || state === 'stopped'
}

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
