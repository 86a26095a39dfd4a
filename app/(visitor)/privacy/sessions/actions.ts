'use server'

import { z } from 'zod'
import { visitorAction } from '@/lib/action'
import { askingSession } from '@/lib/auth/asking-session'
import { endOwnSessions } from '@/lib/store/access/session-list'

export const endSessions = visitorAction(
  z.object({ ended: z.union([z.literal('others'), z.object({ ref: z.uuid() })]) }),
  async (oneself, { ended }) => endOwnSessions(oneself, ended, await askingSession()),
)
