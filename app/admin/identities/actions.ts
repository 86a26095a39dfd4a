'use server'

import { z } from 'zod'
import { adminAction, auditorAction } from '@/lib/action'
import { currentIssuer } from '@/lib/auth/auth-options'
import { isIssuable } from '@/lib/auth/issuable'
import { proveFresh } from '@/lib/auth/step-up'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { givenId } from '@/lib/identities/id-schema'
import { prefixOf, sanitizeUserId } from '@/lib/langgraph/namespace'
import { LONGEST_EVIDENCE, SHORTEST_EVIDENCE } from '@/lib/shared/inspection'
import { askApproval } from '@/lib/store/identities/approvals'
import { endBinding } from '@/lib/store/identities/bindings'
import { inspectHere } from './inspect'

const evidence = z.string().trim().min(SHORTEST_EVIDENCE).max(LONGEST_EVIDENCE)
const confirm = z.string().max(100).optional()

export const inspectId = auditorAction(z.object({ userId: givenId }), (staff, question) => inspectHere(staff, question))

export const bindNamespace = adminAction(
  z.object({ userId: givenId, namespace: givenId, evidence, confirm }),
  async (admin, { userId, namespace, evidence, confirm }) => {
    await proveFresh(admin, confirm)
    const { namespaceRoot, namespaceStyle } = environment()
    if (prefixOf([namespaceRoot, sanitizeUserId(userId, namespaceStyle)]) !== namespace)
      throw new Expected('invalid', 'This id does not lead to this namespace, so it cannot own it.')
    if (!isIssuable(userId))
      throw new Expected('invalid', 'This id could not sign in (MEMORY_ID_PATTERN), so binding it would let nobody in.')
    const scope = { namespace, style: namespaceStyle, issuer: currentIssuer(), userId }
    return askApproval(admin, environment(), { kind: 'identity.bind', scope, reason: evidence })
  },
)

export const unbindNamespace = adminAction(
  z.object({ namespace: givenId, reason: evidence, confirm }),
  async (admin, { namespace, reason, confirm }) => {
    await proveFresh(admin, confirm)
    return endBinding(admin, { namespaceRoot: environment().namespaceRoot, namespace, reason })
  },
)
