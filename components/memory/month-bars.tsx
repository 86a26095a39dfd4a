// Months as bars, the latest at the right: drawn by the server or the browser, with the same numbers in words beside them.
import type { Route } from 'next'
import Link from 'next/link'
import { useText } from '#text'
import { monthTitle, shortMonthTitle } from '@/lib/shared/time'

export type Months = readonly { month: string; count: number }[]

/** So many are shown. */
export const SHOWN_MONTHS = 24

/** So many places: few months stand as wide as many would, from the left. */
export const placesFor = (shown: Months) => Math.max(shown.length, SHOWN_MONTHS / 2)

/** A chart whose months lead to what they count. Its twin is a table, which says more. */
export function MonthBars({
  months,
  name,
  hrefFor,
}: {
  months: Months
  name: string
  hrefFor: (month: string) => Route
}) {
  const text = useText()
  const shown = withoutGaps(months)
  const places = placesFor(shown)
  return (
    <div className="month-chart still">
      <ol className="month-links" aria-label={name}>
        {shown.map((one) => (
          <li key={one.month}>
            <Link href={hrefFor(one.month)} prefetch={false} title={titleOf(one, text)}>
              <span className="sr-only">{titleOf(one, text)}</span>
            </Link>
          </li>
        ))}
        {Array.from({ length: places - shown.length }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they only keep the room of months that are not there
          <li key={at} aria-hidden="true" />
        ))}
      </ol>
      <Bars shown={shown} places={places} marks={[]} />
    </div>
  )
}

/** @param props.marks which of the months are chosen */
export function Bars({ shown, places, marks }: { shown: Months; places: number; marks: boolean[] }) {
  const text = useText()
  const most = Math.max(1, ...shown.map((one) => one.count))
  const step = 100 / places
  const [first, last] = [shown[0], shown.at(-1)]
  const start = marks.indexOf(true)
  const begin = start === -1 ? undefined : shown[start]
  // labels are as wide as a fifth of the chart: one that would run into that of the chosen month is left out
  const at = start * step
  const end = shown.length * step - step * 0.184
  const isFirstShown = begin === undefined || at > 24
  const isLastShown = shown.length * step >= 60 && (begin === undefined || at < end - 42)
  const percent = (value: number) => `${value.toFixed(2)}%`
  return (
    <svg className="chart months" aria-hidden="true">
      {shown.map((one, index) => {
        const height = one.count === 0 ? 0 : Math.max(1.5, (one.count / most) * 44)
        return (
          <rect
            key={one.month}
            className={marks[index] ? 'on' : undefined}
            x={percent(index * step)}
            y={(48 - height).toFixed(1)}
            width={percent(step * 0.816)}
            height={height.toFixed(1)}
          />
        )
      })}
      <line className="base" x1="0" x2="100%" y1="48.5" y2="48.5" />
      {first === undefined || !isFirstShown ? null : (
        <text x="0" y="66">
          {shortMonthTitle(first.month, text)}
        </text>
      )}
      {begin === undefined ? null : (
        <text className="on" x={at > 76 ? percent(end) : percent(at)} y="66" textAnchor={at > 76 ? 'end' : undefined}>
          {shortMonthTitle(begin.month, text)}
        </text>
      )}
      {last === undefined || shown.length < 2 || !isLastShown ? null : (
        <text x={percent(end)} y="66" textAnchor="end">
          {shortMonthTitle(last.month, text)}
        </text>
      )}
    </svg>
  )
}

export function titleOf({ month, count }: Months[number], text: ReturnType<typeof useText>): string {
  return text.t('{month}: {count}', { month: monthTitle(month, text), count })
}

/** Oldest first, every month in between there, those without memories at zero; at most {@link SHOWN_MONTHS}. */
export function withoutGaps(months: Months): Months[number][] {
  const counts = new Map(months.map((one) => [one.month, one.count]))
  const numbers = months.map((one) => toNumber(one.month)).filter((one) => Number.isFinite(one))
  if (numbers.length === 0) return []
  const newest = Math.max(...numbers)
  const oldest = Math.max(Math.min(...numbers), newest - SHOWN_MONTHS + 1)
  return Array.from({ length: newest - oldest + 1 }, (_, index) => {
    const month = toMonth(oldest + index)
    return { month, count: counts.get(month) ?? 0 }
  })
}

function toNumber(month: string): number {
  const [year, number] = month.split('-').map(Number)
  return (year ?? Number.NaN) * 12 + (number ?? Number.NaN) - 1
}

function toMonth(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
}
