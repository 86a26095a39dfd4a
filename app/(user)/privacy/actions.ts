'use server'

import { z } from 'zod'
import { action } from '@/lib/action'
import { tokenAuthority } from '@/lib/auth/agent-token'
import { LONGEST_TOKEN_NAME, TOKEN_DAYS, TOKEN_SCOPES } from '@/lib/shared/agent-token'
import { createAgentToken, revokeAgentToken } from '@/lib/store/access/agent-tokens'

const name = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_TOKEN_NAME)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)

export const makeToken = action(
  z.object({ name, scope: z.enum(TOKEN_SCOPES), days: z.literal(TOKEN_DAYS) }),
  (viewer, asked) => createAgentToken(viewer, tokenAuthority(), asked),
)

export const revokeToken = action(z.object({ id: z.uuid() }), (viewer, { id }) => revokeAgentToken(viewer, id))
