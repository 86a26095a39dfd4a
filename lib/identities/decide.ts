// Who may enter a namespace. Pure: every request asks it anew, and so does the test that two people never both may.
import { sanitizeUserId } from '@/lib/langgraph/namespace'
import { type Candidates, candidatesOf, type IdentityRules, onlyPossible } from './candidates'

/** An id as one identity provider vouches for it. */
export type SignedIn = Readonly<{ issuer: string; userId: string }>

/** What is recorded about a namespace. Times are microseconds of the database's clock. */
export type NamespaceFacts = Readonly<{
  /** What an administrator has settled, and is in force. `at`: when it was asked for, with what was known then. */
  binding: (SignedIn & { at: number }) | null
  /** Who of those that lead there has ever signed in, and whether they were let in. */
  claimants: readonly { userId: string; firstAt: number; wasAdmitted: boolean }[]
  /** The alarm that nobody has settled yet. */
  alarm: Contest | null
}>

export const NO_FACTS: NamespaceFacts = { binding: null, claimants: [], alarm: null }

/**
 * Why two lay claim to one namespace: both have signed in; it is bound to one and now another alone could own it; or more ids
 * could own it than when somebody was let in.
 */
export type Contest = 'claimants' | 'bound-elsewhere' | 'widened'

export type Decision =
  | { state: 'own'; label: string; how: 'only-possible' | 'bound' }
  | { state: 'unclear'; label: string; why: 'several' | 'bound-to-another' | Contest }
  /** This id can own no namespace at all. */
  | { state: 'refused'; why: 'empty' | 'not-well-formed' | 'not-issuable' }

/**
 * The decision for one who has signed in, and counts among the claimants of `facts` already.
 * @param candidates of the label that the id leads to, where they are known: a long id has many
 */
export function decideIdentity(
  who: SignedIn,
  facts: NamespaceFacts,
  rules: IdentityRules,
  candidates?: Candidates,
): Decision {
  const refused = refusalOf(who.userId, rules)
  if (refused !== null) return { state: 'refused', why: refused }
  const label = sanitizeUserId(who.userId, rules.style)
  return decideAmong(who, label, facts, candidates ?? candidatesOf(label, rules, 2))
}

/** Why an id can own no namespace at all, whatever is recorded; null: it can. */
export function refusalOf(
  userId: string,
  { issuable }: IdentityRules,
): 'empty' | 'not-well-formed' | 'not-issuable' | null {
  if (userId === '') return 'empty'
  if (!userId.isWellFormed() || userId.includes('\u0000')) return 'not-well-formed'
  return issuable(userId) ? null : 'not-issuable'
}

function decideAmong(who: SignedIn, label: string, facts: NamespaceFacts, candidates: Candidates): Decision {
  const why = lockOf(facts, candidates)
  if (why !== null) return { state: 'unclear', label, why }
  const { binding, claimants } = facts
  if (binding !== null)
    return binding.userId === who.userId && binding.issuer === who.issuer
      ? { state: 'own', label, how: 'bound' }
      : { state: 'unclear', label, why: 'bound-to-another' }
  const isAlone = claimants.every(({ userId }) => userId === who.userId)
  return isAlone && onlyPossible(candidates) === who.userId
    ? { state: 'own', label, how: 'only-possible' }
    : { state: 'unclear', label, why: 'several' }
}

/** Why nobody may enter now: a contest that is seen, or one that was and nobody has settled. */
export function lockOf(facts: NamespaceFacts, candidates: Candidates): Contest | null {
  const seen = contestOf(facts, candidates)
  if (seen !== null) return seen
  return hasPassed(facts, candidates) ? null : facts.alarm
}

/** The contest that the facts show, whether an alarm was raised or not. */
export function contestOf({ binding, claimants }: NamespaceFacts, candidates: Candidates): Contest | null {
  const only = onlyPossible(candidates)
  if (binding !== null) {
    // who had claimed it when the binding was asked for was weighed then; who came while it waited was not
    const isNew = claimants.some(({ userId, firstAt }) => userId === only && firstAt > binding.at)
    return only !== null && only !== binding.userId && isNew ? 'bound-elsewhere' : null
  }
  if (claimants.length > 1) return 'claimants'
  return only === null && claimants.some(({ wasAdmitted }) => wasAdmitted) ? 'widened' : null
}

/** A pattern that was too wide is narrow again, and nobody else has come in meanwhile: the only alarm that ends without a binding. */
export function hasPassed(facts: NamespaceFacts, candidates: Candidates): boolean {
  return facts.alarm === 'widened' && contestOf(facts, candidates) === null
}
