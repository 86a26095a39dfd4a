'use server'

import { after } from 'next/server'
import { z } from 'zod'
import { action } from '@/lib/action'
import { Expected } from '@/lib/errors'
import type { Job } from '@/lib/shared/job'
import type { SearchMode } from '@/lib/shared/memory'
import { countSearch } from '@/lib/store/access/rate-limit'
import { dismissJob, readJob, startJob, startUndo, stopJob } from '@/lib/store/jobs/job'
import { runJob } from '@/lib/store/jobs/run'
import type { Viewer } from '@/lib/store/memory-store'
import { selectedIds } from '@/lib/store/selected'
import { freezeSelection, type Wanted } from '@/lib/store/selection'
import { readTimeZone } from '../../../time-zone'
import { id, version } from '../inputs'
import { readView } from '../search'

const selected = z.array(z.object({ id, version: version.nullable().optional() }))

/** Ticked rows, or an earlier selection with changes. */
export const selectThese = action(
  z.union([z.object({ ids: selected.min(1) }), z.object({ base: z.uuid(), without: z.array(id), with: selected })]),
  freezeSelection,
)

const list = z.object({
  /** The search part of the list's address. */
  search: z.string().min(1).max(16_384),
  /** The list had to do without meaning. */
  isShort: z.boolean(),
  /** Of a question: so many results from the closest on, instead of what matches. */
  first: z.int().min(1).nullable(),
})

/** All that a list shows; the whole of it only where everything is asked for. Answers with the addresses as well. */
export const selectAll = action(z.union([list, z.object({ everything: z.literal(true) })]), async (viewer, wanted) => {
  const frozen = await freezeSelection(viewer, 'search' in wanted ? await viewWanted(viewer, wanted) : wanted)
  return { ...frozen, ids: await selectedIds(viewer, frozen.id) }
})

async function viewWanted(viewer: Viewer, { search, isShort, first }: z.infer<typeof list>): Promise<Wanted> {
  const { q, like, by, filter } = readView(new URLSearchParams(search))
  if (q !== '' && by === 'agent') throw new Expected('invalid', 'This list cannot be selected as a whole.')
  const timeZone = await readTimeZone()
  if (q === '' && like === null) return { view: { filter, timeZone } }
  await countSearch(viewer)
  const some = first === null ? {} : { first }
  const mode: SearchMode = isShort || by === 'agent' ? 'words' : by === 'words' ? 'every-word' : by
  const question =
    like === null
      ? { query: q, mode, ...some }
      : { like, mode: isShort ? ('words' as const) : ('meaning' as const), ...some }
  return { view: { filter, timeZone, question } }
}

const operation = z.uuid()

export const startMany = action(
  z.object({ operation, kind: z.enum(['delete', 'renew']), selection: z.uuid(), count: z.int().min(1) }),
  async (viewer, start) => carryOut(viewer, await startJob(viewer, start)),
)

export const undoMany = action(z.object({ operation, batch: z.uuid() }), async (viewer, undo) =>
  carryOut(viewer, await startUndo(viewer, undo)),
)

export const goOn = action(z.object({ job: z.uuid() }), async (viewer, { job }) =>
  carryOut(viewer, await readJob(viewer, job)),
)

export const stopMany = action(z.object({ job: z.uuid() }), (viewer, { job }) => stopJob(viewer, job))

export const putAway = action(z.object({ job: z.uuid() }), (viewer, { job }) => dismissJob(viewer, job))

/** So few are done before the answer; more go on after it. */
const AT_ONCE = 50

async function carryOut(viewer: Viewer, job: Job): Promise<Job> {
  const run = () => runJob(viewer.store, job.id)
  if (job.total > AT_ONCE || job.kind === 'renew') after(run)
  else await run()
  return readJob(viewer, job.id)
}
