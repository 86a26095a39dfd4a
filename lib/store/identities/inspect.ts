// Everything that an administrator needs to know whose a namespace is, and how anybody knows. Names and counts, never a memory.
import { candidatesOf, type IdentityRules } from '@/lib/identities/candidates'
import { decideIdentity } from '@/lib/identities/decide'
import { literalStart, oldSearch } from '@/lib/identities/old-search'
import { ownerOf, subjectOf } from '@/lib/identities/owner'
import { commonSpellings, differenceOf, skeleton } from '@/lib/identities/spellings'
import { idsOf, prefixOf, sanitizeUserId } from '@/lib/langgraph/namespace'
import type { CountedNamespace, Inspection, PossibleId } from '@/lib/shared/inspection'
import { INSPECT } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from '../audit/record'
import type { Auditor, MemoryStore } from '../memory-store'
import { MOST_LABELS, personLabels } from '../namespaces'
import { asExpected } from '../outage'
import { bindingOf } from './bindings'
import { factsOfOne } from './facts'
import { countRows, namespacesFrom, rootsOf } from './namespace-rows'

type Inspected = Pick<MemoryStore, 'pool' | 'catalog' | 'namespaceRoot'>
type Settings = { rules: IdentityRules; issuer: string; hasPattern: boolean; isPerRow: boolean }

/** What was asked: an id that somebody could have, or the part of a namespace that stands for a person. */
export type Question = { userId: string } | { label: string }

/** So many are shown of each. */
const MOST_SHOWN = 20
/** So many names are looked through, at most. */
const MOST_LOOKED = 2_000
const MOST_ROOTS = 50

/**
 * Looks at an id, or at a namespace. That it was looked at is recorded before anything is told.
 * @throws Expected `database-unavailable`
 */
export const inspectIdentity = tracedForStaff(INSPECT, inspected)

async function inspected(
  staff: Auditor,
  store: Inspected,
  settings: Settings,
  question: Question,
): Promise<Inspection> {
  const { rules, issuer, hasPattern, isPerRow } = settings
  const userId = 'userId' in question ? question.userId : null
  const label = 'userId' in question ? sanitizeUserId(question.userId, rules.style) : question.label
  const namespace = prefixOf([store.namespaceRoot, label])
  const { pool } = store
  return asExpected(async () => {
    const facts = await factsOfOne(pool, label, rules.style)
    const owner = ownerOf(label, facts, rules)
    await recordStaff(staff, {
      action: 'identity.inspect',
      subject: subjectOf(staff, namespace, owner),
      detail: { by: userId === null ? 'namespace' : 'id' },
    })
    const siblings = await siblingsOf(store, namespace)
    return {
      userId,
      label,
      namespace,
      spaces: await spacesOf(store, rules, question),
      ...(await possibleIds(store, label, rules)),
      siblings: siblings.shown,
      ...(await leaksOf(store, label)),
      ...(await spellingsOf(store, rules, userId ?? label, label)),
      decision: userId === null ? null : withoutLabel(decideIdentity({ issuer, userId }, facts, rules)),
      owner: owner.state === 'several' ? { state: 'several' } : owner,
      alarm: facts.alarm,
      binding: await bindingOf(pool, label),
      isBindingAsked: await isAsked(store, namespace),
      hasPattern,
      isPerRow,
    }
  })
}

function withoutLabel(decision: ReturnType<typeof decideIdentity>): Inspection['decision'] {
  if (decision.state === 'own') return { state: 'own', how: decision.how }
  return decision.state === 'unclear' ? { state: 'unclear', why: decision.why } : decision
}

/** The namespaces under both conventions. Of a label alone the id is not known: then there is the one. */
async function spacesOf(store: Inspected, { style }: IdentityRules, question: Question): Promise<Inspection['spaces']> {
  const ours = 'label' in question ? question.label : sanitizeUserId(question.userId, style)
  const other = style === 'at' ? 'dots' : 'at'
  const theirs = 'label' in question ? ours : sanitizeUserId(question.userId, other)
  const labels = [
    { style, isOurs: true, label: ours },
    ...(theirs === ours ? [] : [{ style: other, isOurs: false, label: theirs } as const]),
  ]
  const spaces: Inspection['spaces'] = []
  for (const { label, ...about } of labels) {
    const namespace = prefixOf([store.namespaceRoot, label])
    const below = await namespacesFrom(store.pool, store.catalog, `${namespace}.`, MOST_SHOWN)
    const counted = await countRows(store.pool, store.catalog, [namespace, ...below])
    const own = counted.find((one) => one.namespace === namespace)?.count ?? 0
    spaces.push({ ...about, namespace, own, below: counted.filter((one) => one.namespace !== namespace) })
  }
  return spaces
}

