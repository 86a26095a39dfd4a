'use client'

import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** What failed is in the server's log under the reference; an error is never an empty list. */
export default function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const { t } = useText()
  return (
    <main id="main" className="frame column">
      <EmptyState
        title={t('Your memories could not be loaded')}
        level={1}
        alert
        reference={error.digest}
        actions={<Button onClick={retry}>{t('Try again')}</Button>}
      >
        {t(
          'The database did not answer, or something else went wrong on the server. Nothing is lost, and nobody has been signed out.',
        )}
      </EmptyState>
    </main>
  )
}
