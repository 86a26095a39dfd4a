'use server'

import { headers } from 'next/headers'
import { isSameOrigin } from '@/lib/auth/origin'
import { signOutVisit } from '@/lib/auth/viewer'

/**
 * Ends the session of this request. Anybody signed in may, whatever else they may not: so not through action().
 * @returns whether it did: a request from elsewhere ends nothing
 */
export async function signOut(): Promise<boolean> {
  if (!isSameOrigin(await headers())) return false
  await signOutVisit()
  return true
}
