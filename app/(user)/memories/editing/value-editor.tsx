// Edits a value in words (one field each) or as JSON. Whatever is typed stays, also while it is wrong.
'use client'

import { type ReactNode, useState } from 'react'
import { useText } from '#text'
import { Field, TextField } from '@/components/ui/field'
import { later } from '@/components/ui/later'
import { checkFields, type FormField, fromFields, toFields } from '@/lib/shared/form-fields'
import { type JsonObject, prettyJson, writeJson } from '@/lib/shared/json-text'
import type { Sentence } from '@/lib/shared/text'
import { checkValueText } from '@/lib/shared/value-rules'
import { labelOf, visible } from '@/lib/shared/value-words'

/** Most memories are edited in words. */
const JsonEditor = later(() => import('@/components/memory/json-editor').then((file) => file.JsonEditor))

export type Draft = { mode: 'words'; fields: FormField[] } | { mode: 'json'; text: string }

/** A draft of `value`: in words when it is flat. */
export function draftOf(value: JsonObject): Draft {
  const fields = toFields(value)
  return fields === null || fields.length === 0 ? { mode: 'json', text: prettyJson(value) } : { mode: 'words', fields }
}

export type DraftState =
  | { ok: true; value: JsonObject; json: string }
  | { ok: false; sentence: Sentence; line: number | null }

/** What a draft stands for, or the first thing that is wrong with it. */
export function readDraft(draft: Draft): DraftState {
  if (draft.mode === 'words') {
    const wrong = checkFields(draft.fields).find((field) => field.problem !== null)
    if (wrong?.problem) return { ok: false, sentence: wrong.problem, line: null }
  }
  const text = draft.mode === 'words' ? writeJson(fromFields(draft.fields)) : draft.text
  const checked = checkValueText(text)
  if (!checked.ok) return { ok: false, ...checked.problem }
  return { ok: true, value: checked.value, json: writeJson(checked.value) }
}

type Props = {
  draft: Draft
  onChange: (draft: Draft) => void
  /** Stands above the fields: why nothing was saved. */
  notices?: ReactNode
  /** While it is being saved: what is typed then would be lost. */
  isLocked?: boolean
  /** What stands in place of a field, such as two versions of it. */
  instead?: (name: string) => ReactNode
}

export function ValueEditor({ draft, onChange, notices, isLocked = false, instead = () => null }: Props) {
  const { t, say } = useText()
  const state = readDraft(draft)
  const asFields = state.ok ? toFields(state.value) : null
  return (
    <>
      <nav className="tabs" aria-label={t('How to edit')}>
        <button
          type="button"
          aria-current={draft.mode === 'words' ? 'page' : undefined}
          disabled={isLocked || (draft.mode === 'json' && (asFields === null || asFields.length === 0))}
          title={
            draft.mode === 'json' && state.ok && asFields === null
              ? t('Lists and objects inside a memory are edited as JSON')
              : undefined
          }
          onClick={() => asFields !== null && draft.mode === 'json' && onChange({ mode: 'words', fields: asFields })}
        >
          {t('In words')}
        </button>
        <button
          type="button"
          aria-current={draft.mode === 'json' ? 'page' : undefined}
          onClick={() =>
            draft.mode === 'words' && onChange({ mode: 'json', text: prettyJson(fromFields(draft.fields)) })
          }
        >
          {t('JSON')}
        </button>
      </nav>
      <div className="notices">{notices}</div>
      {draft.mode === 'words' ? (
        <WordFields
          fields={checkFields(draft.fields)}
          onChange={(fields) => onChange({ mode: 'words', fields })}
          isLocked={isLocked}
          instead={instead}
        />
      ) : (
        <JsonEditor
          text={draft.text}
          onChange={(text) => onChange({ mode: 'json', text })}
          isLocked={isLocked}
          problem={state.ok ? null : visible(say(state.sentence))}
          wrongLine={state.ok ? null : state.line}
        />
      )}
    </>
  )
}

type FieldsProps = {
  fields: FormField[]
  onChange: (fields: FormField[]) => void
  isLocked: boolean
  instead: (name: string) => ReactNode
}

