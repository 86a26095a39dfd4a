// Carries a job out, chunk by chunk, until nothing is left of it. Whoever is killed meanwhile leaves it to the next.
import { randomUUID } from 'node:crypto'
import type { ItemProblem, Job, JobKind } from '@/lib/shared/job'
import { endingSignal, withoutRequest } from '@/lib/shutdown'
import { RUN_JOB } from '@/lib/tracing/operations'
import { recorded } from '@/lib/tracing/span'
import { fingerprints } from '@/lib/tracing/traced'
import type { MemoryStore, Scope } from '../memory-store'
import { isOutage } from '../outage'
import { inTransaction } from '../transaction'
import { hasLetGo } from '../try-again'
import { deleteWork } from './delete-work'
import { listJobs } from './job'
import { renewWork } from './renew-work'
import { LEASE, type Pace, type Task, type Work } from './step'
import { undoWork } from './undo-work'

const WORK: Record<JobKind, Work> = { delete: deleteWork, renew: renewWork, undo: undoWork }

const FIRST_SIZE = 50
const LARGEST_SIZE = 500
/** What a chunk should take: the embedded database answers nobody else meanwhile. */
const CHUNK_MS = 120
const BEAT_MS = 5_000
/** Steps that got nowhere, because somebody writes those memories, before they are waited for. */
const PATIENT_AFTER = 8
/** Waits after an outage of the database; then the job is left as it is, to be taken up again. */
const OUTAGE_WAITS_MS = [500, 2_000, 8_000]

/**
 * Works on the job until it is done, stopped or taken over, or this process is told to end, unless somebody works on it
 * already. Never throws: what a job could not do is in its counts.
 */
export function runJob(store: MemoryStore, id: string): Promise<void> {
  return withoutRequest(tryToRun(store, id))
}

async function tryToRun(store: MemoryStore, id: string): Promise<void> {
  try {
    if (endingSignal().aborted) return
    const task = await takeOver(store, id)
    if (task === null) return
    const beat = setInterval(() => void renewLease(store, task), BEAT_MS)
    beat.unref()
    const { subject } = task
    const who = () => ({ ...fingerprints(store, subject), surface: task.surface })
    await recorded(RUN_JOB, who, [], async () => {
      let counts: Counts | null = null
      try {
        await workOff(store, task)
      } finally {
        clearInterval(beat)
        counts = await giveBack(store, task)
      }
      return counts
    })
  } catch (error) {
    // never with values: see withoutContent in outage.ts
    console.error('[job]', error instanceof Error && 'code' in error ? `ended by ${error.code}` : 'ended by an error')
  }
}

/**
 * As {@link listJobs}; one whose process has ended is taken up here, where its person looks at it.
 * @param later runs the work when the answer is out
 */
export async function listAndTakeUp(scope: Scope, later: (work: () => Promise<void>) => void): Promise<Job[]> {
  const jobs = await listJobs(scope)
  return jobs.map((job) => {
    if (job.state !== 'interrupted') return job
    later(() => runJob(scope.store, job.id))
    return { ...job, state: 'running' }
  })
}

/** Makes this process the job's worker; null when it has one, or is over. */
async function takeOver({ pool }: MemoryStore, id: string): Promise<Task | null> {
  const worker = randomUUID()
  const { rows } = await pool.query<Task>(
    `update dashboard.job set worker = $2, leased_until = now() + ${LEASE}
      where id = $1 and state = 'running' and (leased_until is null or leased_until <= now())
      returning id, kind, subject, actor, surface, reason, selection_id as "selectionId", coalesce(batch_id, id) as "batchId", worker`,
    [id, worker],
  )
  return rows[0] ?? null
}

async function renewLease({ pool }: MemoryStore, task: Task): Promise<void> {
  await pool
    .query(`update dashboard.job set leased_until = now() + ${LEASE} where id = $1 and worker = $2`, [
      task.id,
      task.worker,
    ])
    .catch(() => {}) // what fails here fails in the work as well, and is said there
}

type Counts = Pick<Job, 'kind' | 'total' | 'done' | 'gone' | 'failed'>

/** Resolves to what was done; null when it is another's job by now. */
async function giveBack({ pool }: MemoryStore, task: Task): Promise<Counts | null> {
  const given = await pool
    .query<Counts>(
      `update dashboard.job set leased_until = null where id = $1 and worker = $2
        returning kind, total, done, gone, failed`,
      [task.id, task.worker],
    )
    .catch(() => null)
  return given?.rows[0] ?? null
}

async function workOff(store: MemoryStore, task: Task): Promise<void> {
  const work = WORK[task.kind]
  let size = FIRST_SIZE
  /** So many are taken one by one, since together they failed. */
  let singly = 0
  let idle = 0
  let outages = 0
  while (!endingSignal().aborted) {
    const pace: Pace = singly > 0 ? { size: 1, patient: true } : { size, patient: idle >= PATIENT_AFTER }
    if (pace.patient) pace.size = 1
    const began = performance.now()
    try {
      const step = await work.step(store, task, pace)
      outages = 0
      if (step === null) return
      if (step.looked === 0) return await finish(store, task)
      if (step.giveUp !== undefined) await leaveOut(store, task, work, step.giveUp, true)
      singly = Math.max(0, singly - 1)
      idle = step.settled === 0 ? idle + 1 : 0
      if (idle > 0) await pause(idle * 50)
      else if (!pace.patient) size = nextSize(size, step.looked, performance.now() - began)
    } catch (error) {
      const contention = hasLetGo(error)
      if (!contention && isOutage(error)) {
        const wait = OUTAGE_WAITS_MS[outages++]
        if (wait === undefined) throw error
        await pause(wait)
      } else if (pace.size > 1) singly = pace.size
      else {
        await leaveOut(store, task, work, contention ? 'busy' : 'refused', false)
        idle = 0
        singly = Math.max(0, singly - 1)
      }
    }
  }
}

/** A size that takes about {@link CHUNK_MS}, never more than twice the last one. */
function nextSize(size: number, looked: number, ms: number): number {
  const wanted = Math.round((looked * CHUNK_MS) / Math.max(1, ms))
  return Math.min(LARGEST_SIZE, size * 2, Math.max(10, wanted))
}

async function leaveOut(
  { pool }: MemoryStore,
  task: Task,
  work: Work,
  problem: ItemProblem,
  all: boolean,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `select from dashboard.job where id = $1 and worker = $2 and state = 'running' for update`,
      [task.id, task.worker],
    )
    if (rowCount === 1) await work.leaveOut(client, task, problem, all)
  })
}

/** Nothing is left to look at: what was never reached is gone (an undo window that ended, a selection that was purged). */
async function finish({ pool }: MemoryStore, task: Task): Promise<void> {
  await pool.query(
    `update dashboard.job set state = 'done', finished_at = now(), gone = total - done - failed
      where id = $1 and worker = $2 and state = 'running'`,
    [task.id, task.worker],
  )
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
