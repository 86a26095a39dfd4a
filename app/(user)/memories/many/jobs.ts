// Jobs as the browser follows them: read while one is under way. What is to be done when one is over is in job-outcome.ts.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Job } from '@/lib/shared/job'
import { read } from '../read'

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
