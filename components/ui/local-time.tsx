// An instant in the reader's time zone; the full date with its zone on hover.
import { useText } from '#text'
import {
  formatDate,
  formatDateTime,
  formatDay,
  formatExact,
  formatInFull,
  formatRecent,
  formatTime,
  parsePostgresTime,
} from '@/lib/shared/time'

export type LocalTimeProps = {
  /** Postgres text in UTC. */
  at: string
  timeZone: string
  /** `3 November 2026`, `3 Nov 2026`, `3 Nov 2026, 09:12`, `09:12`; `recent`: `Today`, `Yesterday`, `3 Nov`; `exact`: `3 Nov 09:12:05` */
  style?: 'day' | 'date' | 'date-time' | 'time' | 'recent' | 'exact'
}

export function LocalTime({ at, timeZone, style = 'date' }: LocalTimeProps) {
  const text = useText()
  return (
    <time dateTime={parsePostgresTime(at)?.toISOString()} title={formatInFull(at, timeZone, text)}>
      {formats[style](at, timeZone, text)}
    </time>
  )
}

const formats = {
  day: formatDay,
  date: formatDate,
  'date-time': formatDateTime,
  time: formatTime,
  recent: formatRecent,
  exact: formatExact,
}
