'use server'

import { z } from 'zod'
import { action } from '@/lib/action'
import { LINE_LIMIT } from '@/lib/transfer/lines'
import { operation, version } from '../inputs'
import { compareFileLines, importFileLines, takeBackReplaced } from './import-lines'
import { REQUEST } from './import-types'

const text = z.string().max(LINE_LIMIT)
const line = z.int().min(1).max(100_000_000)
const over = version.nullable()
const key = z.string().max(8_192).nullable()

export const compareLines = action(
  z.object({
    lines: z.array(z.object({ line, text })).min(1).max(REQUEST.compare),
  }),
  compareFileLines,
)

export const importLines = action(
  z.object({
    items: z.array(z.object({ text, over, key, operation })).min(1).max(REQUEST.import),
  }),
  importFileLines,
)

export const takeBackImport = action(
  z.object({
    items: z
      .array(z.object({ id: z.string().max(8_192), version, operation }))
      .min(1)
      .max(REQUEST.import),
  }),
  takeBackReplaced,
)
