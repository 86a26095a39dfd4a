// Two edits of one field, side by side against the version that both began with. Loaded when two edits have met.
'use client'

import { useText } from '#text'
import { AuthorName } from '@/components/memory/author'
import { LocalTime } from '@/components/ui/local-time'
import { WordDiff } from '@/components/ui/word-diff'
import type { Clash } from '@/lib/shared/form-fields'
import type { Memory } from '@/lib/shared/memory'
import { labelOf } from '@/lib/shared/value-words'
import { textOf } from './conflict'

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
            {theirs.writtenBy.kind === 'you'
              ? rich('By you, elsewhere, {when}', { when })
              : rich('{who}, {when}', { who: <AuthorName by={theirs.writtenBy} />, when })}
          </p>
          <div className="words">
            <WordDiff before={textOf(clash.base)} after={textOf(clash.theirs)} />
          </div>
        </section>
      </div>
    </div>
  )
}
