// Which days the chart of the audit shows, and as how many bars.
import type { AuditChart, Bar } from '@/lib/shared/audit-page'
import { addDays, dayEdge } from '@/lib/shared/time'

type Unit = AuditChart['unit']
type Chosen = { from: string | null; to: string | null }

/** At least so many days are shown, and around a period so many. */
const LEAST = 30
const AROUND = 90

/** So many bars at most, of days and of weeks. */
const MOST_DAYS = 100
const MOST_WEEKS = 80

/**
 * The bars that show the record from `first` to `today`, or with a period chosen that period and what lies around it.
 * @returns without their counts
 */
export function barsOf(first: string, today: string, chosen: Chosen): { unit: Unit; bars: Omit<Bar, 'count'>[] } {
  const span = spanOf(first, today, chosen)
  const days = daysIn(span)
  const unit: Unit = days <= MOST_DAYS ? 'day' : days <= MOST_WEEKS * 7 ? 'week' : 'month'
  const bars: Omit<Bar, 'count'>[] = []
  for (let from = beginOf(span.from, unit); from <= span.to; from = addDays(bars.at(-1)?.to ?? from, 1)) {
    const to = endOf(from, unit)
    const isChosen =
      (chosen.from !== null || chosen.to !== null) &&
      to >= (chosen.from ?? '') &&
      from <= (chosen.to ?? '9999-12-31') &&
      from <= today
    bars.push({ from, to, isChosen })
  }
  return { unit, bars }
}

/** The instants between the bars, and at both ends. */
export function edgesOf(bars: readonly Omit<Bar, 'count'>[], timeZone: string): Date[] {
  const last = bars.at(-1)
  const begins = bars.map(({ from }) => dayEdge(from, 'begin', timeZone))
  return last === undefined ? [] : [...begins, dayEdge(last.to, 'after', timeZone)]
}

function spanOf(first: string, today: string, chosen: Chosen): { from: string; to: string } {
  const from = chosen.from ?? first
  const to = chosen.to === null || chosen.to > today ? today : chosen.to
  const isOpen = chosen.from === null && chosen.to === null
  if (isOpen || from > to) return { from: earlier(first, addDays(today, 1 - LEAST)), to: today }
  const length = daysIn({ from, to })
  const shown = Math.max(AROUND, 3 * length)
  const end = earlier(today, addDays(to, Math.floor((shown - length) / 2)))
  const begin = later(addDays(end, 1 - shown), earlier(first, from))
  return { from: earlier(begin, addDays(end, 1 - LEAST)), to: end }
}

function daysIn({ from, to }: { from: string; to: string }): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
}

function beginOf(day: string, unit: Unit): string {
  if (unit === 'month') return `${day.slice(0, 7)}-01`
  return unit === 'week' ? addDays(day, -((new Date(day).getUTCDay() + 6) % 7)) : day // weeks begin on Monday
}

function endOf(begin: string, unit: Unit): string {
  if (unit === 'month') return addDays(beginOf(addDays(begin, 31), 'month'), -1)
  return unit === 'week' ? addDays(begin, 6) : begin
}

const earlier = (one: string, other: string) => (one < other ? one : other)
const later = (one: string, other: string) => (one > other ? one : other)
