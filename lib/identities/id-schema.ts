// An id as a form or a stored request may name it.
import { z } from 'zod'
import { LONGEST_ID } from '@/lib/shared/inspection'

/** Postgres keeps no NUL, and half a character would be stored as another. */
export const givenId = z
  .string()
  .min(1)
  .max(LONGEST_ID)
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'))
