'use server'

import { z } from 'zod'
import { action } from '@/lib/action'
import { askingSession } from '@/lib/auth/asking-session'
import { endOwnSessions } from '@/lib/store/session-list'

export const endSessions = action(
  z.object({ ended: z.union([z.literal('others'), z.object({ ref: z.uuid() })]) }),
  async (viewer, { ended }) => endOwnSessions(viewer, ended, await askingSession()),
)
