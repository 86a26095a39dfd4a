// What an agent's search of one namespace also read before langgraph-checkpoint-postgres 3.1.1: `LIKE` with the namespace as a pattern (CVE-2026-71433). Pure.

type Part = 'any text' | 'any character' | { is: string }

/**
 * Whether `prefix LIKE namespace || '%'` matched, without an escape: `_` is any character, `%` any text, `\` takes the next one as it
 * is. In time by the two lengths, whatever the pattern: no regular expression.
 */
export function oldSearch(namespace: string): (prefix: string) => boolean {
  const pattern: Part[] = [...partsOf(namespace), 'any text']
  return (prefix) => matches(pattern, [...prefix])
}

/** What every text that such a pattern matches begins with. */
export function literalStart(pattern: string): string {
  return /^[^_%\\]*/u.exec(pattern)?.[0] ?? ''
}

function partsOf(text: string): Part[] {
  return [...text.matchAll(/\\[\s\S]|[\s\S]/gu)].map(([part]) => {
    if (part === '_') return 'any character'
    return part === '%' ? 'any text' : { is: part.length > 1 && part.startsWith('\\') ? part.slice(1) : part }
  })
}

/** Goes back to the last "any text" alone: what the ones before it took need not change. */
function matches(pattern: readonly Part[], text: readonly string[]): boolean {
  let at = 0
  let back: { pattern: number; text: number } | null = null
  for (let next = 0; next < text.length; ) {
    const part = pattern[at]
    if (part === 'any text') {
      back = { pattern: at, text: next }
      at++
    } else if (part === 'any character' || (part !== undefined && part.is === text[next])) {
      at++
      next++
    } else if (back === null) return false
    else {
      at = back.pattern + 1
      back.text++
      next = back.text
    }
  }
  return pattern.slice(at).every((part) => part === 'any text')
}
