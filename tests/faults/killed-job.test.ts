// T29, T50: the server's process is killed before, during and after every statement of deleting many, and of bringing them back. What is counted has happened, and once.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Job } from '@/lib/shared/job'
import { createMemory } from '@/lib/store/change/write'
import { readJob, startJob, startUndo } from '@/lib/store/jobs/job'
import { runJob } from '@/lib/store/jobs/run'
import { freezeSelection } from '@/lib/store/selection'
import { onDatabase } from '../support/databases'
import { expectAgreement } from '../support/disagreements'
import { countsOf } from '../support/many'
import { draws, times } from '../support/numbers'
import { auditOf, clear } from '../support/stores'
import type { CutMoment } from '../support/wire-gate'
import { type BehindGate, behindGate } from './behind-gate'

const MOMENTS: readonly CutMoment[] = ['before', 'during', 'after', 'swallowed']
const COUNT = 6

type Kind = 'delete' | 'undo'
type Point = { kind: Kind; number: number; moment: CutMoment }

onDatabase('postgres', (use) => {
  let behind: BehindGate
  behindGate(use, (opened) => {
    behind = opened
  })

  const begun = async (kind: Kind): Promise<Job> => {
    const { store, near } = behind
    await clear(store)
    for (let at = 0; at < COUNT; at++)
      await createMemory(near, { key: `memory ${at}`, json: `{"text": "words of ${at}"}` })
    const { id: selection, count } = await freezeSelection(near, { everything: true })
    const deletion = await startJob(near, { operation: randomUUID(), kind: 'delete', selection, count })
    if (kind === 'delete') return deletion
    await runJob(store, deletion.id)
    return startUndo(near, { operation: randomUUID(), batch: deletion.id })
  }

  /** Nothing is counted that did not happen, and nothing happened that is not counted. */
  const doneOf = async (kind: Kind, id: string): Promise<number> => {
    const { store, near } = behind
    const { done, gone, failed } = await readJob(near, id)
    expect([gone, failed]).toEqual([0, 0])
    const stored = kind === 'delete' ? COUNT - done : done
    expect(await countsOf(near)).toEqual([stored, stored])
    const action = kind === 'delete' ? 'memory.remove' : 'memory.undo'
    expect((await auditOf(store)).filter((entry) => entry.action === action)).toHaveLength(done)
    await expectAgreement(store)
    return done
  }

  const killedAt = async ({ kind, number, moment }: Point) => {
    const { gate, store, ada } = behind
    const { id } = await begun(kind)
    gate.watch((statement) => (statement.number === number ? moment : null))
    await runJob(ada.store, id)
    expect(gate.seen().isCut).toBe(true)
    gate.watch()
    await doneOf(kind, id)
    await store.pool.query('update dashboard.job set leased_until = null')
    await runJob(store, id) // a process that comes later, where this one gave up
    expect(await doneOf(kind, id)).toBe(COUNT)
    expect(await readJob(ada, id)).toMatchObject({ state: 'done', total: COUNT })
  }

  test('a job is carried out once, wherever it is cut', async () => {
    const { below } = draws()
    const points: Point[] = []
    for (const kind of ['delete', 'undo'] as const) {
      const { id } = await begun(kind)
      behind.gate.watch()
      await runJob(behind.ada.store, id)
      for (const number of behind.gate.seen().statements.keys())
        for (const moment of MOMENTS) points.push({ kind, number, moment })
    }
    expect(points.length).toBeGreaterThan(100)
    let left: Point[] = []
    for (let cut = 0; cut < times(400); cut++) {
      if (left.length === 0) left = [...points]
      const [point] = left.splice(below(left.length), 1)
      if (point === undefined) throw new Error('no point is left')
      await killedAt(point).catch((error: unknown) => {
        throw new Error(`${point.kind}, ${point.moment} statement ${point.number}`, { cause: error })
      })
    }
    console.log(`${points.length} points, ${times(400)} kills`)
  })
})
