// Who is asking. The only place that makes a Viewer or an Admin.
import 'server-only'
import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { environment } from '@/lib/env'
import { database } from '@/lib/lakebase/database'
import { decideNamespace } from '@/lib/langgraph/namespace'
import { derivedKey, memoryStore } from '@/lib/store/configured'
import { type Admin, type MemoryStore, pseudonym, scopeOf, type Viewer } from '@/lib/store/memory-store'
import { asExpected } from '@/lib/store/outage'
import { endSession, findSession, type Session } from '@/lib/store/sessions'
import { roleOf } from './admins'
import { currentIssuer, SESSION_COOKIE, sessionSecret } from './auth-options'
import { isIssuable } from './local-people'

export type Visit =
  | { state: 'signed-out' }
  /** Signed in, but the namespace could be somebody else's too: nothing of it may be shown. */
  | { state: 'unclear'; name: string; isAdmin: boolean }
  | { state: 'signed-in'; name: string; viewer: Viewer; isAdmin: boolean }

/**
 * Who this request is from, once per request. Ended, expired and forged sessions are signed out.
 * @throws Expected `database-unavailable`: an outage signs nobody out
 */
export const currentVisit = cache(async (): Promise<Visit> => {
  const session = await currentSession()
  if (session === null) return { state: 'signed-out' }
  const viewer = viewerOf(await memoryStore(), session)
  const who = { name: session.name, isAdmin: roleOf(session, environment()) === 'admin' }
  return viewer === null ? { state: 'unclear', ...who } : { state: 'signed-in', ...who, viewer }
})

/** The session of this request. Needs the database, and neither the agent's tables nor its encoder. */
const currentSession = cache(async (): Promise<Session | null> => {
  const id = await sessionId()
  if (id === null) return null
  const { pool } = await asExpected(database)
  return findSession(pool, currentIssuer(), id)
})

/** The Viewer of a session, or null when no namespace is provably this person's alone. */
function viewerOf(store: MemoryStore, { userId }: Session): Viewer | null {
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
  if (visit.state === 'signed-out') return toSignIn()
  return visit
}

/**
 * For pages of those who run the dashboard: somebody else gets what a page that does not exist gets. Whose memories are theirs
 * does not matter, and the agent's tables need not be there.
 */
export async function requireAdmin(): Promise<Admin> {
  const session = await currentSession()
  if (session === null) return toSignIn()
  if (roleOf(session, environment()) !== 'admin') notFound()
  const { pool } = await asExpected(database)
  const actor = pseudonym({ pseudonymKey: derivedKey('pseudonyms') }, 'person', session.userId)
  return { pool, name: session.name, actor } as Admin
}

async function toSignIn(): Promise<never> {
  const path = (await headers()).get('x-memory-path')
  redirect(path === null || path === '/memories' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(path)}`)
}

/** Ends the session of this request: its cookie is nobody's from now on, wherever it was copied to. */
export async function signOutVisit(): Promise<void> {
  const id = await sessionId()
  if (id !== null) await endSession((await asExpected(database)).pool, id)
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