/** Those that could sign in, or have, first; then others that lead there. */
async function possibleIds(
  { pool }: Inspected,
  label: string,
  rules: IdentityRules,
): Promise<Pick<Inspection, 'ids' | 'areAllIds'>> {
  const { claimants } = await factsOfOne(pool, label, rules.style)
  const seen = new Set(claimants.map(({ userId }) => userId))
  const issuable = candidatesOf(label, rules, MOST_SHOWN)
  const first = [...new Set([...issuable.ids, ...seen])]
  const others: string[] = []
  let isAll = issuable.isAll
  for (const id of label.length > MOST_LOOKED ? [] : idsOf(label, rules.style)) {
    if (first.length + others.length >= MOST_SHOWN) {
      isAll = false
      break
    }
    if (!first.includes(id)) others.push(id)
  }
  const ids = [...first, ...others].map(
    (id): PossibleId => ({ id, isIssuable: rules.issuable(id), hasSignedIn: seen.has(id) }),
  )
  return { ids, areAllIds: isAll }
}

/** `alice2` beside `alice`: names that begin alike and are not below it. */
async function siblingsOf(store: Inspected, namespace: string): Promise<{ shown: CountedNamespace[] }> {
  const names = await namespacesFrom(store.pool, store.catalog, namespace, MOST_LOOKED)
  const others = names.filter((name) => !isWithin(name, namespace)).slice(0, MOST_SHOWN)
  return { shown: await countRows(store.pool, store.catalog, others) }
}

function isWithin(name: string, namespace: string): boolean {
  return name === namespace || name.startsWith(`${namespace}.`)
}

/** What the pattern matched, below every first label that it matched, for `_` in `user_memories` is a wildcard, too. */
async function leaksOf(store: Inspected, label: string): Promise<Pick<Inspection, 'leaks' | 'isLeakWhole'>> {
  const { pool, catalog, namespaceRoot } = store
  const namespace = prefixOf([namespaceRoot, label])
  const matches = oldSearch(namespace)
  const roots = await rootsOf(pool, catalog, MOST_ROOTS)
  // one character stands for one: whatever the first label matched is as long as it
  const likeOurs = roots.filter((root) => root.length === namespaceRoot.length && oldSearch(namespaceRoot)(root))
  const found: string[] = []
  let isLeakWhole = roots.length < MOST_ROOTS
  for (const root of likeOurs) {
    const names = await namespacesFrom(pool, catalog, `${root}.${literalStart(label)}`, MOST_LOOKED)
    if (names.length === MOST_LOOKED) isLeakWhole = false
    found.push(...names.filter((name) => !isWithin(name, namespace) && matches(name)))
  }
  if (found.length > MOST_SHOWN) isLeakWhole = false
  return { leaks: await countRows(pool, catalog, found.slice(0, MOST_SHOWN)), isLeakWhole }
}

/** Namespaces and ids that a person would read as the same. */
async function spellingsOf(
  { pool, catalog, namespaceRoot }: Inspected,
  { style }: IdentityRules,
  given: string,
  label: string,
): Promise<Pick<Inspection, 'spellings' | 'areSpellingsWhole'>> {
  const labels = await personLabels(pool, catalog, namespaceRoot)
  const claimants = await pool.query<{ id: string }>(
    `select user_id as id from dashboard.claimant limit ${MOST_LABELS}`,
  )
  const like = skeleton(given)
  const areSpellingsWhole = labels.length < MOST_LABELS && claimants.rows.length < MOST_LABELS
  const common = areSpellingsWhole ? [] : await commonlySpelled({ pool, catalog, namespaceRoot }, style, given)
  const names = [...new Set([...labels.filter((one) => skeleton(one) === like), ...common])].filter(
    (one) => one !== label,
  )
  const ids = claimants.rows
    .map(({ id }) => id)
    .filter((id) => skeleton(id) === like && sanitizeUserId(id, style) !== label)
  const spellings = [
    ...names.map((text) => ({ text, kind: 'namespace' as const, difference: differenceOf(text, label) })),
    ...ids.map((text) => ({ text, kind: 'id' as const, difference: differenceOf(text, given) })),
  ]
  return {
    spellings: spellings.slice(0, MOST_SHOWN),
    areSpellingsWhole: areSpellingsWhole && spellings.length <= MOST_SHOWN,
  }
}

async function commonlySpelled(store: Inspected, style: 'at' | 'dots', given: string): Promise<string[]> {
  const labels = new Map(
    commonSpellings(given)
      .map((id) => sanitizeUserId(id, style))
      .map((label) => [prefixOf([store.namespaceRoot, label]), label]),
  )
  const there = await countRows(store.pool, store.catalog, [...labels.keys()])
  return there.flatMap(({ namespace }) => labels.get(namespace) ?? [])
}

async function isAsked({ pool }: Inspected, namespace: string): Promise<boolean> {
  const { rows } = await pool.query<{ isAsked: boolean }>(
    `select exists (select from dashboard.approval
       where kind = 'identity.bind' and state = 'open' and expires_at > now() and scope::jsonb ->> 'namespace' = $1) as "isAsked"`,
    [namespace],
  )
  return rows[0]?.isAsked ?? false
}
