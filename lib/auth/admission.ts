// Whether an id may enter its namespace here and now: for whoever has signed in, and for whoever holds a token of theirs.
import 'server-only'
import { environment } from '@/lib/env'
import type { Decision } from '@/lib/identities/decide'
import { identityRules } from '@/lib/identities/rules'
import { database } from '@/lib/lakebase/database'
import { derivedKey } from '@/lib/store/configured'
import { admit } from '@/lib/store/identities/admission'
import { asExpected } from '@/lib/store/outage'
import { currentIssuer } from './auth-options'

/** @throws Expected `database-unavailable`: what cannot be decided lets nobody in */
export async function admission(userId: string): Promise<Decision> {
  const { pool } = await asExpected(database)
  const { namespaceRoot } = environment()
  const gate = { pool, namespaceRoot, pseudonymKey: derivedKey('pseudonyms') }
  return admit(gate, { issuer: currentIssuer(), userId }, identityRules())
}
