// What can be done with a selection: freeze it, delete it, make it searchable. One intention is one job, however often it is sent.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { FrozenSelection } from '@/lib/shared/job'
import type { Result } from '@/lib/shared/result'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { useOperation } from '../editing/use-operation'
import { selectThese, startMany } from './actions'
import { settle } from './job-outcome'
import { follow, isOver, jobsQuery } from './jobs'
import { type Selection, selection, useSelection } from './selection'
import { wantedOf } from './wanted'

export type Bulk = {
  /** Freezes what is selected now; asked for again, it is the same set as long as the same is selected. */
  freeze: () => Promise<Result<FrozenSelection>>
  start: (kind: 'delete' | 'renew', frozen: FrozenSelection) => void
  isStarting: boolean
  /** Why the last start came to nothing; `null` from a server that did not answer. */
  problem: { sentence: string | null } | null
}

export function useBulk(): Bulk {
  const client = useQueryClient()
  const state = useSelection()
  const operation = useOperation()
  const frozen = useRef<{ of: Selection['picked']; set: FrozenSelection }>(undefined)
  const starting = useMutation({
    mutationFn: ({ kind, set }: { kind: 'delete' | 'renew'; set: FrozenSelection }) =>
      startMany({ operation: operation(`${kind} ${set.id}`), kind, selection: set.id, count: set.count }, viewerMark()),
    onSuccess: async (result) => {
      if (!result.ok) {
        frozen.current = undefined
        return client.invalidateQueries({ queryKey: ['memories'] })
      }
      const job = result.value
      selection.workedOn(job.id)
      follow(client, job)
      if (isOver(job)) await settle(client, job)
    },
    // the answer may be lost, and the job be under way
    onError: () => client.invalidateQueries(jobsQuery()),
  })

  async function freeze(): Promise<Result<FrozenSelection>> {
    if (frozen.current?.of === state.picked) return { ok: true, value: frozen.current.set }
    const result = await freezeOnServer(state)
    if (result.ok) frozen.current = { of: state.picked, set: result.value }
    return result
  }
  return {
    freeze,
    start: (kind, set) => starting.mutate({ kind, set }),
    isStarting: starting.isPending,
    problem: starting.isError
      ? { sentence: null }
      : starting.data?.ok === false
        ? { sentence: starting.data.sentence }
        : null,
  }
}

/** What one call takes with it: a body may have a megabyte. */
const PORTION = 5_000

async function freezeOnServer(state: Selection): Promise<Result<FrozenSelection>> {
  const wanted = wantedOf(state)
  if ('frozen' in wanted) return { ok: true, value: wanted.frozen }
  const ids = 'ids' in wanted ? wanted.ids : wanted.with
  const [first, rest] = [ids.slice(0, PORTION), ids.slice(PORTION)]
  let result = await selectThese('ids' in wanted ? { ids: first } : { ...wanted, with: first }, viewerMark())
  for (let at = 0; result.ok && at < rest.length; at += PORTION)
    result = await selectThese({ base: result.value.id, without: [], with: rest.slice(at, at + PORTION) }, viewerMark())
  return result
}
