// Each way of having nothing to show: nothing stored, nothing that matches, and a read that failed, which is neither.
import Link from 'next/link'
import { useText } from '#text'
import { Button, buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { MemorySearch } from '@/lib/shared/memory'
import type { Sentence } from '@/lib/shared/text'
import { listHref } from './search'

export function NothingStored() {
  const { t } = useText()
  return (
    <EmptyState
      title={t('Nothing is remembered about you yet')}
      actions={
        <>
          <Link className={buttonClass('main')} href="/memories/new" prefetch={false}>
            {t('Write a memory')}
          </Link>
          <Link className="link" href="/memories/transfer" prefetch={false}>
            {t('Bring memories in from a file')}
          </Link>
        </>
      }
    >
      <p>
        {t(
          'Memories appear here as soon as an agent saves one. Connect an agent with this line, or write the first one yourself.',
        )}
      </p>
      <pre>
        <code>{"await memory.saveMemory(userId, 'preferred_workspace',\n  { workspace_name: 'Production' })"}</code>
      </pre>
    </EmptyState>
  )
}

export function NothingMatches({ data, onClear }: { data: MemorySearch; onClear: () => void }) {
  const { t, plural } = useText()
  return (
    <EmptyState
      title={t('No memory matches “{question}”', { question: shorten(data.query) })}
      actions={<Button onClick={onClear}>{t('Clear the search')}</Button>}
    >
      {plural(
        data.total,
        'Compared the words of {count} memory; it holds none of yours. Search by meaning may find more when it answers again.',
        'Compared the words of {count} memories; none holds one of yours. Search by meaning may find more when it answers again.',
      )}
    </EmptyState>
  )
}

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

export function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}
