// Two edits of one field, side by side against the version that both began with.
'use client'

import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import { WordDiff } from '@/components/ui/word-diff'
import type { Clash, FormField, Merge } from '@/lib/shared/form-fields'
import { type Json, prettyJson } from '@/lib/shared/json-text'
import type { Memory } from '@/lib/shared/memory'
import { labelOf } from '@/lib/shared/value-words'
import type { Draft } from '../../value-editor'

export type Conflict = Merge & { theirs: Memory }

type Props = { clash: Clash; theirs: Memory; timeZone: string; isNamed?: boolean }

export function Versus({ clash, theirs, timeZone, isNamed = false }: Props) {
  const text = useText()
  const { t, rich } = text
  const name = labelOf(clash.name, text)
  const when = <LocalTime at={theirs.updatedAt} timeZone={timeZone} style="date-time" />
  return (
    <div className="field">
      <p className="label" dir="auto">
        {isNamed ? t('{name}, changed by both', { name }) : name}
      </p>
      <div className="versus">
        <section className="hand" aria-label={t('Your words for {name}', { name })}>
          <h2>{t('Your words')}</h2>
          <p className="note">{t('Not saved yet')}</p>
          <div className="words">
            <WordDiff before={textOf(clash.base)} after={textOf(clash.mine)} hand />
          </div>
        </section>
        <section aria-label={t('Saved in the meantime for {name}', { name })}>
          <h2>{t('Saved in the meantime')}</h2>
          <p className="note">
            {theirs.writtenBy === 'you'
              ? rich('By you, elsewhere, {when}', { when })
              : rich('Outside this dashboard, {when}', { when })}
          </p>
          <div className="words">
            <WordDiff before={textOf(clash.base)} after={textOf(clash.theirs)} />
          </div>
        </section>
      </div>
    </div>
  )
}

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

function textOf(value: Json | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : prettyJson(value)
}
