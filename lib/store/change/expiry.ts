// Until when a memory is kept, as the agent understands it: `ttl_minutes` begins anew with each use, an end date without it is fixed.
import { Expected } from '@/lib/errors'
import type { Kept } from '@/lib/shared/history'
import { type Memory, parseMemoryId } from '@/lib/shared/memory'
import { parsePostgresTime } from '@/lib/shared/time'
import { CHANGE_EXPIRY } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { prefixBelow } from '../memory-row'
import type { Scope } from '../memory-store'
import { asExpected } from '../outage'
import { explainUnwritten, noSuchMemory, type OperationId, presentMemory } from './write-checks'
import { AT_VERSION, writeRow } from './write-statement'

/** Until when a memory is to be kept. */
export type Keep =
  | { kind: 'always' }
  /** That many days after each time the agent reads it (where the agent is set to) or it is edited here. */
  | { kind: 'days'; days: number }
  /** ISO text; reading does not move it. */
  | { kind: 'until'; at: string }

/** What is possible: an integer of minutes, and a date that a browser can write. */
export const KEEP_LIMITS = { days: 36_500, year: 9_999 } as const

type Change = { id: string; version: string; operation?: OperationId }

/**
 * Changes until when a memory is kept, and nothing else: value and search entries stay. It is a write like any other, kept
 * as a version, and undone by restoring that.
 * @throws Expected `invalid`, `conflict` (nothing is written), `not-found`, `database-unavailable`;
 *   `refused` where the agent's tables know no end dates
 */
export const changeExpiry = traced(CHANGE_EXPIRY, expiryChanged)

async function expiryChanged(scope: Scope, change: Change & { keep: Keep }): Promise<Memory> {
  return changeExpiryTo(scope, change, keptOf(change.keep))
}

/** As {@link changeExpiry}, to what the columns shall hold. Without `until`, the end is `minutes` from now. */
export async function changeExpiryTo(scope: Scope, change: Change, { until, minutes }: Kept): Promise<Memory> {
  const address = parseMemoryId(change.id)
  if (address === null) throw noSuchMemory()
  const { catalog } = scope.store
  if (!catalog.hasTtl)
    throw new Expected(
      'refused',
      'The agent’s tables know no end dates: its version is older than they are. Nothing was changed.',
    )
  const at = { id: change.id, prefix: prefixBelow(scope, address.child), key: address.key, operation: change.operation }
  const written = await asExpected(() =>
    writeRow(
      scope,
      { ...at, json: null, entries: null, action: 'memory.expiry' },
      {
        // sent twice, it is found done: the version that it was sent with is no longer there
        before: AT_VERSION,
        row: `update ${catalog.storeTable} s
                 set updated_at = current_timestamp, ttl_minutes = $11::int,
                     expires_at = coalesce($10::timestamptz, now() + make_interval(mins => $11::int))
                from earlier where s.prefix = earlier.prefix and s.key = earlier.key
              returning s.prefix, s.key, s.updated_at`,
        values: [change.version, until, minutes],
      },
    ),
  )
  if (!written)
    await explainUnwritten(
      scope,
      at,
      () =>
        new Expected(
          'conflict',
          'This memory changed after you opened it. Its end date was not changed; look at it again first.',
        ),
    )
  return presentMemory(scope, change.id)
}

function keptOf(keep: Keep): Kept {
  if (keep.kind === 'always') return { until: null, minutes: null }
  if (keep.kind === 'days') {
    if (!Number.isInteger(keep.days) || keep.days < 1 || keep.days > KEEP_LIMITS.days)
      throw new Expected('invalid', 'Give a whole number of days, from 1 to {most}.', {
        values: { most: KEEP_LIMITS.days },
      })
    return { until: null, minutes: keep.days * 24 * 60 }
  }
  const at = parsePostgresTime(keep.at)
  if (at === null || at.getUTCFullYear() > KEEP_LIMITS.year)
    throw new Expected('invalid', 'Give a date, such as 5 May 2027.')
  if (at.getTime() <= Date.now())
    throw new Expected('invalid', 'That day is over. Choose a later one, or delete the memory.')
  return { until: at.toISOString(), minutes: null }
}
