// A list of memories that are similar to one: what it is similar to, and what could not be compared.
import Link from 'next/link'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { Glyph } from '@/components/ui/glyph'
import type { MemorySearch } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'
import { fromStart, listHref, memoryHref, type View } from '../search'

/** What the list is similar to; following it leads back to all memories. */
export function SimilarChip({ view, name }: { view: View; name: string | undefined }) {
  const { t, rich } = useText()
  return (
    <p className="similar-to">
      <Link className="chip" href={listHref(fromStart(view, { like: null }))} prefetch={false}>
        <span>
          {name === undefined
            ? t('Similar to one memory')
            : rich('Similar to {key}', { key: <bdi>{visible(name)}</bdi> })}
        </span>
        <Glyph name="close" />
        <span className="sr-only">{t(', show all memories again')}</span>
      </Link>
    </p>
  )
}

type NotesProps = { data: MemorySearch; like: { id: string; key: string } }

export function SimilarNotes({ data, like }: NotesProps) {
  const { t } = useText()
  const key = visible(like.key)
  if (data.mode === 'words')
    return (
      <Banner
        tone="doubt"
        role="status"
        lead={t('{key} has no search entry to compare.', { key })}
        action={
          <Link className="link" href={memoryHref(like.id)} prefetch={false}>
            {t('Open it')}
          </Link>
        }
      >
        {t('These memories share words with it; those with a close meaning are missing.')}
      </Banner>
    )
  return data.standsOut || data.results === 0 ? null : (
    <Banner tone="news" lead={t('None is very similar to {key}.', { key })}>
      {t('These are the closest.')}
    </Banner>
  )
}

export function NothingSimilar({ data }: { data: MemorySearch }) {
  const { t } = useText()
  return (
    <EmptyState title={t('Nothing is similar to it')}>
      {data.total <= 1
        ? t('There is no other memory to compare it with.')
        : data.mode === 'words'
          ? t('No other memory shares a word with it.')
          : t('Your filter leaves out every other memory.')}
    </EmptyState>
  )
}
