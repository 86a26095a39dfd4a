// The sessions of the person who reads, each with the way to end it.
'use client'

import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { endedTexts, SessionTable } from '@/components/ui/session-table'
import { useAct } from '@/components/ui/use-act'
import { useAlive } from '@/components/ui/use-alive'
import type { ListedSession } from '@/lib/shared/session-list'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { endSessions } from './actions'

type Props = { sessions: readonly ListedSession[]; timeZone: string }

export function OwnSessions({ sessions, timeZone }: Props) {
  const text = useText()
  const { t } = text
  const isAlive = useAlive()
  const { act, isPending, said } = useAct(
    (ended: { ref: string } | 'others') => endSessions({ ended }, viewerMark()),
    endedTexts(text),
  )
  const isBusy = !isAlive || isPending
  return (
    <>
      <div className="mt-6">
        <SessionTable sessions={sessions} timeZone={timeZone} isBusy={isBusy} onEnd={(ref) => act({ ref })} />
      </div>
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
