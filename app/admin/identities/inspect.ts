// One inspection, with the settings of this installation.
import { currentIssuer } from '@/lib/auth/auth-options'
import { issuablePattern } from '@/lib/auth/issuable'
import { environment } from '@/lib/env'
import { identityRules } from '@/lib/identities/rules'
import type { Inspection } from '@/lib/shared/inspection'
import { memoryStore } from '@/lib/store/configured'
import { inspectIdentity, type Question } from '@/lib/store/identities/inspect'
import type { Auditor } from '@/lib/store/memory-store'

/** @throws Expected `database-unavailable`, `store-not-ready` */
export async function inspectHere(staff: Auditor, question: Question): Promise<Inspection> {
  const settings = {
    rules: identityRules(),
    issuer: currentIssuer(),
    hasPattern: issuablePattern(environment()) !== undefined,
    isPerRow: environment().ownerField !== undefined,
  }
  return inspectIdentity(staff, await memoryStore(), settings, question)
}
