// Where the line lies between what goes and what stays: every memory is a stroke on a ruler, and below it lies a range.
'use client'

import { useText } from '#text'
import { scoreText } from '@/components/memory/score'
import { NOTHING, type Topic } from '@/lib/shared/topic'
import type { ChoiceState } from './use-choice'

type Props = { marks: Topic['marks']; choice: ChoiceState }

export function Threshold({ marks, choice }: Props) {
  const text = useText()
  const { t, plural } = text
  const { line, withWords, counts, setLine } = choice
  const scored = marks.filter((one): one is typeof one & { mark: number } => one.mark !== null)
  const lowest = Math.min(line, ...scored.map(({ mark }) => mark))
  const from = Math.max(-100, Math.floor((lowest - 1) / 10) * 10)
  const at = (mark: number) => `${Math.round(((mark - from) / (NOTHING - from)) * 10_000) / 100}%`
  const share = (line - from) / (NOTHING - from)
  const isTurned = share > 0.5
  const said =
    line === NOTHING ? t('Nothing by closeness') : t('{score} and closer', { score: scoreText(line / 100, text) })
  return (
    <div className="rangebox">
      <svg className="chart ruler-strip" aria-hidden="true">
        <line className="ruler" x1="0" x2="100%" y1="30.5" y2="30.5" />
        {scored.map(({ mark, count, weighed }) => (
          <line
            key={mark}
            className={mark >= line || (withWords && weighed > 0) ? 'stroke on' : 'stroke'}
            x1={at(mark)}
            x2={at(mark)}
            y1={Math.max(6, 24 - 4 * count)}
            y2="30"
          />
        ))}
        <line className="edge" x1={at(line)} x2={at(line)} y1="0" y2="38" />
        {share < 0.16 ? null : (
          <text x="0" y="46">
            {t('Distant')}
          </text>
        )}
        <text className="on" x={at(line)} y="46" dx={isTurned ? -6 : 6} textAnchor={isTurned ? 'end' : 'start'}>
          {said}
        </text>
        {share > 0.82 ? null : (
          <text x="100%" y="46" textAnchor="end">
            {t('The same')}
          </text>
        )}
      </svg>
      <input
        type="range"
        aria-label={t('How close a memory must be to be ticked')}
        aria-valuetext={`${said}: ${plural(counts.above, '{count} memory', '{count} memories')}`}
        min={from}
        max={NOTHING}
        step={1}
        value={line}
        onChange={(event) => setLine(Number(event.target.value))}
      />
    </div>
  )
}
