// What becomes of a draft that met another edit.
import type { Clash, FormField, Merge } from '@/lib/shared/form-fields'
import { type Json, type JsonObject, parseJson, prettyJson } from '@/lib/shared/json-text'
import type { Memory } from '@/lib/shared/memory'
import type { Draft } from '../../editing/value-editor'

export type Conflict = Merge & { theirs: Memory }

/** Clashes that no field of the draft stands for: all of them in JSON, and fields that the person had removed. */
export function clashesWithoutField(draft: Draft, { clashes }: Conflict): Clash[] {
  if (draft.mode === 'json') return clashes
  return clashes.filter((clash) => !draft.fields.some((field) => field.name === clash.name))
}

/** Whether {@link bothTogether} can keep both sides: as fields, and where theirs is a text or the like. */
export function canJoin(draft: Draft, { clashes }: Conflict): boolean {
  return (
    draft.mode === 'words' &&
    clashes.length > 0 &&
    clashes.every(({ theirs }) => !Array.isArray(theirs) && !(theirs instanceof Map))
  )
}

/** The draft with both texts in each field that clashed, to be made one by hand. */
export function bothTogether(draft: Draft, conflict: Conflict): Draft {
  if (draft.mode === 'json') return draft
  const joined = (clash: Clash) => [textOf(clash.mine), textOf(clash.theirs)].filter((text) => text !== '').join('\n')
  const asText = (name: string, clash: Clash): FormField => ({ name, kind: 'text', text: joined(clash), problem: null })
  const fields = draft.fields.map((field) => {
    const clash = conflict.clashes.find((one) => one.name === field.name)
    return clash === undefined ? field : asText(field.name, clash)
  })
  const removed = clashesWithoutField(draft, conflict).map((clash) => asText(clash.name, clash))
  return { mode: 'words', fields: [...fields, ...removed] }
}

/** A field's value as it is edited. */
export function textOf(value: Json | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : prettyJson(value)
}

/** What is stored: only memories without an {@link editProblem} come here. */
export function objectOf(memory: Memory): JsonObject {
  return asObject(memory.json ?? '')
}

/** The value of an edit that was sent. */
export function asObject(json: string): JsonObject {
  const value = parseJson(json)
  if (value instanceof Map) return value
  throw new Error('only objects are edited')
}
