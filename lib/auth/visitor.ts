// Who a request is from, as facts: the session that its cookie names, or in Databricks Apps the forwarded identity.
import 'server-only'
import { cookies, headers } from 'next/headers'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { database } from '@/lib/lakebase/database'
import type { Sentence } from '@/lib/shared/text'
import { standingOf } from '@/lib/store/access/roles'
import { endSession, findSession, type Session, sessionHashOf } from '@/lib/store/access/sessions'
import { derivedKey } from '@/lib/store/configured'
import { asExpected } from '@/lib/store/outage'
import { currentIssuer, sessionCookie, sessionSecret } from './auth-options'
import { forwardedPerson, readForwarded } from './forwarded'
import { isIssuable } from './issuable'
import { isSecure } from './public-address'
import { DISABLED } from './refusals'
import { refusedSignIn } from './refused'
import { workspacePerson } from './workspace-person'

/** Somebody with what they may do now, or nobody: then `why`, where signing in is not the answer. */
export type Visitor = { session: Session } | { session: null; why?: Sentence }

/**
 * Who this request is from, once per request. Ended, expired and forged sessions are nobody's. Needs the database, and neither the
 * agent's tables nor its encoder.
 * @throws Expected `database-unavailable`, `identity-unavailable`: an outage signs nobody out
 */
export const currentVisitor = cache(async (): Promise<Visitor> => {
  if (environment().authMode === 'databricks-apps') return forwardedVisitor()
  const id = await sessionId()
  if (id === null) return { session: null }
  const { pool } = await asExpected(database)
  return { session: await findSession(pool, currentIssuer(), id) }
})

/** There is no session of ours: the proxy's is the record, and each request proves anew who it is from. */
async function forwardedVisitor(): Promise<Visitor> {
  const { userIdClaim, databricks, databricksApp } = environment()
  const person = await forwardedPerson(readForwarded(await headers()), {
    userIdClaim,
    isTokenWaived: databricksApp.isTokenWaived,
    isIssuable,
    ask: (token) => workspacePerson(databricks.host ?? '', token),
  })
  if (!('userId' in person)) return { session: null, why: person }
  const standing = await standingOf((await asExpected(database)).pool, person.userId)
  if (standing === 'disabled') {
    await refusedSignIn('disabled', person.userId)
    return { session: null, why: DISABLED }
  }
  return { session: { email: null, groups: [], ...person, grantedRole: standing } }
}

/**
 * Looks anew whether the session of this request still counts. Where the proxy keeps them, it did when the request came.
 * @throws Expected `signed-out`
 */
export async function staysSignedIn(db: Parameters<typeof findSession>[0]): Promise<void> {
  if (environment().authMode === 'databricks-apps') return
  const id = await sessionId()
  if (id === null || (await findSession(db, currentIssuer(), id)) === null)
    throw new Expected(
      'signed-out',
      'You were signed out meanwhile. Nothing was changed; what you wrote is still here.',
    )
}

/** Ends the session of this request: its cookie is nobody's from now on, wherever it was copied to. */
export async function endVisit(): Promise<void> {
  const id = await sessionId()
  if (id !== null) await endSession((await asExpected(database)).pool, id, derivedKey('pseudonyms'))
  const { authMode, publicOrigin } = environment()
  // not by delete(): a browser only takes back a __Host- cookie from a line that says Secure
  const gone = { path: '/', expires: new Date(0), httpOnly: true, sameSite: 'lax' } as const
  ;(await cookies()).set(sessionCookie(), '', { ...gone, secure: isSecure(authMode, publicOrigin) })
}

/** What the session of this request is known by here; null where sessions are not kept here. */
export async function sessionHash(): Promise<string | null> {
  const id = environment().authMode === 'databricks-apps' ? null : await sessionId()
  return id === null ? null : sessionHashOf(id)
}

/** The session id in the cookie, or null when there is none that we made. It may have ended. */
export async function sessionId(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookie())?.value
  if (token === undefined) return null
  try {
    const claims = await decode({ token, secret: sessionSecret() })
    return typeof claims?.sid === 'string' ? claims.sid : null
  } catch {
    return null // tampered with, expired, or of another installation
  }
}
