// Whose namespaces are, for whoever lists, reveals or counts them: the same facts and rules that let people in.
import { setImmediate } from 'node:timers/promises'
import { factsOf } from '@/lib/store/identities/facts'
import { type MemoryStore, pseudonym } from '@/lib/store/memory-store'
import { candidatesOf, type IdentityRules, onlyPossible } from './candidates'
import { lockOf, type NamespaceFacts } from './decide'

export type Owner =
  | { state: 'one'; userId: string; how: 'only-possible' | 'bound' }
  /** Nobody is let in. Named are those that are known, who may be none where they are too many to tell. */
  | { state: 'several'; userIds: string[] }
  /** No id that can sign in leads there. */
  | { state: 'none' }

/**
 * Whose the namespaces are.
 * @param labels the parts of namespaces that stand for people; a page of them, not all
 * @returns by label, of each that was asked for
 * @throws Expected `database-unavailable`
 */
export async function ownersOf(
  pool: MemoryStore['pool'],
  labels: readonly string[],
  rules: IdentityRules,
): Promise<Map<string, Owner>> {
  const facts = await factsOf(pool, labels, rules.style)
  const owners = new Map<string, Owner>()
  for (const [label, known] of facts) {
    owners.set(label, ownerOf(label, known, rules))
    await setImmediate() // a label with many dashes has thousands of spellings
  }
  return owners
}

/** As {@link ownersOf}, from facts that are known. Pure. */
export function ownerOf(label: string, facts: NamespaceFacts, rules: IdentityRules): Owner {
  const candidates = candidatesOf(label, rules)
  const { binding, claimants } = facts
  if (lockOf(facts, candidates) !== null) {
    const ids = [...(binding === null ? [] : [binding.userId]), ...claimants.map(({ userId }) => userId)]
    return { state: 'several', userIds: [...new Set([...ids, ...candidates.ids])] }
  }
  if (binding !== null) return { state: 'one', userId: binding.userId, how: 'bound' }
  const only = onlyPossible(candidates)
  // somebody who could not sign in under today's settings, and has: it was theirs
  const isAnothers = claimants.some(({ userId }) => userId !== only)
  if (only !== null && !isAnothers) return { state: 'one', userId: only, how: 'only-possible' }
  if (candidates.isAll && candidates.ids.length === 0) return { state: 'none' }
  return { state: 'several', userIds: [...new Set([...claimants.map(({ userId }) => userId), ...candidates.ids])] }
}

/** Under which pseudonym the audit tells of a namespace: the person's where it is one's, otherwise its own. */
export function subjectOf(store: Pick<MemoryStore, 'pseudonymKey'>, root: string, owner: Owner): string {
  return owner.state === 'one' ? pseudonym(store, 'person', owner.userId) : pseudonym(store, 'namespace', root)
}
