// Why a memory was found: how close it is by meaning and by words, and where that puts it.
import { useText } from '#text'
import type { Found, MemorySearch } from '@/lib/shared/memory'
import { ordinal } from '@/lib/shared/ordinal'
import type { Text } from '@/lib/shared/text'
import { readingWords, ScoreBar, type ScoreProps, scoreText, withoutScore } from './score'

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
  const isWords = legs?.asked.mode === 'words' || legs?.asked.mode === 'every-word'
  const said = reading === null ? '' : readingWords(reading, text)
  return (
    <>
      <dl className="legs">
        <dt>{t('Meaning')}</dt>
        {score === null ? (
          <dd className="whole">
            {t('No score. {why}', {
              why: isWords ? t('Meaning was not compared') : withoutScore(wordsOnly, text),
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
            ? t('Its words do not count here: they are less than three tenths of what your question is made of.')
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

function ScoreLegBar({ score }: { score: number }) {
  return (
    <dd aria-hidden="true">
      <ScoreBar score={score} width={96} pen />
    </dd>
  )
}
