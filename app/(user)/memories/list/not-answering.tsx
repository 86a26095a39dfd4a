// Without an encoder neither meaning alone nor the agent's search can be asked; words can.
'use client'

import Link from 'next/link'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Sentence } from '@/lib/shared/text'
import { fromStart, listHref, type View } from '../search'

export function NotAnswering({ view, sentence, onRetry }: { view: View; sentence: Sentence; onRetry: () => void }) {
  const { t, say } = useText()
  const isAgent = view.by === 'agent'
  return (
    <EmptyState
      title={isAgent ? t('The agent’s search is not answering') : t('Search by meaning is not answering')}
      alert
      actions={
        <>
          <Button onClick={onRetry}>{t('Try again')}</Button>
          <Link className="link" href={listHref(fromStart(view, { by: 'together' }))} prefetch={false}>
            {t('Search by words instead')}
          </Link>
        </>
      }
    >
      {isAgent
        ? t(
            'The agent asks the same service for the meaning of its question. While that does not answer, it gets nothing.',
          )
        : say(sentence)}
    </EmptyState>
  )
}
