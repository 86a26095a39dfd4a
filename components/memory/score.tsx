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

export function readingWords(reading: Reading, { t }: Text): string {
  return { 'very close': t('Very close'), close: t('Close##near'), loose: t('Loose'), hardly: t('Hardly') }[reading]
}

export function ScoreBar({ score, width, pen = false }: { score: number; width: number; pen?: boolean }) {
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

export function withoutScore(wordsOnly: boolean, { t }: Text): string {
  return wordsOnly ? t('Words only') : t('Not searchable')
}
