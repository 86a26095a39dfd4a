// "Stop remembering me": a person's wish that agents save nothing new. Separate from forgetting: what is remembered already stays.
import { READ_SUPPRESSION, SET_SUPPRESSION } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { recordAudit } from '../audit/record'
import type { Viewer } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import { type GuardStanding, readGuard, wishForGuard } from './guard'
import { guardState } from './guard-state'
import { recordSuppression } from './ledger-entries'

export type Suppression = {
  /** Whether the person wishes it. */
  isOn: boolean
  /** Whether agents that write to the tables by themselves are kept from it too; false: only those that use this dashboard's library or tokens. */
  isEnforced: boolean
  /** Attempts of agents to save something all the same, and when the last one was. */
  blocked: number
  lastBlocked: string | null
}

/**
 * Sets the wish, or takes it back; asked for what is so already, nothing is recorded. Waits for writes that are under
 * way. `repeatOutside` of lib/ledger is to be called afterwards.
 * @throws Expected `database-unavailable`
 */
export const setSuppression = traced(SET_SUPPRESSION, async (scope: Viewer, isOn: boolean): Promise<void> => {
  await asExpected(() =>
    inTransaction(scope.store.pool, async (client) => {
      const before = await readGuard(client, scope)
      const print = await wishForGuard(client, scope, isOn)
      if (before.isSuppressed === isOn) return
      await recordAudit(client, scope, isOn ? 'remembering.stop' : 'remembering.resume', {})
      await recordSuppression(client, scope.store, scope, isOn ? 'forgotten' : 'active', print)
    }),
  )
})

/** @throws Expected `database-unavailable` */
export const readSuppression = traced(READ_SUPPRESSION, async (scope: Viewer): Promise<Suppression> => {
  const { pool, catalog, namespaceRoot } = scope.store
  const [{ isSuppressed, blocked, lastBlocked }, { state }] = await asExpected(
    async (): Promise<[GuardStanding, { state: string }]> => [
      await readGuard(pool, scope),
      await guardState(pool, catalog, namespaceRoot),
    ],
  )
  return { isOn: isSuppressed, isEnforced: state === 'skip' || state === 'raise', blocked, lastBlocked }
})
