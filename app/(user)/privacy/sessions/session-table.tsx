// The sessions of the person who reads, each with the way to end it.
'use client'

import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { useAct } from '@/components/ui/use-act'
import { useAlive } from '@/components/ui/use-alive'
import type { ListedSession } from '@/lib/shared/session-list'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { endSessions } from './actions'

type Props = { sessions: readonly ListedSession[]; timeZone: string }

export function SessionTable({ sessions, timeZone }: Props) {
  const { t, plural } = useText()
  const isAlive = useAlive()
  const { act, isPending, said } = useAct((ended: { ref: string } | 'others') => endSessions({ ended }, viewerMark()), {
    done: (count) =>
      plural(
        count,
        'Ended {count} session. Its next request is refused.',
        'Ended {count} sessions. Their next request is refused.',
      ),
    failed: t('Nothing was ended.'),
  })
  const isBusy = !isAlive || isPending
  return (
    <>
      <table className="table fold mt-6">
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
              <SessionTimes session={session} timeZone={timeZone} />
              <td className="n">
                {session.isThis ? null : (
                  <button
                    className="link erase"
                    type="button"
                    disabled={isBusy}
                    onClick={() => act({ ref: session.ref })}
                  >
                    {t('End it')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sessions.length > 1 ? (
        <p className="buttons mt-4">
          <Button disabled={isBusy} onClick={() => act('others')}>
            {t('End all others')}
          </Button>
        </p>
      ) : (
        <p className="note mt-3">{t('You are signed in nowhere else.')}</p>
      )}
      {said}
    </>
  )
}

/** Three cells: since when, when last, until when. */
export function SessionTimes({ session, timeZone }: { session: ListedSession; timeZone: string }) {
  const { t } = useText()
  const times: [label: string, at: string][] = [
    [t('Signed in'), session.since],
    [t('Last seen'), session.lastSeenAt],
    [t('Ends at the latest'), session.endsAt],
  ]
  return times.map(([label, at]) => (
    <td key={label} className="under quiet">
      <span className="fold-only">{label} </span>
      <LocalTime at={at} timeZone={timeZone} style="date-time" />
    </td>
  ))
}
