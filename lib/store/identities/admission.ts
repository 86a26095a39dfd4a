// Whether somebody who has signed in may enter the namespace that the agent makes of their id. Asked with every request.
import { candidatesOf, type IdentityRules } from '@/lib/identities/candidates'
import {
  type Contest,
  contestOf,
  type Decision,
  decideIdentity,
  hasPassed,
  type NamespaceFacts,
  refusalOf,
  type SignedIn,
} from '@/lib/identities/decide'
import { prefixOf, sanitizeUserId } from '@/lib/langgraph/namespace'
import { appendAudit } from '../audit/record'
import { type MemoryStore, pseudonym } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import { factsOfOne } from './facts'

/** Where it is decided. */
type Gate = Pick<MemoryStore, 'pool' | 'pseudonymKey' | 'namespaceRoot'>

/**
 * Decides, after it is written down that this id has signed in. Two who lay claim to one namespace raise an alarm, and neither
 * enters. Whoever comes first has no right by that.
 * @throws Expected `database-unavailable`: what cannot be decided lets nobody in
 */
export async function admit(gate: Gate, who: SignedIn, rules: IdentityRules): Promise<Decision> {
  const refused = refusalOf(who.userId, rules)
  if (refused !== null) return { state: 'refused', why: refused }
  const label = sanitizeUserId(who.userId, rules.style)
  const candidates = candidatesOf(label, rules, 2)
  const facts = await claim(gate, who.userId, label, rules)
  const contest = contestOf(facts, candidates)
  if (contest !== null && facts.alarm === null) await raise(gate, who.userId, label, contest)
  if (hasPassed(facts, candidates)) await silence(gate, label)
  const decision = decideIdentity(who, facts, rules, candidates)
  const isNew = facts.claimants.some(({ userId, wasAdmitted }) => userId === who.userId && !wasAdmitted)
  if (decision.state === 'own' && isNew)
    await asExpected(() =>
      gate.pool.query('update dashboard.claimant set admitted_at = now() where user_id = $1 and admitted_at is null', [
        who.userId,
      ]),
    )
  return decision
}

/** The facts, this claim among them: it is there before others are looked for, so that of two at once one sees the other at least. */
async function claim({ pool }: Gate, userId: string, label: string, { style }: IdentityRules): Promise<NamespaceFacts> {
  const before = await factsOfOne(pool, label, style)
  if (before.claimants.some((one) => one.userId === userId)) return before
  await asExpected(() =>
    pool.query('insert into dashboard.claimant (user_id) values ($1) on conflict do nothing', [userId]),
  )
  return factsOfOne(pool, label, style)
}

async function raise(gate: Gate, userId: string, label: string, kind: Contest): Promise<void> {
  await asExpected(() =>
    inTransaction(gate.pool, async (client) => {
      const { rowCount } = await client.query(
        `insert into dashboard.identity_alarm (label, kind) values ($1, $2)
         on conflict (label) where ended_at is null do nothing`,
        [label, kind],
      )
      if (rowCount === 0) return
      const actor = pseudonym(gate, 'person', userId)
      await appendAudit(client, {
        ...{ action: 'identity.lock', surface: 'server', role: 'system', actor },
        subject: pseudonym(gate, 'namespace', prefixOf([gate.namespaceRoot, label])),
        detail: { why: kind },
        known: [{ pseudonym: actor, userId }],
      })
    }),
  )
}

/** A pattern that had been too wide: see {@link hasPassed}. */
async function silence({ pool }: Gate, label: string): Promise<void> {
  await asExpected(() =>
    pool.query(
      `update dashboard.identity_alarm set ended_at = now() where label = $1 and kind = 'widened' and ended_at is null`,
      [label],
    ),
  )
}
