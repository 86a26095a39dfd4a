// next-auth for the handshake and the cookie; the session of record is our own row, which the cookie only names.
import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { environment } from '@/lib/env'
import { database } from '@/lib/lakebase/database'
import { isOwnPath } from '@/lib/shared/own-path'
import { derivedKey } from '@/lib/store/configured'
import { SESSION_HOURS, startSession } from '@/lib/store/sessions'
import { localPeople } from './local-people'

/** Plain http on loopback: a `__Host-` prefix and `Secure` are not possible there. */
export const SESSION_COOKIE = 'memory-session'
const cookie = { httpOnly: true, sameSite: 'lax', path: '/', secure: false } as const

export function sessionSecret(): string {
  return derivedKey('sessions')
}

/** Who vouches for people in this installation: a session that another sign-in began is nobody's. */
export function currentIssuer(): string {
  return environment().authMode
}

export function authOptions(): NextAuthOptions {
  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3_600 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: {
      sessionToken: { name: SESSION_COOKIE, options: cookie },
      csrfToken: { name: 'memory-csrf', options: cookie },
      callbackUrl: { name: 'memory-callback', options: cookie },
    },
    providers: [
      Credentials({
        id: 'local',
        name: 'This machine',
        credentials: { id: {} },
        authorize: (given) => localPeople().find((person) => person.id === given?.id) ?? null,
      }),
    ],
    callbacks: {
      // the one place that writes a session row; on every other call the token passes through untouched
      async jwt({ token, user, trigger }) {
        if (trigger !== 'signIn') return token
        const { pool } = await database()
        return { sid: await startSession(pool, currentIssuer(), { userId: user.id, name: user.name ?? user.id }) }
      },
      redirect: ({ url, baseUrl }) => (url.startsWith(`${baseUrl}/`) || isOwnPath(url) ? url : baseUrl),
    },
    logger: { error: (code) => console.error('[sign-in]', code), warn: () => {}, debug: () => {} },
  }
}
