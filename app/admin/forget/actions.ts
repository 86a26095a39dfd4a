'use server'

import { z } from 'zod'
import { adminAction } from '@/lib/action'
import { proveFresh } from '@/lib/auth/step-up'
import {
  approveForget,
  confirmForgetIdentity,
  denyForget,
  holdForget,
  liftForget,
  retryForget,
  withdrawForget,
} from '@/lib/store/forgetting/decide'
import { carryOutSoon } from './soon'

const reference = z.string().max(20)
const reason = z.string().max(2_000)
const confirm = z.string().max(100).optional()

export const approveForgetting = adminAction(
  z.object({ reference, hash: z.string().max(200), confirm }),
  async (admin, { reference, hash, confirm }) => {
    await proveFresh(admin, confirm)
    await approveForget(admin, reference, hash)
    carryOutSoon()
  },
)

export const denyForgetting = adminAction(z.object({ reference, reason }), (admin, { reference, reason }) =>
  denyForget(admin, reference, reason),
)

/** May be the last that was wanting: as an approval. */
export const confirmWhoAsks = adminAction(
  z.object({ reference, reason, confirm }),
  async (admin, { reference, reason, confirm }) => {
    await proveFresh(admin, confirm)
    await confirmForgetIdentity(admin, reference, reason)
    carryOutSoon()
  },
)

export const holdForgetting = adminAction(z.object({ reference, reason }), (admin, { reference, reason }) =>
  holdForget(admin, reference, reason),
)

export const liftForgetting = adminAction(
  z.object({ reference, reason, confirm }),
  async (admin, { reference, reason, confirm }) => {
    await proveFresh(admin, confirm)
    await liftForget(admin, reference, reason)
    carryOutSoon()
  },
)

export const retryForgetting = adminAction(z.object({ reference, confirm }), async (admin, { reference, confirm }) => {
  await proveFresh(admin, confirm)
  await retryForget(admin, reference)
  carryOutSoon()
})

export const withdrawForgetting = adminAction(z.object({ reference }), (admin, { reference }) =>
  withdrawForget(admin, reference),
)
