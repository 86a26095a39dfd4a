// From a user id to the namespace the agent keeps that person's memories in, and whether that namespace could be somebody else's.

/** `at`: `.`→`-`, then `@`→`-at-`. `dots`: only `.`→`-` (the official templates). */
export type NamespaceStyle = 'at' | 'dots'

/** `user_id.replace(".", "-").replace("@", "-at-")`, or only the first replacement. */
export function sanitizeUserId(userId: string, style: NamespaceStyle): string {
  const dashed = userId.replaceAll('.', '-')
  return style === 'at' ? dashed.replaceAll('@', '-at-') : dashed
}

/** The `prefix` column of a namespace: its labels joined by dots (`pg/base.py` `_namespace_to_text`). */
export function prefixOf(labels: readonly string[]): string {
  return labels.join('.')
}

export type NamespaceDecision =
  /** No other id that can sign in leads to this namespace. */
  | { state: 'own'; label: string }
  /** At least one other id that can sign in leads to the same namespace, or they are too many to tell. */
  | { state: 'ambiguous'; label: string; other: string | null }
  /** This id can own no namespace at all. */
  | { state: 'refused'; reason: 'empty' | 'not-well-formed' | 'not-issuable' }

/** Beyond this many candidate ids the answer is "ambiguous": unproven is not proven. */
export const CANDIDATE_LIMIT = 65_536
export const LENGTH_LIMIT = 512

/**
 * Decides whether the namespace of `userId` is that person's alone: enumerates every id that the agent would map to the
 * same label and keeps those that the identity provider could issue.
 * @param issuable whether an id could ever sign in; must be true for `userId` itself
 */
export function decideNamespace(
  userId: string,
  style: NamespaceStyle,
  issuable: (id: string) => boolean,
): NamespaceDecision {
  const label = sanitizeUserId(userId, style)
  if (label === '') return { state: 'refused', reason: 'empty' }
  if (!userId.isWellFormed() || userId.includes('\u0000')) return { state: 'refused', reason: 'not-well-formed' }
  if (!issuable(userId)) return { state: 'refused', reason: 'not-issuable' }
  // a long id with dashes has more candidates than anybody can look at
  if (label.length > LENGTH_LIMIT && label.includes('-')) return { state: 'ambiguous', label, other: null }
  let candidates = 0
  for (const id of idsOf(label, style)) {
    if (++candidates > CANDIDATE_LIMIT) return { state: 'ambiguous', label, other: null }
    if (id !== userId && issuable(id)) return { state: 'ambiguous', label, other: id }
  }
  return { state: 'own', label }
}

/** Every id that {@link sanitizeUserId} maps to `label`, lazily; there are up to 2ⁿ for n dashes. */
export function* idsOf(label: string, style: NamespaceStyle): Generator<string> {
  if (label.includes('.') || (style === 'at' && label.includes('@'))) return
  // depth first over the choices at each dash, without recursion: labels can be long
  const open: { at: number; made: string }[] = [{ at: 0, made: '' }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const dash = label.indexOf('-', next.at)
    if (dash === -1) {
      yield next.made + label.slice(next.at)
      continue
    }
    const made = next.made + label.slice(next.at, dash)
    open.push({ at: dash + 1, made: `${made}-` }, { at: dash + 1, made: `${made}.` })
    if (style === 'at' && label.startsWith('-at-', dash)) open.push({ at: dash + 4, made: `${made}@` })
  }
}
