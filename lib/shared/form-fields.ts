// A flat memory as form fields and back, without touching what was not edited; and three versions of a memory merged.
import { type Json, JsonNumber, type JsonObject, sameJson } from './json-text'
import { type Sentence, sentence } from './text'

export type FieldKind = 'text' | 'number' | 'yes or no' | 'empty'

/** One member of a flat object while it is edited. */
export type FormField = { name: string; kind: FieldKind; text: string; problem: Sentence | null }

/** The fields of a flat object; null when a member is a list or an object, which only JSON can edit. */
export function toFields(value: JsonObject): FormField[] | null {
  const fields: FormField[] = []
  for (const [name, member] of value) {
    if (member instanceof Map || Array.isArray(member)) return null
    fields.push({ name, ...scalar(member), problem: null })
  }
  return fields
}

function scalar(value: Exclude<Json, Json[] | JsonObject>): { kind: FieldKind; text: string } {
  if (value === null) return { kind: 'empty', text: '' }
  if (typeof value === 'boolean') return { kind: 'yes or no', text: value ? 'yes' : 'no' }
  return value instanceof JsonNumber ? { kind: 'number', text: value.raw } : { kind: 'text', text: value }
}

/** The object that the fields stand for. Check {@link checkFields} first: what is no number is kept as a text. */
export function fromFields(fields: readonly FormField[]): JsonObject {
  return new Map(
    fields.map(({ name, kind, text }): [string, Json] => {
      if (kind === 'empty') return [name, null]
      if (kind === 'yes or no') return [name, text === 'yes']
      return [name, kind === 'number' && isNumber(text) ? new JsonNumber(text.trim()) : text]
    }),
  )
}

/** The same fields, each with what is wrong with it. */
export function checkFields(fields: readonly FormField[]): FormField[] {
  return fields.map((field, at) => ({ ...field, problem: problemOf(field, fields.slice(0, at)) }))
}

function problemOf({ name, kind, text }: FormField, before: readonly FormField[]): Sentence | null {
  if (name.trim() === '') return sentence('A field needs a name.')
  if (before.some((other) => other.name === name))
    return sentence('There are two fields named {name}. Remove one of them.', { name })
  if (kind === 'number' && !isNumber(text))
    return sentence('This was a number. Write digits such as 12 or -3.5, or change the field to a text.')
  return null
}

function isNumber(text: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text.trim())
}

/** A member that both sides changed, each in its own way. `undefined`: not there. */
export type Clash = { name: string; base: Json | undefined; mine: Json | undefined; theirs: Json | undefined }

export type Merge = {
  /** Both changes together; where they clash, mine. */
  merged: JsonObject
  clashes: Clash[]
  /** Members that only they changed, and that are taken over. */
  taken: string[]
}

/** Merges two edits of one object, member by member. */
export function mergeEdits(base: JsonObject, mine: JsonObject, theirs: JsonObject): Merge {
  const merge: Merge = { merged: new Map(), clashes: [], taken: [] }
  for (const name of new Set([...theirs.keys(), ...mine.keys(), ...base.keys()])) {
    const [was, own, other] = [base.get(name), mine.get(name), theirs.get(name)]
    let result = own
    if (sameJson(own, was) && !sameJson(other, was)) {
      result = other
      merge.taken.push(name)
    } else if (!sameJson(own, other) && !sameJson(other, was))
      merge.clashes.push({ name, base: was, mine: own, theirs: other })
    if (result !== undefined) merge.merged.set(name, result)
  }
  return merge
}
