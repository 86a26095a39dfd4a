// What has to be known to read the results of a search: what was compared, and what was left out.
import Link from 'next/link'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import type { MemorySearch } from '@/lib/shared/memory'
import { fromStart, listHref, type View } from '../search'
import { shorten } from './shorten'
import { SimilarNotes } from './similar'

type AboutProps = { data: MemorySearch; view: View; isWaiting: boolean; onRetry: () => void }

export function AboutSearch({ data, view, isWaiting, onRetry }: AboutProps) {
  const { t, plural, rich } = useText()
  const isShort = data.mode === 'words'
  if (data.like !== undefined) return isWaiting ? null : <SimilarNotes data={data} like={data.like} />
  return (
    <>
      {isShort ? (
        <Banner
          tone="doubt"
          role="status"
          lead={t('Search by meaning is not answering.')}
          action={
            <button type="button" className="link" onClick={() => onRetry()}>
              {t('Try now')}
            </button>
          }
        >
          {t('These results match words only; close meanings are missing.')}
        </Banner>
      ) : null}
      {!isShort && !data.standsOut && data.results > 0 && !isWaiting ? (
        <Banner tone="news" lead={t('Nothing stands out for “{question}”.', { question: shorten(data.query) })}>
          {data.results === data.total
            ? plural(
                data.total,
                'This is the closest of your {count} memory.',
                'These are the closest of your {count} memories.',
              )
            : plural(
                data.results,
                'This is the closest of the {count} memory that the filter leaves.',
                'These are the closest of the {count} memories that the filter leaves.',
              )}
        </Banner>
      ) : null}
      {data.mode === 'every-word' && data.results > 0 && !isWaiting ? (
        <p className="aside-note note">{t('Every word of your question is in them. Meaning was not compared.')}</p>
      ) : null}
      {!isShort && data.mode !== 'every-word' && data.sort !== 'relevance' && !isWaiting ? (
        <p className="aside-note note">
          {rich('What hardly matches is left out. {closest} shows everything.', {
            closest: (
              <Link href={listHref(fromStart(view, { sort: null }))} prefetch={false} scroll={false}>
                {t('Closest first')}
              </Link>
            ),
          })}
        </p>
      ) : null}
    </>
  )
}
