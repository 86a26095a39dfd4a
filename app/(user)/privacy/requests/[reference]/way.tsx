// Every step of a request with its time, as a person can follow it.
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import type { ForgetEvent } from '@/lib/shared/forget'
import type { Text } from '@/lib/shared/text'

export function WayOf({ events, timeZone }: { events: readonly ForgetEvent[]; timeZone: string }) {
  const text = useText()
  return (
    <ol className="way">
      {events.map((event, index) => {
        const words = stepWords(event, text)
        return words === null ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only added
          <li key={index}>
            <span>{words}</span>
            <LocalTime at={event.at} timeZone={timeZone} style="exact" />
          </li>
        )
      })}
    </ol>
  )
}

/** Null: a step between two others that says nothing to a person. */
function stepWords({ to, from, role }: ForgetEvent, { t }: Text): string | null {
  switch (to) {
    case 'submitted':
      return role === 'user' ? t('You asked') : t('Asked for you')
    case 'identity_confirmed':
      return role === 'user' ? null : t('It was made sure that you asked')
    case 'awaiting_approval':
      return t('Handed on for approval')
    case 'scheduled':
      if (from === 'failed') return t('Tried again')
      return role === 'admin' ? t('Approved') : from === 'awaiting_approval' ? t('The waiting time was over') : null
    case 'executing':
      return t('Begun')
    case 'executed':
      return t('Erased')
    case 'verified':
      return t('Searched for, and nothing found')
    case 'completed':
      return t('Receipt written')
    case 'backups_expired':
      return t('Gone from the last backup')
    case 'cancelled':
      return role === 'user' ? t('You cancelled it') : t('Cancelled for you')
    case 'rejected':
      return t('Denied##request')
    case 'on_hold':
      return t('Put on hold')
    case 'failed':
      return t('Not finished')
  }
}
