// Tells the audit who was refused what: with a person's pseudonym where one is known, and of an address only what names a page of ours.
import 'server-only'
import { headers } from 'next/headers'
import { environment } from '@/lib/env'
import { database } from '@/lib/lakebase/database'
import type { Session } from '@/lib/store/access/sessions'
import { placeOf, type Refused, recordRefusal } from '@/lib/store/audit/refusals'
import { derivedKey } from '@/lib/store/configured'
import { roleOf } from './admins'

/** Somebody was not signed in. @param userId null: nobody knows who it was */
export async function refusedSignIn(why: string, userId: string | null): Promise<void> {
  await record({ action: 'session.refused', userId, detail: { why, by: environment().authMode } })
}

/** Somebody who is signed in asked for what they may not have. */
export async function refusedAccess(session: Session, why: string): Promise<void> {
  const { userId } = session
  const detail = { why, path: placeOf((await headers()).get('x-memory-path') ?? '/') }
  await record({ action: 'access.refused', userId, role: roleOf(session, environment()), detail })
}

async function record(refused: Omit<Refused, 'pseudonymKey'>): Promise<void> {
  try {
    await recordRefusal((await database()).pool, { ...refused, pseudonymKey: derivedKey('pseudonyms') })
  } catch {
    // no database: the refusal stands
  }
}
