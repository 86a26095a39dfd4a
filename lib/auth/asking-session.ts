// The session that this request comes from, as lists of sessions want it: so that they can mark it, and spare it.
import 'server-only'
import { Expected } from '@/lib/errors'
import type { Asking } from '@/lib/store/access/session-list'
import { currentIssuer } from './auth-options'
import { hasSignIn } from './viewer'
import { sessionId } from './visitor'

/** @throws Expected `refused` in Databricks Apps, where no session is ours */
export async function askingSession(): Promise<Asking> {
  if (!hasSignIn())
    throw new Expected('refused', 'Databricks signs people in here: there is no session that could be ended.')
  return { issuer: currentIssuer(), id: await sessionId() }
}
