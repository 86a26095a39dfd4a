'use client'

import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** What failed is in the server's log under the reference; an error is never an empty list. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="main" className="frame column">
      <EmptyState
        title="Your memories could not be loaded"
        level={1}
        alert
        reference={error.digest}
        actions={<Button onClick={reset}>Try again</Button>}
      >
        The database did not answer, or something else went wrong on the server. Nothing is lost, and you are still
        signed in.
      </EmptyState>
    </main>
  )
}
