// Who is asking. The only place that makes a Viewer.
import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { environment } from '@/lib/env'
import { decideNamespace } from '@/lib/langgraph/namespace'
import { memoryStore } from '@/lib/store/configured'
import { type MemoryStore, scopeOf, type Viewer } from '@/lib/store/memory-store'
import { endSession, findSession, type Session } from '@/lib/store/sessions'
import { SESSION_COOKIE, sessionSecret } from './auth-options'
import { isIssuable } from './local-people'

export type Visit =
  | { state: 'signed-out' }
  /** Signed in, but the namespace could be somebody else's too: nothing of it may be shown. */
  | { state: 'unclear'; name: string }
  | { state: 'signed-in'; name: string; viewer: Viewer }

/**
 * Who this request is from, once per request. Ended, expired and forged sessions are signed out.
 * @throws Expected `database-unavailable`: an outage signs nobody out
 */
export const currentVisit = cache(async (): Promise<Visit> => {
  const id = await sessionId()
  if (id === null) return { state: 'signed-out' }
  const store = await memoryStore()
  const session = await findSession(store.pool, id)
  if (session === null) return { state: 'signed-out' }
  const viewer = viewerOf(store, session)
  return viewer === null ? { state: 'unclear', name: session.name } : { state: 'signed-in', name: session.name, viewer }
})

/** The Viewer of a session, or null when no namespace is provably this person's alone. */
export function viewerOf(store: MemoryStore, { userId }: Session): Viewer | null {
  const decision = decideNamespace(userId, environment().namespaceStyle, isIssuable)
  return decision.state === 'own' ? (scopeOf(store, userId, 'dashboard') as Viewer) : null
}

/** For pages: the viewer, or away to sign in, or to the page that says why nothing is shown. */
export async function requireViewer(): Promise<Viewer> {
  return (await requireVisit()).viewer
}

/** As {@link requireViewer}, with the name to greet. */
export async function requireVisit(): Promise<Extract<Visit, { state: 'signed-in' }>> {
  const visit = await currentVisit()
  if (visit.state === 'unclear') redirect('/unclear')
  if (visit.state === 'signed-out') {
    const path = (await headers()).get('x-memory-path')
    redirect(path === null || path === '/memories' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(path)}`)
  }
  return visit
}

/** Ends the session of this request: its cookie is nobody's from now on, wherever it was copied to. */
export async function signOutVisit(): Promise<void> {
  const id = await sessionId()
  if (id !== null) await endSession((await memoryStore()).pool, id)
  ;(await cookies()).delete(SESSION_COOKIE)
}

/** The session id in the cookie, or null when there is none that we made. */
async function sessionId(): Promise<string | null> {
  const token = (await cookies()).get(SESSION_COOKIE)?.value
  if (token === undefined) return null
  try {
    const claims = await decode({ token, secret: sessionSecret() })
    return typeof claims?.sid === 'string' ? claims.sid : null
  } catch {
    return null // tampered with, expired, or of another installation
  }
}
