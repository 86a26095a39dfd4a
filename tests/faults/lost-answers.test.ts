// T28: the server has done it, and the answer never arrives. Whoever asks again with the same operation is told the truth, and nothing is done twice.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Expected } from '@/lib/errors'
import { onDatabase } from '../support/databases'
import { expectAgreement } from '../support/disagreements'
import { times } from '../support/numbers'
import type { Statement } from '../support/wire-gate'
import { type BehindGate, behindGate, prepared } from './behind-gate'
import { MUTATIONS, storedAt } from './mutations'

/** What makes it last: the end of a transaction, or the one statement that records it. */
const isLasting = ({ sql, inTransaction }: Statement) =>
  inTransaction ? sql === 'commit' : sql.includes('insert into dashboard.audit')

onDatabase('postgres', (use) => {
  let behind: BehindGate
  behindGate(use, (opened) => {
    behind = opened
  })

  test.each(MUTATIONS)('$name: done, the answer lost, asked again', async (mutation) => {
    const { gate, store, near, ada } = behind
    for (let run = 0; run < times(200); run++) {
      const { ask, after, auditSince } = await prepared(behind, mutation)
      const operation = randomUUID()
      gate.watch((statement) => (isLasting(statement) ? 'swallowed' : null))
      const answer = await ask(ada, operation).catch((error: unknown) => {
        if (error instanceof Expected && error.code === 'unanswered') return after
        throw error
      })
      expect([answer, gate.seen().isCut]).toEqual([after, true])
      gate.watch()
      expect(await storedAt(near, after)).toEqual(after)
      for (let again = 0; again < 2; again++) expect(await ask(ada, operation)).toEqual(after)
      expect(await storedAt(near, after)).toEqual(after)
      expect((await auditSince()).sort()).toEqual(mutation.audit)
      await expectAgreement(store)
    }
  })
})
