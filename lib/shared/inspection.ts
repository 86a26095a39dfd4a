// What an administrator is told of an id, or of a namespace: names and counts, never a memory.

export type CountedNamespace = { namespace: string; count: number }

/** One id that leads to the namespace. */
export type PossibleId = {
  id: string
  /** Whether it could sign in under today's settings. */
  isIssuable: boolean
  hasSignedIn: boolean
}

export type Inspection = {
  /** The id that was typed; null where a namespace was opened. */
  userId: string | null
  /** The part of the namespace that stands for a person, as this installation makes it. */
  label: string
  namespace: string
  /** What the agent stores under each convention; both say the same where the id holds no `@`. */
  spaces: { style: 'at' | 'dots'; isOurs: boolean; namespace: string; own: number; below: CountedNamespace[] }[]
  ids: PossibleId[]
  /** Whether these are all. */
  areAllIds: boolean
  /** Other namespaces that begin alike, and hold somebody else's memories. */
  siblings: CountedNamespace[]
  /** What an agent before 3.1.1 also read when it searched this namespace. */
  leaks: CountedNamespace[]
  /** Whether no more than these were looked through. */
  isLeakWhole: boolean
  spellings: { text: string; kind: 'namespace' | 'id'; difference: 'case' | 'form' | 'hidden' | 'other' }[]
  areSpellingsWhole: boolean
  /** For the id that was typed, as it would be if they signed in now. */
  decision:
    | { state: 'own'; how: 'only-possible' | 'bound' }
    | { state: 'unclear'; why: 'several' | 'bound-to-another' | 'claimants' | 'bound-elsewhere' | 'widened' }
    | { state: 'refused'; why: 'empty' | 'not-well-formed' | 'not-issuable' }
    | null
  owner: { state: 'one'; userId: string; how: 'only-possible' | 'bound' } | { state: 'several' | 'none' }
  alarm: 'claimants' | 'bound-elsewhere' | 'widened' | null
  binding: {
    userId: string
    issuer: string
    evidence: string
    proposedBy: string
    confirmedBy: string | null
    effectiveAt: string
  } | null
  /** Whether a binding waits for somebody, or for its time. */
  isBindingAsked: boolean
  /** Whether there is a rule for which ids can sign in. */
  hasPattern: boolean
  /** Whether rows name their owner: where it is not clear whose a namespace is, each is shown those that name them. */
  isPerRow: boolean
}

/** Of a reason or of evidence: fewer say nothing. */
export const SHORTEST_EVIDENCE = 10
export const LONGEST_EVIDENCE = 2_000
export const LONGEST_ID = 1_000
