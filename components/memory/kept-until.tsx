// Until when a memory is kept, in words.
import type { ReactNode } from 'react'
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import type { Kept } from '@/lib/shared/history'
import type { Text } from '@/lib/shared/text'
import { formatTime, parsePostgresTime } from '@/lib/shared/time'

/** Until when: a day, so many days after each use, or no end. */
export function KeptUntil({ kept, timeZone }: { kept: Kept; timeZone: string }): ReactNode {
  const { t, plural } = useText()
  if (kept.minutes !== null) return lasting(kept.minutes, plural)
  if (kept.until === null) return t('no end date')
  return <End at={kept.until} timeZone={timeZone} />
}

/** An end at midnight is that of the day before. */
export function End({ at, timeZone }: { at: string; timeZone: string }) {
  const { rich } = useText()
  const before = lastMoment(at, timeZone)
  return before === null ? (
    <LocalTime at={at} timeZone={timeZone} style="date-time" />
  ) : (
    rich('the end of {day}', { day: <LocalTime at={before} timeZone={timeZone} style="day" /> })
  )
}

function lastMoment(at: string, timeZone: string): string | null {
  const instant = parsePostgresTime(at)
  if (instant === null || formatTime(at, timeZone) !== '00:00' || instant.getTime() % 60_000 !== 0) return null
  return new Date(instant.getTime() - 1).toISOString()
}

/** Minutes, in the largest unit that they fill. */
function lasting(minutes: number, plural: Text['plural']): string {
  if (minutes > 0 && minutes % 1_440 === 0)
    return plural(minutes / 1_440, '{count} day after each use', '{count} days after each use')
  if (minutes > 0 && minutes % 60 === 0)
    return plural(minutes / 60, '{count} hour after each use', '{count} hours after each use')
  return plural(minutes, '{count} minute after each use', '{count} minutes after each use')
}
