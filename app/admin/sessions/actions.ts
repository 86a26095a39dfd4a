'use server'

import { z } from 'zod'
import { adminAction } from '@/lib/action'
import { askingSession } from '@/lib/auth/asking-session'
import { givenId } from '@/lib/identities/id-schema'
import { endSessionsOf, listSignedIn } from '@/lib/store/access/session-list'

export const findSignedIn = adminAction(
  z.object({
    text: z
      .string()
      .max(200)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u),
  }),
  async (admin, { text }) => listSignedIn(admin, text, await askingSession()),
)

export const endAnySessions = adminAction(
  z.object({ userId: givenId, ended: z.union([z.literal('others'), z.object({ ref: z.uuid() })]) }),
  async (admin, { userId, ended }) => endSessionsOf(admin, userId, ended, await askingSession()),
)
