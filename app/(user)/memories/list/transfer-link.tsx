// At the foot of the list: taking it away in a file, with its filter, and settling what is kept twice.
import type { Route } from 'next'
import Link from 'next/link'
import { useText } from '#text'
import { fromStart, type View, viewSearch } from '../search'

export function TransferLink({ view }: { view: View }) {
  const { t } = useText()
  return (
    <p className="note mt-6">
      <Link href={`/memories/transfer${viewSearch(fromStart(view))}` as Route} prefetch={false}>
        {t('Export and import')}
      </Link>
      {' · '}
      <Link href="/memories/duplicates" prefetch={false}>
        {t('Nearly alike')}
      </Link>
    </p>
  )
}
