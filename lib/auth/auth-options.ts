// next-auth for the handshake and the cookie; the session of record is our own row, which the cookie only names.
import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { database } from '@/lib/lakebase/database'
import { isOwnPath } from '@/lib/shared/own-path'
import { standingOf } from '@/lib/store/access/roles'
import { type Person, SESSION_HOURS, type SignIn, startSession } from '@/lib/store/access/sessions'
import { derivedKey } from '@/lib/store/configured'
import { localPeople } from './local-people'
import { discoveredProvider } from './oidc-discovery'
import { oidcProvider, type SigningIn } from './oidc-provider'
import { cookieName, isSecure } from './public-address'
import { type Refusal, signInPage } from './refusals'
import { refusedSignIn } from './refused'

export function sessionSecret(): string {
  return derivedKey('sessions')
}

/** Who vouches for people in this installation: a session that another sign-in began is nobody's. */
export function currentIssuer(): string {
  const { authMode, oidc } = environment()
  return authMode === 'oidc' ? (oidc.issuer ?? '') : authMode
}

/** What the session's cookie is called here. */
export function sessionCookie(): string {
  const { authMode, publicOrigin } = environment()
  return cookieName('memory-session', isSecure(authMode, publicOrigin))
}

export type Handshake = {
  /** False: for what goes on before anybody is asked who they are. */
  withProvider?: boolean
  /** The provider shall ask the person anew, whatever it remembers. */
  isAskedNow?: boolean
  /** What stands in the request beside who it is: the session that the browser had until now, and the browser in words. */
  around?: () => Promise<Pick<SignIn, 'replaces' | 'browser'>>
}

/**
 * @throws Expected `identity-unavailable`, `misconfigured` when the identity provider cannot be used now
 */
export async function authOptions({
  withProvider = true,
  isAskedNow = false,
  around = async () => ({}),
}: Handshake = {}): Promise<NextAuthOptions> {
  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3_600 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: cookies(),
    providers: withProvider ? [await provider(isAskedNow)] : [],
    callbacks: {
      signIn: async ({ user }) => {
        const refused = await refusalOf(personIn(user))
        if (refused === null) return true
        if (refused !== 'database' && refused !== 'unreachable') await refusedSignIn(refused, claimedBy(user))
        return signInPage(refused)
      },
      // the one place that writes a session row; on every other call the token passes through untouched
      async jwt({ token, user, trigger }) {
        if (trigger !== 'signIn') return token
        const person = personIn(user)
        if ('refused' in person) throw new Error('somebody who was refused cannot be signed in')
        const { pool } = await database()
        const signIn = { ...(await around()), authTime: timeOf(user), pseudonymKey: derivedKey('pseudonyms') }
        return { sid: await startSession(pool, currentIssuer(), person, signIn) }
      },
      redirect: ({ url, baseUrl }) => (url.startsWith(`${baseUrl}/`) || isOwnPath(url) ? url : baseUrl),
    },
    logger: { error: notSignedIn, warn: () => {}, debug: () => {} },
  }
}

async function provider(isAskedNow: boolean) {
  return environment().authMode === 'oidc' ? oidcProvider(await discoveredProvider(), isAskedNow) : LOCAL
}

const LOCAL = Credentials({
  id: 'local',
  name: 'This machine',
  credentials: { id: {} },
  async authorize(given) {
    const found = localPeople().find((person) => person.id === given?.id) ?? null
    if (found === null) await refusedSignIn('nobody', null)
    return found
  },
})

function cookies(): NextAuthOptions['cookies'] {
  const { authMode, publicOrigin } = environment()
  const secure = isSecure(authMode, publicOrigin)
  const cookie = (name: string) => ({
    name: cookieName(name, secure),
    // lax: the provider sends the browser back from its own site
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  })
  return {
    sessionToken: cookie('memory-session'),
    csrfToken: cookie('memory-csrf'),
    callbackUrl: cookie('memory-callback'),
    pkceCodeVerifier: cookie('memory-pkce'),
    state: cookie('memory-state'),
    nonce: cookie('memory-nonce'),
  }
}

/** The provider's `profile` says who it is; the local sign-in has only an id and a name. */
function personIn(user: { id: string; name?: string | null } & Partial<SigningIn>): SigningIn['person'] {
  return user.person ?? { userId: user.id, name: user.name ?? user.id }
}

/** The id that somebody who was refused would have had, where the provider vouches for one. */
function claimedBy(user: { id: string } & Partial<SigningIn>): string | null {
  const person = personIn(user)
  return 'refused' in person ? (user.claimed ?? null) : person.userId
}

/** next-auth's own words hold what a provider or a browser sent: only its code is said. */
function notSignedIn(code: string): void {
  console.error('[sign-in]', code)
  if (code === 'OAUTH_CALLBACK_ERROR') void refusedSignIn('answer', null)
}

function timeOf({ authTime }: Partial<SigningIn>): number | undefined {
  return authTime
}

async function refusalOf(person: Person | { refused: Refusal }): Promise<Refusal | null> {
  if ('refused' in person) return person.refused
  try {
    const { pool } = await database()
    return (await standingOf(pool, person.userId)) === 'disabled' ? 'disabled' : null
  } catch (error) {
    console.error('[sign-in]', error instanceof Expected ? error.forOperators : 'the database did not answer')
    return 'database'
  }
}
