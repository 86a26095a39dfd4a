// Back to the list that a memory was opened from.
import Link from 'next/link'
import { useText } from '#text'
import { listHref, type View } from '../search'

export function BackLink({ view }: { view: View }) {
  const { t } = useText()
  const question = view.q.length <= 40 ? view.q : `${view.q.slice(0, 39)}…`
  return (
    <Link className="back" href={listHref({ ...view, open: null })} prefetch={false}>
      ‹{' '}
      {view.like !== null
        ? t('Similar memories')
        : view.q === ''
          ? t('All memories')
          : t('Results for “{question}”', { question })}
    </Link>
  )
}
