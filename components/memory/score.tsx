// How close a memory lies to the question: always the number, the bar and the reading together.
import { useText } from '#text'
import type { Found, MemorySearch, Reading } from '@/lib/shared/memory'
import { ordinal } from '@/lib/shared/ordinal'
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

/** What is true of the search that found it: see MemorySearch. */
export type AskedWith = Pick<MemorySearch, 'words' | 'placed' | 'mode'>

export type ScoreLegsProps = ScoreProps & {
  /** Its places, and what they mean for the order; null where the list has another order. */
  legs: (Pick<Found, 'found' | 'place' | 'weighed'> & { asked: AskedWith }) | null
}

/** For the panel, under "Why it was found": each leg with its place, and what that means for the order. */
export function ScoreLegs({ score, reading, wordsOnly = false, legs }: ScoreLegsProps) {
  const text = useText()
  const { t } = text
  const words = legs !== null && legs.asked.mode !== 'meaning' && legs.asked.words > 0 ? legs : null
  const said = reading === null ? '' : readingWords(reading, text)
  return (
    <>
      <dl className="legs">
        <dt>{t('Meaning')}</dt>
        {score === null ? (
          <dd className="whole">
            {t('No score. {why}', {
              why: legs?.asked.mode === 'words' ? t('Meaning was not compared') : withoutScore(wordsOnly, text),
            })}
          </dd>
        ) : (
          <>
            <dd>{scoreText(score, text)}</dd>
            <ScoreLegBar score={score} />
            <dd className="reading">
              {legs === null || legs.place.meaning === null
                ? said
                : t('{reading}, {place}', {
                    reading: said,
                    place: placeWords(legs.place.meaning, legs.asked.placed.meaning, text),
                  })}
            </dd>
          </>
        )}
        {words === null ? null : (
          <>
            <dt>{t('Words')}</dt>
            <dd className="whole">
              {words.found.length === 0 || words.place.words === null
                ? t('None of yours')
                : t('{found} of your {of}, {place}', {
                    found: words.found.length,
                    of: words.asked.words,
                    place: placeWords(words.place.words, words.asked.placed.words, text),
                  })}
            </dd>
          </>
        )}
      </dl>
      {words !== null && words.asked.mode === 'together' && words.found.length > 0 ? (
        <p className="note legs-note">
          {!words.weighed
            ? t('Its words do not count here: they are less than half of what your question is made of.')
            : words.place.meaning === null
              ? t('Its words alone decide where it stands: it has no place by meaning.')
              : t('Both places together decide where it stands.')}
        </p>
      ) : null}
    </>
  )
}

/** `1st of 287` */
function placeWords(place: number, of: number, text: Text): string {
  return text.t('{nth} of {of}', { nth: ordinal(place, text.locale), of })
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
