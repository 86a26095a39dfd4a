'use server'

import { headers } from 'next/headers'
import { isSameOrigin } from '@/lib/auth/origin'
import { signOutVisit } from '@/lib/auth/viewer'

/** Ends the session of this request. Anybody signed in may, whatever else they may not: so not through action(). */
export async function signOut(): Promise<void> {
  if (isSameOrigin(await headers())) await signOutVisit()
}
