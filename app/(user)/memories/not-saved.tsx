// Why nothing was saved, with what was typed still in the form.
import { Banner } from '@/components/ui/banner'
import type { Failure } from '@/lib/shared/result'
import { visible } from '@/lib/shared/value-words'

export function NotSaved({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const isSignedOut = failure.code === 'signed-out' || failure.code === 'somebody-else'
  const words =
    failure.code === 'embedding-unavailable' ? 'The entry for search could not be made, so nothing was changed.' : ''
  return (
    <Banner
      tone="strike"
      role="alert"
      lead="Not saved."
      action={
        isSignedOut ? (
          <a className="link" href="/sign-in" target="_blank" rel="noreferrer">
            Sign in again
          </a>
        ) : (
          <button type="button" className="link" onClick={onRetry}>
            Save again
          </button>
        )
      }
    >
      {words} {visible(failure.sentence)}{' '}
      {isSignedOut ? 'Sign in in another window, then save.' : 'Your words are still in the form.'}
    </Banner>
  )
}

/** The failure of a request that brought no answer. */
export const noAnswer: Failure = { ok: false, code: 'offline', sentence: 'The dashboard did not answer.' }
