// Every step of a request with its time, who took it and why.
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import type { ForgetEvent } from '@/lib/shared/forget'
import type { Text } from '@/lib/shared/text'
import { visible } from '@/lib/shared/value-words'
import type { StaffForget } from '@/lib/store/forgetting/queue'

type Props = { events: StaffForget['events']; subject: string; timeZone: string }

export function StaffWay({ events, subject, timeZone }: Props) {
  const text = useText()
  const { t } = text
  return (
    <ol className="way staff">
      {events.map((event, index) => {
        const isPerson = event.role === 'user' || event.role === 'admin'
        const who = event.byName ?? (event.by === subject ? t('the person') : event.by.slice(0, 8))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only added
          <li key={index}>
            <span>
              {stepWords(event, text)}
              {isPerson ? (
                <span className="by">
                  {' '}
                  <bdi>
                    <ShownText text={visible(who)} />
                  </bdi>
                </span>
              ) : null}
            </span>
            <LocalTime at={event.at} timeZone={timeZone} style="exact" />
            {event.reason === null || event.to === 'failed' ? null : (
              <span className="said-reason" dir="auto">
                {event.reason}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function stepWords({ to, from, role, reason }: ForgetEvent, { t }: Text): string {
  if (from === 'on_hold' && to !== 'cancelled' && to !== 'rejected') return t('Let go on')
  switch (to) {
    case 'submitted':
      return t('Asked for##step')
    case 'identity_confirmed':
      return t('Identity confirmed')
    case 'awaiting_approval':
      return t('Handed on for approval')
    case 'scheduled':
      if (from === 'failed') return t('Tried again')
      if (from !== 'awaiting_approval') return t('Ready to be carried out')
      return role === 'admin' ? t('Approved') : t('The waiting time was over')
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
      return t('Taken back')
    case 'rejected':
      return t('Denied##request')
    case 'on_hold':
      return t('Put on hold')
    case 'failed':
      return reason === 'residue' ? t('Failed: something was left') : t('Failed: stopped by an error')
  }
}
