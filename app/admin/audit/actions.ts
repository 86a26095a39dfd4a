'use server'

import { z } from 'zod'
import { auditorAction } from '@/lib/action'
import { findInAudit } from '@/lib/store/audit-people'

const text = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .refine((typed) => typed.isWellFormed() && !typed.includes('\u0000'))

export const findPerson = auditorAction(z.object({ text }), (auditor, asked) => findInAudit(auditor, asked.text))
