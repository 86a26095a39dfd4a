// A list that the server does not give, for a reason that trying again does not change, and what to do instead.
import Link from 'next/link'
import { useText } from '#text'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Sentence } from '@/lib/shared/text'
import { listHref } from '../search'

type Props = { code: 'signed-out' | 'somebody-else' | 'not-found' | 'invalid'; sentence: Sentence }

export function NotGiven({ code, sentence }: Props) {
  const { t, say } = useText()
  const signIn = (look?: 'main') => (
    <a className={buttonClass(look)} href="/sign-in">
      {t('Sign in again')}
    </a>
  )
  const all = (
    <Link className={buttonClass()} href={listHref()} prefetch={false}>
      {t('All memories, newest first')}
    </Link>
  )
  if (code === 'signed-out')
    return (
      <EmptyState title={t('You have been signed out')} alert actions={signIn('main')}>
        {t('Your search is still in the address of this page.')}
      </EmptyState>
    )
  // of what a list was to be similar to
  if (code === 'not-found')
    return (
      <EmptyState title={t('There is no such memory')} actions={all}>
        {t('It may have been deleted or forgotten, or it never existed.')}
      </EmptyState>
    )
  if (code === 'invalid')
    return (
      <EmptyState title={t('Your memories could not be loaded')} alert actions={all}>
        {say(sentence)}
      </EmptyState>
    )
  return (
    <EmptyState title={t('Your memories could not be loaded')} alert actions={signIn()}>
      {t('{why} Your search is still here.', { why: sentence })}
    </EmptyState>
  )
}
