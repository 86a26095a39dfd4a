'use server'

import { z } from 'zod'
import { adminAction } from '@/lib/action'
import { proveFresh } from '@/lib/auth/step-up'
import { LONGEST_EVIDENCE, SHORTEST_EVIDENCE } from '@/lib/shared/inspection'
import { confirmApproval, denyApproval } from '@/lib/store/identities/approvals'

export const confirmRequest = adminAction(
  z.object({ id: z.uuid(), hash: z.string().length(64), confirm: z.string().max(100).optional() }),
  async (admin, { id, hash, confirm }) => {
    await proveFresh(admin, confirm)
    return confirmApproval(admin, { id, hash })
  },
)

export const denyRequest = adminAction(
  z.object({ id: z.uuid(), reason: z.string().trim().min(SHORTEST_EVIDENCE).max(LONGEST_EVIDENCE) }),
  (admin, request) => denyApproval(admin, request),
)
