// The index beside the list, like the back of a book: when memories changed, and which can be found by meaning.
import { useText } from '#text'
import { monthTitle, shortMonthTitle } from '@/lib/shared/time'

export type IndexColumnProps = {
  /** Newest first, as the server counts them; months without memories may be missing. */
  months: { month: string; count: number }[]
  total: number
  searchable: number
}

export function IndexColumn({ months, total, searchable }: IndexColumnProps) {
  const { t, number } = useText()
  return (
    <section className="index-col" aria-label={t('Index of your memories')}>
      <h2 className="sr-only">{t('Index')}</h2>
      {months.length === 0 ? null : (
        <section>
          <h3>{t('Changed')}</h3>
          <MonthChart months={months} />
        </section>
      )}
      <section>
        <h3>{t('Search')}</h3>
        <ul className="leaders">
          <li>
            <span>{t('Searchable by meaning')}</span> <span>{number(searchable)}</span>
          </li>
          <li className={total === searchable ? 'zero' : undefined}>
            <span>{t('Not yet')}</span> <span>{number(total - searchable)}</span>
          </li>
        </ul>
      </section>
    </section>
  )
}

/** At most 24 months, the latest at the right; the same as a list for screen readers. */
function MonthChart({ months }: { months: IndexColumnProps['months'] }) {
  const text = useText()
  const shown = withoutGaps(months).slice(-24)
  const most = Math.max(1, ...shown.map((one) => one.count))
  // Few months stand as wide as many would, from the left.
  const step = 100 / Math.max(shown.length, 12)
  const [first, last] = [shown[0], shown.at(-1)]
  return (
    <>
      <svg className="chart months" aria-hidden="true">
        {shown.map((one, index) => {
          const height = one.count === 0 ? 0 : Math.max(1.5, (one.count / most) * 44)
          return (
            <rect
              key={one.month}
              x={`${(index * step).toFixed(2)}%`}
              y={(48 - height).toFixed(1)}
              width={`${(step * 0.816).toFixed(2)}%`}
              height={height.toFixed(1)}
            />
          )
        })}
        <line className="base" x1="0" x2="100%" y1="48.5" y2="48.5" />
        {first === undefined ? null : (
          <text x="0" y="66">
            {shortMonthTitle(first.month, text)}
          </text>
        )}
        {last === undefined || shown.length < 2 ? null : (
          <text x={`${(shown.length * step - step * 0.184).toFixed(2)}%`} y="66" textAnchor="end">
            {shown.length * step < 60 ? null : shortMonthTitle(last.month, text)}
          </text>
        )}
      </svg>
      <ul className="sr-only">
        {shown.map((one) => (
          <li key={one.month}>
            {text.t('{month}: {count}', { month: monthTitle(one.month, text), count: one.count })}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Oldest first, every month in between there, those without memories at zero. */
function withoutGaps(months: IndexColumnProps['months']): IndexColumnProps['months'] {
  const counts = new Map(months.map((one) => [one.month, one.count]))
  const numbers = months.map((one) => toNumber(one.month)).filter((one) => Number.isFinite(one))
  if (numbers.length === 0) return []
  const newest = Math.max(...numbers)
  const oldest = Math.max(Math.min(...numbers), newest - 23)
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
