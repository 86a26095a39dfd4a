// Two edits of one field, side by side against the version that both began with.
'use client'

import { LocalTime } from '@/components/ui/local-time'
import { WordDiff } from '@/components/ui/word-diff'
import type { Clash, Merge } from '@/lib/shared/form-fields'
import { fromFields } from '@/lib/shared/form-fields'
import { type Json, prettyJson } from '@/lib/shared/json-text'
import type { Memory } from '@/lib/shared/memory'
import { labelOf } from '@/lib/shared/value-words'
import { type Draft, draftOf } from '../../value-editor'

export type Conflict = Merge & { theirs: Memory }

type Props = { clash: Clash; theirs: Memory; timeZone: string; isNamed?: boolean }

export function Versus({ clash, theirs, timeZone, isNamed = false }: Props) {
  return (
    <div className="field">
      <p className="label" dir="auto">
        {labelOf(clash.name)}
        {isNamed ? ', changed by both' : null}
      </p>
      <div className="versus">
        <section className="hand" aria-label={`Your words for ${labelOf(clash.name)}`}>
          <h2>Your words</h2>
          <p className="note">Not saved yet</p>
          <div className="words">
            <WordDiff before={textOf(clash.base)} after={textOf(clash.mine)} hand />
          </div>
        </section>
        <section aria-label={`Saved in the meantime for ${labelOf(clash.name)}`}>
          <h2>Saved in the meantime</h2>
          <p className="note">
            {theirs.writtenBy === 'you' ? 'By you, elsewhere, ' : 'Outside this dashboard, '}
            <LocalTime at={theirs.updatedAt} timeZone={timeZone} style="date-time" />
          </p>
          <div className="words">
            <WordDiff before={textOf(clash.base)} after={textOf(clash.theirs)} />
          </div>
        </section>
      </div>
    </div>
  )
}

/** The draft with both texts in each field that clashed, to be made one by hand. */
export function bothTogether(draft: Draft, { clashes }: Conflict): Draft {
  const joined = (clash: Clash) => [textOf(clash.mine), textOf(clash.theirs)].filter((text) => text !== '').join('\n')
  if (draft.mode === 'json') return draft
  const fields = draft.fields.map((field) => {
    const clash = clashes.find((one) => one.name === field.name)
    return clash === undefined ? field : { ...field, kind: 'text' as const, text: joined(clash) }
  })
  return draftOf(fromFields(fields))
}

function textOf(value: Json | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : prettyJson(value)
}
