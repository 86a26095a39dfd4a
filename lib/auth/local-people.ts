// Who the local sign-in offers, and when it may be offered at all.
import 'server-only'
import { DEMO_PEOPLE } from '@/lib/demo/people'
import { type Environment, environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { isLoopbackName } from '@/lib/shared/loopback'
import type { Sentence } from '@/lib/shared/text'

export type LocalPerson = { id: string; name: string; note?: Sentence }

/** The people of `LOCAL_USERS`, or those of the demonstration. */
export function localPeople(): readonly LocalPerson[] {
  const { localUsers, demoData } = environment()
  if (localUsers.length > 0) return localUsers
  return demoData === 'people' ? DEMO_PEOPLE : []
}

/**
 * Refuses to start a local sign-in (nobody proves who they are) where anybody else could reach it.
 * @throws Expected `misconfigured` with what to change
 */
export function checkLocalSignIn({ database, localSignIn, listenHost, localUsers }: Environment): void {
  if (listenHost === undefined || !isLoopbackName(listenHost))
    throw new Expected(
      'misconfigured',
      'The local sign-in works on this machine only, and the server was not told to listen on 127.0.0.1. Start it with npm start, npm run dev or npm run demo.',
    )
  if (database.kind === 'embedded') return
  if (!localSignIn)
    throw new Expected(
      'misconfigured',
      'The settings name a database, and with AUTH_MODE=local anybody at this machine could read it as anybody. If that is what you want, set LOCAL_SIGN_IN=true and LOCAL_USERS.',
    )
  if (database.kind === 'lakebase' || !isLoopbackName(hostOf(database.url)))
    throw new Expected(
      'misconfigured',
      'AUTH_MODE=local opens databases on this machine only, and the settings name another. Tunnel it to 127.0.0.1 (ssh -L) and set DATABASE_URL, or choose another AUTH_MODE.',
    )
  if (localUsers.length === 0)
    throw new Expected(
      'misconfigured',
      'LOCAL_USERS is empty, so nobody could sign in. Set it to user ids as the agent knows them, such as LOCAL_USERS="Ada <ada@example.com>; Bob <bob>".',
    )
}

function hostOf(url: string): string {
  try {
    const { hostname, searchParams } = new URL(url)
    return searchParams.get('host') ?? hostname // pg lets the parameter win
  } catch {
    return ''
  }
}
