// The ways onward from a page of a list that has no numbered pages: to what is earlier, and back to what is newest.
import type { Route } from 'next'
import Link from 'next/link'
import { buttonClass } from './button'

type Way = {
  href: Route
  title: string
  /** False: there is nothing there. */
  isOpen: boolean
}

export function PagingLinks({ label, newest, earlier }: { label: string; newest: Way; earlier: Way }) {
  return (
    <nav className="buttons mt-6" aria-label={label}>
      {[newest, earlier].map(({ href, title, isOpen }) =>
        isOpen ? (
          <Link key={title} className={buttonClass()} href={href} prefetch={false}>
            {title}
          </Link>
        ) : null,
      )}
    </nav>
  )
}
