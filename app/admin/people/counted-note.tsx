// How old the numbers are, where they were not counted just now.
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import type { Counted } from '@/lib/store/people/count'
import { CountAgain } from './count-again'

/** @param props.isPart the rows themselves are read now */
export function CountedNote({
  counted,
  timeZone,
  isPart = false,
}: {
  counted: Counted
  timeZone: string
  isPart?: boolean
}) {
  const { t, plural, rich } = useText()
  if (counted.isLive) return null
  const minutes = Math.floor(counted.seconds / 60)
  const when =
    minutes < 60 ? (
      <time dateTime={counted.at} title={counted.at}>
        {minutes === 0 ? t('less than a minute ago') : plural(minutes, '{count} minute ago', '{count} minutes ago')}
      </time>
    ) : (
      <LocalTime at={counted.at} timeZone={timeZone} style="date-time" />
    )
  return (
    <span className="note counted">
      {isPart ? rich('Totals and warnings counted {when}.', { when }) : rich('Counted {when}.', { when })}{' '}
      <CountAgain />
    </span>
  )
}
