// One memory that may be forgotten: whole, for nobody decides on what is cut short, with how close it comes and its tick.
'use client'

import { useId } from 'react'
import { useText } from '#text'
import { Score } from '@/components/memory/score'
import type { TopicMatch } from '@/lib/shared/topic'
import { visible } from '@/lib/shared/value-words'
import { AboutRow, WholeWords } from '../../memory-words'

type Props = {
  match: TopicMatch
  goes: boolean
  timeZone: string
  onTick: (ticked: boolean) => void
}

export function MatchRow({ match, goes, timeZone, onTick }: Props) {
  const { t } = useText()
  const id = useId()
  const { mark, reading, weighed, found, isStale } = match
  return (
    <li>
      <div className={goes ? 'row' : 'row off'}>
        <Score score={mark === null ? null : mark / 100} reading={reading} wordsOnly={weighed} />
        <div id={`${id}-words`}>
          <WholeWords json={match.json} found={found} />
          <AboutRow memory={match} timeZone={timeZone}>
            {goes ? null : <span>{t('stays')}</span>}
            {isStale ? <span className="tag">{t('Changed since you described it: it is not touched')}</span> : null}
          </AboutRow>
        </div>
        <label className="tick">
          <input
            type="checkbox"
            checked={goes}
            aria-label={t('Forget {key}', { key: visible(match.key) })}
            aria-describedby={`${id}-words`}
            onChange={(event) => onTick(event.target.checked)}
          />
        </label>
      </div>
    </li>
  )
}
