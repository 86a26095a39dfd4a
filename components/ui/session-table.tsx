// Sessions of one person, each with the way to end it, but for the one that asks.
import { useText } from '#text'
import type { ListedSession } from '@/lib/shared/session-list'
import type { Text } from '@/lib/shared/text'
import { TimeCell } from './time-cell'

type Props = {
  sessions: readonly ListedSession[]
  timeZone: string
  isBusy: boolean
  onEnd: (ref: string) => void
}

export function SessionTable({ sessions, timeZone, isBusy, onEnd }: Props) {
  const { t } = useText()
  return (
    <table className="table fold">
      <thead>
        <tr>
          <th scope="col">{t('Signed in with')}</th>
          <th scope="col">{t('Signed in')}</th>
          <th scope="col">{t('Last seen')}</th>
          <th scope="col">{t('Ends at the latest')}</th>
          <th scope="col">
            <span className="sr-only">{t('End it')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <tr key={session.ref}>
            <th scope="row">
              {session.browser ?? t('Unknown browser')}
              {session.isThis ? <span className="note"> · {t('this one')}</span> : null}
            </th>
            <Times session={session} timeZone={timeZone} />
            <td className="n">
              {session.isThis ? null : (
                <button
                  className="link erase"
                  type="button"
                  aria-label={t('End it: {browser}', { browser: session.browser ?? t('Unknown browser') })}
                  disabled={isBusy}
                  onClick={() => onEnd(session.ref)}
                >
                  {t('End it')}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What ending sessions says when it is done, and when it is not. */
export function endedTexts({ t, plural }: Text): { done: (count: number) => string; failed: string } {
  return {
    done: (count) =>
      plural(
        count,
        'Ended {count} session. Its next request is refused.',
        'Ended {count} sessions. Their next request is refused.',
      ),
    failed: t('Nothing was ended.'),
  }
}

/** Three cells: since when, when last, until when. */
function Times({ session, timeZone }: { session: ListedSession; timeZone: string }) {
  const { t } = useText()
  const times: [label: string, at: string][] = [
    [t('Signed in'), session.since],
    [t('Last seen'), session.lastSeenAt],
    [t('Ends at the latest'), session.endsAt],
  ]
  return times.map(([label, at]) => (
    <TimeCell key={label} label={label} at={at} timeZone={timeZone} style="date-time" />
  ))
}
