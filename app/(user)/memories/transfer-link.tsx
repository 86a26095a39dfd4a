// From the foot of the list to taking it away in a file: with its filter, and back to the same list.
import type { Route } from 'next'
import Link from 'next/link'
import { useText } from '#text'
import { fromStart, type View, viewSearch } from './search'

export function TransferLink({ view }: { view: View }) {
  const { t } = useText()
  return (
    <p className="note mt-6">
      <Link href={`/memories/transfer${viewSearch(fromStart(view))}` as Route} prefetch={false}>
        {t('Export and import')}
      </Link>
    </p>
  )
}