function WordFields({ fields, onChange, isLocked, instead }: FieldsProps) {
  const text = useText()
  const { t } = text
  const [isAdding, setAdding] = useState(false)
  const put = (at: number, change: Partial<FormField>) =>
    onChange(fields.map((field, index) => (index === at ? { ...field, ...change } : field)))
  return (
    <div className="fields">
      {fields.map((field, at) => (
        <div className="part-field" key={field.name}>
          {instead(field.name) ?? (
            <WordField field={field} isLocked={isLocked} onChange={(change) => put(at, change)} />
          )}
          <p className="field-tools">
            {field.kind === 'number' && field.problem !== null ? (
              <button type="button" className="link" onClick={() => put(at, { kind: 'text' })}>
                {t('Change to a text')}
              </button>
            ) : null}
            {fields.length > 1 && !isLocked ? (
              <button
                type="button"
                className="link erase"
                aria-label={t('Remove the field {name}', { name: labelOf(field.name, text) })}
                onClick={() => onChange(fields.filter((_, index) => index !== at))}
              >
                {t('Remove')}
              </button>
            ) : null}
          </p>
        </div>
      ))}
      {isAdding ? (
        <AddField
          taken={fields.map((field) => field.name)}
          onAdd={(name) => {
            onChange([...fields, { name, kind: 'text', text: '', problem: null }])
            setAdding(false)
          }}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <button type="button" className="link add-field" onClick={() => setAdding(true)}>
          {t('Add a field')}
        </button>
      )}
    </div>
  )
}

type WordFieldProps = { field: FormField; isLocked: boolean; onChange: (change: Partial<FormField>) => void }

function WordField({ field, isLocked, onChange }: WordFieldProps) {
  const text = useText()
  const { t, say } = text
  const name = labelOf(field.name, text)
  const label = <span dir="auto">{name}</span>
  const problem = field.problem === null ? null : say(field.problem)
  if (field.kind === 'yes or no')
    return (
      <div className="field" role="radiogroup" aria-label={name}>
        <span className="label">{label}</span>
        <span className="yes-no">
          {(['yes', 'no'] as const).map((answer) => (
            <label key={answer}>
              <input
                type="radio"
                name={`field-${field.name}`}
                checked={field.text === answer}
                disabled={isLocked}
                onChange={() => onChange({ text: answer })}
              />{' '}
              {answer === 'yes' ? t('yes') : t('no')}
            </label>
          ))}
        </span>
      </div>
    )
  if (field.kind === 'number')
    return (
      <Field
        label={label}
        face="said"
        readOnly={isLocked}
        inputMode="decimal"
        value={field.text}
        problem={problem}
        onChange={(event) => onChange({ text: event.target.value })}
      />
    )
  return (
    <TextField
      label={label}
      face="said"
      readOnly={isLocked}
      rows={1}
      value={field.text}
      placeholder={field.kind === 'empty' ? t('empty') : undefined}
      problem={problem}
      onChange={(event) => onChange({ text: event.target.value, kind: 'text' })}
    />
  )
}

type AddProps = { taken: string[]; onAdd: (name: string) => void; onCancel: () => void }

function AddField({ taken, onAdd, onCancel }: AddProps) {
  const { t } = useText()
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const add = () => {
    const wanted = name.trim().replaceAll(' ', '_')
    if (wanted === '') return setProblem(t('A field needs a name.'))
    if (taken.includes(wanted)) return setProblem(t('There is a field named {name} already.', { name: wanted }))
    onAdd(wanted)
  }
  return (
    <div className="part-field">
      <Field
        label={t('Name of the new field')}
        value={name}
        problem={problem}
        autoFocus
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel()
          if (event.key !== 'Enter') return
          event.preventDefault()
          add()
        }}
      />
      <p className="field-tools">
        <button type="button" className="link" onClick={add}>
          {t('Add')}
        </button>
        <button type="button" className="link plain" onClick={onCancel}>
          {t('Cancel')}
        </button>
      </p>
    </div>
  )
}
