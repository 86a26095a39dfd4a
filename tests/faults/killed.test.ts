// T29: the server's process is killed before, during and after every statement of every change. It happened as a whole or not at all, and can be asked for again.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Expected } from '@/lib/errors'
import { onDatabase } from '../support/databases'
import { expectAgreement } from '../support/disagreements'
import { draws, times } from '../support/numbers'
import type { CutMoment } from '../support/wire-gate'
import { type BehindGate, behindGate, prepared } from './behind-gate'
import { MUTATIONS, type Mutation, storedAt } from './mutations'

const MOMENTS: readonly CutMoment[] = ['before', 'during', 'after']

type Point = { mutation: Mutation; number: number; moment: CutMoment }

onDatabase('postgres', (use) => {
  let behind: BehindGate
  behindGate(use, (opened) => {
    behind = opened
  })

  /** Every place where something can be cut. */
  const allPoints = async (): Promise<Point[]> => {
    const points: Point[] = []
    for (const mutation of MUTATIONS) {
      const { ask } = await prepared(behind, mutation)
      behind.gate.watch()
      await ask(behind.ada, randomUUID())
      for (const number of behind.gate.seen().statements.keys())
        for (const moment of MOMENTS) points.push({ mutation, number, moment })
    }
    return points
  }

  const killedAt = async ({ mutation, number, moment }: Point) => {
    const { gate, store, near, ada } = behind
    const { ask, before, after, auditSince } = await prepared(behind, mutation)
    const operation = randomUUID()
    gate.watch((statement) => (statement.number === number ? moment : null))
    const answer = await ask(ada, operation).catch((error: unknown) => {
      if (error instanceof Expected && (error.code === 'database-unavailable' || error.code === 'unanswered'))
        return error.code
      throw error
    })
    expect(gate.seen().isCut).toBe(true)
    gate.watch()
    const stored = await storedAt(near, after)
    const isDone = (await auditSince()).length > 0
    expect(stored).toEqual(isDone ? after : before)
    // who is told that the database did not answer may believe that nothing was changed
    if (answer === 'database-unavailable') expect(isDone).toBe(false)
    else if (answer !== 'unanswered') expect([answer, isDone]).toEqual([after, true])
    await expectAgreement(store)
    expect(await ask(ada, operation)).toEqual(after)
    expect(await storedAt(near, after)).toEqual(after)
    expect((await auditSince()).sort()).toEqual(mutation.audit)
    await expectAgreement(store)
  }

  test('nothing is ever half done', async () => {
    const { below } = draws()
    const points = await allPoints()
    expect(points.length).toBeGreaterThan(200)
    const reached = new Set<Point>()
    let left: Point[] = []
    for (let cut = 0; cut < times(2_000); cut++) {
      if (left.length === 0) left = [...points]
      const [point] = left.splice(below(left.length), 1)
      if (point === undefined) throw new Error('no point is left')
      await killedAt(point).catch((error: unknown) => {
        throw new Error(`${point.mutation.name}, ${point.moment} statement ${point.number}`, { cause: error })
      })
      reached.add(point)
    }
    console.log(`${reached.size} of ${points.length} points, ${times(2_000)} kills`)
  })
})
