// From a user id to the namespace the agent keeps that person's memories in, and back to every id that leads there.

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

/** Beyond this many ids, or for a longer label with a dash, nobody looks at them all: unproven is not proven. */
export const CANDIDATE_LIMIT = 65_536
export const LENGTH_LIMIT = 512

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
