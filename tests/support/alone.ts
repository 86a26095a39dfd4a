// The decision where nobody has claimed or bound anything yet: by the names alone.
import { candidatesOf } from '@/lib/identities/candidates'
import { decideIdentity, NO_FACTS } from '@/lib/identities/decide'
import { type NamespaceStyle, sanitizeUserId } from '@/lib/langgraph/namespace'

type ByName =
  | { state: 'own'; label: string }
  | { state: 'ambiguous'; label: string; other: string | null }
  | { state: 'refused'; reason: string }

/** `other`: somebody else who could own it; null where they are too many to tell. */
export function decideByName(userId: string, style: NamespaceStyle, issuable: (id: string) => boolean): ByName {
  const decision = decideIdentity({ issuer: '', userId }, NO_FACTS, { style, issuable })
  if (decision.state === 'refused') return { state: 'refused', reason: decision.why }
  const { label } = decision
  if (decision.state === 'own') return { state: 'own', label }
  const { ids } = candidatesOf(sanitizeUserId(userId, style), { style, issuable }, 2)
  return { state: 'ambiguous', label, other: ids.find((id) => id !== userId) ?? null }
}
