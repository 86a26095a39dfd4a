// What a trace may say of an operation: counts, words of our own, and what is personal only by name and in the form that the operator chose.

/** Numbers say how many, words come from this code alone; text of a person or of an agent has to say what it is. */
export type Facts = { readonly [name: string]: Fact | undefined }
export type Fact = number | boolean | null | Word | Personal

/** A question, keys of memories, or a person's id: sent as a fingerprint or in plain words. */
export type Personal =
  | { readonly kind: 'query'; readonly text: string }
  | { readonly kind: 'user'; readonly text: string }
  | { readonly kind: 'keys'; readonly texts: readonly string[] }
  | { readonly kind: 'key'; readonly text: string }

declare const ours: unique symbol
export type Word = string & { readonly [ours]: true }

/** What can be sent as it is; the rest is a fingerprint. */
export type Plain = 'keys' | 'query' | 'user'

/** A word of this code: one of the values of a closed type. A text that could be anything does not compile. */
export function word<W extends string>(text: string extends W ? never : W): Word {
  return text as string as Word
}

/** A name from the settings of whoever runs this, which is nobody's text. */
export function setting(name: string): Word {
  return name as Word
}

/** A question, as it was asked. */
export function aQuery(text: string): Personal {
  return { kind: 'query', text }
}

/** The key of a memory. */
export function aKey(text: string): Personal {
  return { kind: 'key', text }
}

/** Keys of memories, or names of a value's members, in their order. */
export function someKeys(texts: readonly string[]): Personal {
  return { kind: 'keys', texts }
}

export function keysOf(memories: readonly { key: string }[]): Personal {
  return someKeys(memories.map(({ key }) => key))
}

/** So many keys are told of; the count beside them is always whole. */
const MOST_KEYS = 50

/**
 * The facts as JSON.
 * @param fingerprint of one text; `kind` keeps a question and a key of the same words apart
 */
export function factsAsJson(
  facts: Facts,
  plain: ReadonlySet<Plain>,
  fingerprint: (kind: 'query' | 'key' | 'user', text: string) => string,
): string {
  const said = (fact: Fact): unknown => {
    if (fact === null || typeof fact !== 'object') return fact
    if (fact.kind === 'keys') return fact.texts.slice(0, MOST_KEYS).map((text) => said(aKey(text)))
    const isPlain = plain.has(fact.kind === 'key' ? 'keys' : fact.kind) && fact.text !== ''
    return isPlain ? fact.text : fingerprint(fact.kind, fact.text)
  }
  const known = Object.entries(facts).filter(([, fact]) => fact !== undefined) as [string, Fact][]
  return JSON.stringify(Object.fromEntries(known.map(([name, fact]) => [name, said(fact)])))
}
