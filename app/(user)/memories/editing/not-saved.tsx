// Why nothing was saved, with what was typed still in the form.
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import type { Failure } from '@/lib/shared/result'
import type { Text } from '@/lib/shared/text'
import { visible } from '@/lib/shared/value-words'

export function NotSaved({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { t } = useText()
  const isUnknown = failure.code === 'offline' || failure.code === 'unanswered'
  const isSignedOut = failure.code === 'signed-out' || failure.code === 'somebody-else'
  const words =
    failure.code === 'embedding-unavailable' ? t('The entry for search could not be made, so nothing was changed.') : ''
  return (
    <Banner
      tone="strike"
      role="alert"
      lead={isUnknown ? t('It is not known whether this was saved.') : t('Not saved.')}
      action={
        isSignedOut ? (
          <a className="link" href="/sign-in" target="_blank" rel="noreferrer">
            {t('Sign in again')}
          </a>
        ) : (
          <button type="button" className="link" onClick={onRetry}>
            {t('Save again')}
          </button>
        )
      }
    >
      {words} {visible(failure.sentence)}{' '}
      {isSignedOut
        ? t('Sign in in another window, then save.')
        : isUnknown
          ? t('Your words are still in the form; sent twice, they are saved once.')
          : t('Your words are still in the form.')}
    </Banner>
  )
}

/** The failure of a request that brought no answer. */
export function noAnswer({ t }: Text): Failure {
  return { ok: false, code: 'offline', sentence: t('The dashboard did not answer.') }
}
