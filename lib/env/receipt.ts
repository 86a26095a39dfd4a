// What receipts are signed with, and which commit runs. Read by lib/env.ts.
import { z } from 'zod'
import { optional } from './parsers'

/** Names and their forms. */
export const receiptSettings = {
  RECEIPT_SIGNING_KEY: optional.transform((value, context) => {
    if (value === undefined || /^[0-9a-f]{64}$/i.test(value)) return value?.toLowerCase()
    context.addIssue({ code: 'custom', message: 'must be 32 bytes in hex (openssl rand -hex 32)' })
    return z.NEVER
  }),
  GIT_COMMIT: optional.transform((value, context) => {
    if (value === undefined || /^[0-9a-f]{7,64}$/.test(value)) return value
    context.addIssue({ code: 'custom', message: 'must be the hash of a commit' })
    return z.NEVER
  }),
}

/** `signingKey` in hex; undefined: derived from the secret. `commit`; undefined: asked of git. */
export function receiptsOf(env: { RECEIPT_SIGNING_KEY?: string | undefined; GIT_COMMIT?: string | undefined }) {
  return { signingKey: env.RECEIPT_SIGNING_KEY, commit: env.GIT_COMMIT }
}
