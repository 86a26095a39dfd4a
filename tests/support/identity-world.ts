// Everything that happens to the namespaces of an installation, in memory: people sign in, operators change the pattern, administrators bind.
import { candidatesOf, type IdentityRules } from '@/lib/identities/candidates'
import {
  contestOf,
  type Decision,
  decideIdentity,
  hasPassed,
  type NamespaceFacts,
  NO_FACTS,
} from '@/lib/identities/decide'
import { sanitizeUserId } from '@/lib/langgraph/namespace'

export type Decide = typeof decideIdentity

/** What lib/store/identities/admission.ts does with tables; the decision itself is the product's, or a broken one that a test tries. */
export class IdentityWorld {
  rules: IdentityRules
  readonly facts = new Map<string, NamespaceFacts>()
  #now = 0

  constructor(
    rules: IdentityRules,
    readonly decide: Decide = decideIdentity,
  ) {
    this.rules = rules
  }

  labelOf(userId: string): string {
    return sanitizeUserId(userId, this.rules.style)
  }

  signIn(userId: string, issuer = 'idp'): Decision {
    const label = this.labelOf(userId)
    const who = { issuer, userId }
    if (decideIdentity(who, NO_FACTS, this.rules).state === 'refused') return this.decide(who, NO_FACTS, this.rules)
    let facts = this.#factsOf(label)
    if (!facts.claimants.some((one) => one.userId === userId))
      facts = { ...facts, claimants: [...facts.claimants, { userId, firstAt: this.#tick(), wasAdmitted: false }] }
    const candidates = candidatesOf(label, this.rules, 2)
    const decision = this.decide(who, facts, this.rules)
    const alarm = hasPassed(facts, candidates) ? null : (facts.alarm ?? contestOf(facts, candidates))
    const claimants = facts.claimants.map((one) =>
      one.userId === userId && decision.state === 'own' ? { ...one, wasAdmitted: true } : one,
    )
    this.facts.set(label, { ...facts, claimants, alarm })
    return decision
  }

  bind(userId: string, issuer = 'idp'): void {
    const label = this.labelOf(userId)
    this.facts.set(label, { ...this.#factsOf(label), binding: { issuer, userId, at: this.#tick() }, alarm: null })
  }

  endBinding(label: string): void {
    const facts = this.#factsOf(label)
    if (facts.binding !== null)
      this.facts.set(label, { ...facts, binding: null, alarm: facts.alarm ?? 'bound-elsewhere' })
  }

  #factsOf(label: string): NamespaceFacts {
    return this.facts.get(label) ?? NO_FACTS
  }

  #tick(): number {
    return ++this.#now
  }
}
