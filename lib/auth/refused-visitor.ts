// Tells the audit of a request that was refused for what it is, where it is known who sent it.
import 'server-only'
import type { ExpectedCode } from '@/lib/errors'
import { refusedAccess } from './refused'
import { currentVisitor } from './visitor'

/** Codes of what somebody may not do, and of another person's page. */
const TOLD: readonly ExpectedCode[] = ['refused', 'somebody-else']

/** @param code of the error that answers the request */
export async function refusedVisitor(code: ExpectedCode): Promise<void> {
  if (!TOLD.includes(code)) return
  const visitor = await currentVisitor().catch(() => null)
  if (visitor?.session) await refusedAccess(visitor.session, code)
}
