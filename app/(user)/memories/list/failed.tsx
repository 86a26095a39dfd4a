// A list that could not be read, which is not an empty one. Always at hand: it must be shown when nothing more can be loaded.
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { later } from '@/components/ui/later'
import type { Sentence } from '@/lib/shared/text'

/** Said by a server that answers, so more can be loaded. */
const NotGiven = later(() => import('./not-given').then((file) => file.NotGiven))

export function Failed({ sentence, code, onRetry }: { sentence: Sentence; code: string; onRetry: () => void }) {
  const { t } = useText()
  if (code === 'signed-out' || code === 'not-found' || code === 'invalid' || code === 'somebody-else')
    return <NotGiven code={code} sentence={sentence} />
  return (
    <EmptyState
      title={t('Your memories could not be loaded')}
      alert
      actions={<Button onClick={onRetry}>{t('Try again')}</Button>}
    >
      {t('{why} Your search is still here.', { why: sentence })}
    </EmptyState>
  )
}
