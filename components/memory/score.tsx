// How close a memory lies to the question: always the number, the bar and the reading together.
import { useText } from '#text'
import type { Reading } from '@/lib/shared/memory'
import { groupDigits, type Text } from '@/lib/shared/text'

export type ScoreProps = {
  /** Cosine similarity; null where there is none. */
  score: number | null
  reading: Reading | null
  /** Without a score: found by its words. Otherwise it cannot be found by meaning at all. */
  wordsOnly?: boolean
}

/** For the gutter of a row. */
export function Score({ score, reading, wordsOnly = false }: ScoreProps) {
  const text = useText()
  if (score === null)
    return (
      <div className="score none">
        <span className="number">{text.t('No score')}</span>
        <span>{withoutScore(wordsOnly, text)}</span>
      </div>
    )
  return (
    <div className="score">
      <span className="number">{scoreText(score, text)}</span>
      <ScoreBar score={score} width={56} />
      <span>{reading === null ? null : readingWords(reading, text)}</span>
    </div>
  )
}

export type ScoreLegsProps = ScoreProps & {
  /** How many of the question's words the memory holds; null where words were not compared. */
  words: { found: number; of: number } | null
}

/** For the panel, under "Why it was found". */
export function ScoreLegs({ score, reading, wordsOnly = false, words }: ScoreLegsProps) {
  const text = useText()
  return (
    <dl className="legs">
      <dt>{text.t('Meaning')}</dt>
      {score === null ? (
        <dd className="whole">{text.t('No score. {why}', { why: withoutScore(wordsOnly, text) })}</dd>
      ) : (
        <>
          <dd>{scoreText(score, text)}</dd>
          <ScoreLegBar score={score} />
          <dd className="reading">{reading === null ? null : readingWords(reading, text)}</dd>
        </>
      )}
      {words === null || words.of === 0 ? null : (
        <>
          <dt>{text.t('Words')}</dt>
          <dd className="whole">
            {words.found === 0 ? text.t('None of yours') : text.t('{found} of your {of}', words)}
          </dd>
        </>
      )}
    </dl>
  )
}

function readingWords(reading: Reading, { t }: Text): string {
  return { 'very close': t('Very close'), close: t('Close##near'), loose: t('Loose'), hardly: t('Hardly') }[reading]
}

function ScoreLegBar({ score }: { score: number }) {
  return (
    <dd aria-hidden="true">
      <ScoreBar score={score} width={96} pen />
    </dd>
  )
}

function ScoreBar({ score, width, pen = false }: { score: number; width: number; pen?: boolean }) {
  const filled = Math.round(Math.min(1, Math.max(0, score)) * width * 10) / 10
  return (
    <svg className={pen ? 'bar pen' : 'bar'} viewBox={`0 0 ${width} 3`} aria-hidden="true">
      <rect className="track" width={width} height="1" y="1" />
      <rect className="fill" width={filled} height="3" />
    </svg>
  )
}

/** Two decimals, a real minus, and no minus before zero. */
export function scoreText(score: number, { locale }: Text): string {
  const digits = score.toFixed(2)
  return groupDigits(digits === '-0.00' ? '0.00' : digits, locale).replace('-', '−')
}

function withoutScore(wordsOnly: boolean, { t }: Text): string {
  return wordsOnly ? t('Words only') : t('Not searchable')
}
