'use server'

import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { adminAction } from '@/lib/action'
import { freezePeriodOf, whoseIs } from '@/lib/auth/on-behalf'
import { proveFresh } from '@/lib/auth/step-up'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import type { ForgetWish } from '@/lib/shared/forget'
import { CAME_BY } from '@/lib/shared/forget-queue'
import { labelOfRef } from '@/lib/shared/person-ref'
import { dayEdge, dayIn, isDay } from '@/lib/shared/time'
import { memoryStore } from '@/lib/store/configured'
import { previewForgetOnBehalf } from '@/lib/store/forgetting/behalf'
import { submitForgetOnBehalf } from '@/lib/store/forgetting/decide'
import { forgetRules } from '@/lib/store/forgetting/rules'
import { readTimeZone } from '../../../../time-zone'
import { carryOutSoon } from '../../../forget/soon'

const ref = z.string().max(2_048)
const day = z.string().refine(isDay)

function labelOf(given: string): string {
  const label = labelOfRef(given)
  if (label === null) throw new Expected('not-found', 'There is no such person here.')
  return label
}

/** Chooses what was written or changed on these days, and counts it. */
export const countPeriodOf = adminAction(
  z.object({ ref, since: day.nullable(), until: day.nullable() }),
  async (admin, { ref, since, until }) => {
    if (since === null && until === null) throw new Expected('invalid', 'Say from when, or until when.')
    const label = labelOf(ref)
    const { id } = await freezePeriodOf(admin, label, { since, until }, await readTimeZone())
    const wish: ForgetWish = { operation: randomUUID(), scope: 'period', selection: id } // of none: nothing is asked for
    const store = await memoryStore()
    const preview = await previewForgetOnBehalf(admin, store, await whoseIs(label), wish, forgetRules(environment()))
    return { selection: id, preview }
  },
)

export const askOnBehalf = adminAction(
  z.object({
    ref,
    operation: z.uuid(),
    /** Null: everything. */
    selection: z.uuid().nullable(),
    stopRemembering: z.boolean(),
    evidence: z.string().max(2_000),
    cameBy: z.enum(CAME_BY),
    /** The day on which the wish came. */
    came: day,
    isConfirmed: z.boolean(),
    confirm: z.string().max(100).optional(),
  }),
  async (admin, { ref, operation, selection, stopRemembering, evidence, cameBy, came, isConfirmed, confirm }) => {
    const timeZone = await readTimeZone()
    const today = dayIn(new Date(), timeZone)
    if (came > today) throw new Expected('invalid', 'This day has not come yet. Say when the wish came.')
    await proveFresh(admin, confirm)
    const wish: ForgetWish =
      selection === null
        ? { operation, stopRemembering, scope: 'everything' }
        : { operation, stopRemembering, scope: 'period', selection }
    const receivedAt = came === today ? null : dayEdge(came, 'begin', timeZone).toISOString()
    const { reference } = await submitForgetOnBehalf(
      admin,
      await memoryStore(),
      await whoseIs(labelOf(ref)),
      wish,
      { evidence, cameBy, isConfirmed, receivedAt },
      forgetRules(environment()),
    )
    carryOutSoon()
    return { reference }
  },
)
