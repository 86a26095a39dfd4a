// Back to the list that a memory was opened from.
import Link from 'next/link'
import { listHref, type View } from './search'

export function BackLink({ view }: { view: View }) {
  const question = view.q.length <= 40 ? view.q : `${view.q.slice(0, 39)}…`
  return (
    <Link className="back" href={listHref({ ...view, open: null })} prefetch={false}>
      ‹ {view.q === '' ? 'All memories' : `Results for “${question}”`}
    </Link>
  )
}
