// What a search across everybody found, masked: whose, how close, which day.
'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useText } from '#text'
import { Score } from '@/components/memory/score'
import { Banner } from '@/components/ui/banner'
import { LocalTime } from '@/components/ui/local-time'
import type { PeopleSearch } from '@/lib/shared/people-search'
import { visible } from '@/lib/shared/value-words'

type Props = { found: PeopleSearch | null; timeZone: string; isWaiting: boolean; onExact: () => void }

export function FoundPeople({ found, timeZone, isWaiting, onExact }: Props) {
  const { t, plural } = useText()
  return (
    <>
      <p className="note mt-6" role="status">
        {isWaiting ? t('Searching…') : found === null ? null : <Count found={found} />}
      </p>
      {found?.isApproximate ? (
        <Banner
          tone="news"
          lead={t('Approximate.')}
          action={
            <button type="button" className="link" disabled={isWaiting} onClick={onExact}>
              {t('Compare all')}
            </button>
          }
        >
          {t('The agent’s index chose what was compared by meaning, which is fast and may miss some.')}
        </Banner>
      ) : null}
      {found?.without.includes('meaning') ? (
        <Banner tone="doubt" lead={t('Search by meaning is not answering.')}>
          {found.without.includes('words') ? t('Nothing was compared.') : t('These results match words only.')}
        </Banner>
      ) : null}
      {found?.without.includes('words') ? (
        <Banner tone="doubt" lead={t('Words were not compared.')}>
          {t('Too many memories hold them. Ask with rarer words, or by meaning alone.')}
        </Banner>
      ) : null}
      <ol className="rows people-found">
        {(found?.hits ?? []).map(({ ref, who, mark, score, words, at }) => (
          <li key={mark}>
            <article className="row">
              <Score score={score} reading={null} wordsOnly={words > 0} />
              <div>
                <Link className="open" href={`/admin/people/${ref}/memories/${mark}` as Route} prefetch={false}>
                  <bdi>{visible(who)}</bdi>
                </Link>
                <p className="about">
                  <LocalTime at={at} timeZone={timeZone} style="date" />
                  {words > 0 && found !== null ? (
                    <span>
                      {plural(found.words, 'matched {words} of {count} word', 'matched {words} of {count} words', {
                        words,
                      })}
                    </span>
                  ) : null}
                  <span>{t('Hidden text')}</span>
                </p>
              </div>
            </article>
          </li>
        ))}
      </ol>
    </>
  )
}

function Count({ found: { hits, people, without } }: { found: PeopleSearch }) {
  const { t, plural } = useText()
  if (hits.length === 0) return without.length === 0 ? t('Nobody’s memories come close.') : t('Nothing was found.')
  const memories = plural(hits.length, '{count} memory', '{count} memories')
  return plural(people, '{memories} of {count} person, closest first', '{memories} of {count} people, closest first', {
    memories,
  })
}
