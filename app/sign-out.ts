'use server'

import { headers } from 'next/headers'
import { isSameOrigin } from '@/lib/auth/origin'
import { hasSignIn } from '@/lib/auth/viewer'
import { endVisit } from '@/lib/auth/visitor'
import { environment } from '@/lib/env'

/**
 * Ends the session of this request. Anybody signed in may, whatever else they may not: so not through action().
 * @returns where to go on; null when nothing was ended: for a request from elsewhere, or where no session is ours
 */
export async function signOut(): Promise<string | null> {
  if (!hasSignIn() || !isSameOrigin(await headers())) return null
  await endVisit()
  return environment().authMode === 'oidc' ? '/sign-in?left' : '/sign-in'
}
