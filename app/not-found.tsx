import type { Metadata } from 'next'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export const metadata: Metadata = { title: 'Not found' }

/** The same for what is not there and for what is somebody else's. */
export default function NotFound() {
  return (
    <main id="main" className="frame column">
      <EmptyState
        title="There is no such memory"
        level={1}
        actions={
          <Link className={buttonClass()} href="/memories" prefetch={false}>
            Back to your memories
          </Link>
        }
      >
        It may have been deleted or forgotten, or it never existed.
      </EmptyState>
    </main>
  )
}
