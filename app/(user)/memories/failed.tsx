// A list that could not be read, which is not an empty one. Always at hand: it must be shown when nothing more can be loaded.
import Link from 'next/link'
import { useText } from '#text'
import { Button, buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Sentence } from '@/lib/shared/text'
import { listHref } from './search'

export function Failed({ sentence, code, onRetry }: { sentence: Sentence; code: string; onRetry: () => void }) {
  const { t, say } = useText()
  if (code === 'signed-out')
    return (
      <EmptyState
        title={t('You have been signed out')}
        alert
        actions={
          <a className={buttonClass('main')} href="/sign-in">
            {t('Sign in again')}
          </a>
        }
      >
        {t('Your search is still in the address of this page.')}
      </EmptyState>
    )
  // of what a list was to be similar to
  if (code === 'not-found')
    return (
      <EmptyState
        title={t('There is no such memory')}
        actions={
          <Link className={buttonClass()} href={listHref()} prefetch={false}>
            {t('All memories, newest first')}
          </Link>
        }
      >
        {t('It may have been deleted or forgotten, or it never existed.')}
      </EmptyState>
    )
  return (
    <EmptyState
      title={t('Your memories could not be loaded')}
      alert
      actions={
        code === 'invalid' ? (
          <Link className={buttonClass()} href={listHref()} prefetch={false}>
            {t('All memories, newest first')}
          </Link>
        ) : code === 'somebody-else' ? (
          <a className={buttonClass()} href="/sign-in">
            {t('Sign in again')}
          </a>
        ) : (
          <Button onClick={onRetry}>{t('Try again')}</Button>
        )
      }
    >
      {code === 'invalid' ? say(sentence) : t('{why} Your search is still here.', { why: sentence })}
    </EmptyState>
  )
}
