'use server'

import { z } from 'zod'
import { action, readerAction } from '@/lib/action'
import { Expected } from '@/lib/errors'
import { dayEdge } from '@/lib/shared/time'
import { changeExpiry, type Keep } from '@/lib/store/change/expiry'
import { renameMemory } from '@/lib/store/change/rename'
import { renewSearchEntries } from '@/lib/store/change/renew-search'
import { restoreVersion } from '@/lib/store/change/restore'
import { readTimeZone } from '../../../time-zone'
import { id, json, key, operation, version } from '../inputs'

export const restore = readerAction(
  z.object({ id, version, versionId: z.string().regex(/^\d{1,18}$/), operation }),
  restoreVersion,
)

export const rename = action(z.object({ id, version, key, json: json.optional(), operation }), renameMemory)

export const makeSearchable = action(z.object({ id, version, operation }), renewSearchEntries)

const kept = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('always') }),
  z.object({ kind: z.literal('days'), days: z.number() }),
  z.object({ kind: z.literal('until'), day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
])

export const keep = readerAction(z.object({ id, version, keep: kept, operation }), async (viewer, input) =>
  changeExpiry(viewer, { ...input, keep: await keepOf(input.keep) }),
)

/** A day is meant to its end, by the clock of the person who names it. */
async function keepOf(given: z.infer<typeof kept>): Promise<Keep> {
  if (given.kind !== 'until') return given
  const day = new Date(`${given.day}T00:00:00Z`)
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== given.day)
    throw new Expected('invalid', 'Give a date, such as 5 May 2027.')
  return { kind: 'until', at: dayEdge(given.day, 'after', await readTimeZone()).toISOString() }
}
