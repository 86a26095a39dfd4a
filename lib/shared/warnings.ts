// What is out of the ordinary about the text of a memory: hidden characters, what looks like a secret, what reads like an instruction to an agent. Hints: other wordings pass unnoticed.
import { HIDDEN, spelledByTags } from './hidden-characters'
import { countHidden } from './hidden-names'
import { instructionIn } from './instruction-words'
import { type Json, JsonNumber, type JsonObject, parseJson } from './json-text'
import { secretIn, secretUnder } from './secret-patterns'
import type { Sentence } from './text'

export type WarningKind = 'hidden' | 'secret' | 'instruction'

export type Warning =
  /** `found`: which and how many; `spells`: text in tag characters, empty where there is none. */
  | { kind: 'hidden'; found: Sentence[]; spells: string }
  /** `what` it looks like. */
  | { kind: 'secret'; what: Sentence }
  /** `words` that read like one. */
  | { kind: 'instruction'; words: string }

/** Beyond this many characters nothing is looked at. */
const LOOKED_AT = 262_144

/**
 * What stands out in a memory's key and value, in the order in which it is said. Never throws.
 * @param json the value's text; null when it was too large to send: then only the key is looked at
 */
export function warningsOf({ key, json }: { key: string; json: string | null }): Warning[] {
  const value = readJson(json)
  // all in one, a full stop between them: no pattern goes from one text into the next
  const text = [key, ...textsOf(value)].join('\n.\n').slice(0, LOOKED_AT)
  const warnings: Warning[] = []
  const found = countHidden(text)
  const spells = found.length === 0 ? '' : spelledByTags(text)
  if (found.length > 0) warnings.push({ kind: 'hidden', found, spells })
  const secret = secretUnder(membersOf(value, key)) ?? secretIn(text)
  if (secret !== null) warnings.push({ kind: 'secret', what: secret })
  const words = instructionIn(readable(`${text}\n.\n${spells}`))
  if (words !== null) warnings.push({ kind: 'instruction', words })
  return warnings
}

/** Only which kinds of warning there are. */
export function warningKinds(memory: { key: string; json: string | null }): WarningKind[] {
  return warningsOf(memory).map(({ kind }) => kind)
}

/** As an agent reads it: without what is hidden, look-alike letters made plain. */
function readable(text: string): string {
  return text.normalize('NFKC').replace(HIDDEN, '').replace(/\s+/g, ' ')
}

function readJson(json: string | null): Json {
  if (json === null) return null
  try {
    return parseJson(json.length > LOOKED_AT * 4 ? 'null' : json)
  } catch {
    return json
  }
}

/** Every text of a value, names and numbers included. */
function textsOf(value: Json): string[] {
  if (typeof value === 'string') return [value]
  if (value instanceof JsonNumber) return [value.raw]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  return value instanceof Map ? [...value].flatMap(([name, item]) => [name, ...textsOf(item)]) : []
}

/** Texts and numbers with the name they stand under, the memory's key where there is none. */
function membersOf(value: Json, name: string): { name: string; text: string }[] {
  if (typeof value === 'string') return [{ name, text: value }]
  if (Array.isArray(value)) return value.flatMap((item) => membersOf(item, name))
  if (value instanceof Map) return membersOfObject(value, name)
  return value instanceof JsonNumber ? [{ name, text: value.raw }] : []
}

/** A member named `value` or `text` says less than what the memory is called. */
function membersOfObject(value: JsonObject, name: string): { name: string; text: string }[] {
  return [...value].flatMap(([member, item]) =>
    membersOf(item, /^(value|text|content|data|note)$/i.test(member) ? name : member),
  )
}
