// When how much happened: bars that filter by their days, and the same as a table.
import Link from 'next/link'
import { timeWords } from '@/components/memory/filter-words'
import { type AuditFilter, auditHref } from '@/lib/shared/audit-filter'
import type { AuditChart, Bar } from '@/lib/shared/audit-page'
import type { Text } from '@/lib/shared/text'
import { shortDayTitle, shortMonthTitle } from '@/lib/shared/time'
import { readText } from '../../text-on-server'
import { BarLinks } from './bar-links'

type Props = { chart: AuditChart; filter: AuditFilter }

/** Of the drawing, in pixels: where bars stand, and how high the highest is. */
const BASE = 92
const HIGHEST = 84

export async function PeriodChart({ chart, filter }: Props) {
  const text = await readText()
  const { t, number } = text
  const { bars } = chart
  const hrefOf = ({ from, to }: Bar) =>
    auditHref({ ...filter, ...(isAlone(from, to, filter) ? NO_DAYS : { from, to }) })
  return (
    <figure className="period">
      <div className="bars">
        <BarLinks
          label={t('Entries by time')}
          bars={bars.map((bar) => ({
            href: hrefOf(bar),
            title: t('{span}: {count}', { span: spanWords(bar, text), count: bar.count }),
            isChosen: bar.isChosen,
          }))}
        />
        <Drawing chart={chart} text={text} />
      </div>
      <details className="note">
        <summary>{t('The same as a table')}</summary>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('When')}</th>
              <th scope="col" className="n">
                {t('Entries')}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.toReversed().map((bar) => (
              <tr key={bar.from}>
                <th scope="row">
                  <Link href={hrefOf(bar)} prefetch={false} aria-current={bar.isChosen ? 'true' : undefined}>
                    {spanWords(bar, text)}
                  </Link>
                </th>
                <td className="n">{number(bar.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

const NO_DAYS = { from: null, to: null }

/** Chosen once more, a bar is given up. */
function isAlone(from: string, to: string, filter: AuditFilter): boolean {
  return filter.from === from && filter.to === to
}

function spanWords({ from, to }: Pick<Bar, 'from' | 'to'>, text: Text): string {
  return timeWords({ since: from, until: to }, text)
}

function Drawing({ chart: { unit, bars }, text }: { chart: AuditChart; text: Text }) {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const step = 100 / bars.length
  const percent = (value: number) => `${value.toFixed(2)}%`
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(1.5, (count / most) * HIGHEST))
  const chosen = bars.map((bar, at) => (bar.isChosen ? at : -1)).filter((at) => at >= 0)
  const [start, end] = [chosen[0], chosen.at(-1)]
  const label = start === undefined || end === undefined ? null : labelOf(bars[start], bars[end], unit, text)
  const near = (at: number) => start !== undefined && Math.abs(at - start) * step < 12
  return (
    <svg className="chart spans" aria-hidden="true">
      {gridOf(most).map((count) => (
        <g key={count}>
          <line className="grid" x1="0" x2="100%" y1={BASE + 0.5 - heightOf(count)} y2={BASE + 0.5 - heightOf(count)} />
          <text x="-10" y={BASE + 4 - heightOf(count)} textAnchor="end">
            {text.number(count)}
          </text>
        </g>
      ))}
      {bars.map(({ from, count, isChosen }, at) => (
        <rect
          key={from}
          className={isChosen ? 'on' : undefined}
          x={percent(at * step)}
          y={(BASE - heightOf(count)).toFixed(1)}
          width={percent(step * 0.784)}
          height={heightOf(count).toFixed(1)}
        />
      ))}
      <line className="base" x1="0" x2="100%" y1={BASE + 0.5} y2={BASE + 0.5} />
      {ticksOf(bars, unit, text).map(({ at, words }) =>
        near(at) ? null : (
          <text key={at} x={percent(at * step)} y={BASE + 18}>
            {words}
          </text>
        ),
      )}
      {label === null || start === undefined ? null : (
        <text
          className="on"
          x={percent(start * step > 80 ? 100 : start * step)}
          y={BASE + 18}
          textAnchor={start * step > 80 ? 'end' : undefined}
        >
          {label}
        </text>
      )}
    </svg>
  )
}

function labelOf(first: Bar | undefined, last: Bar | undefined, unit: AuditChart['unit'], text: Text): string | null {
  if (first === undefined || last === undefined) return null
  const words = (bar: Bar) =>
    unit === 'month'
      ? shortMonthTitle(bar.from.slice(0, 7), text)
      : shortDayTitle(bar === last ? bar.to : bar.from, text)
  return first.from === last.from && unit !== 'week'
    ? words(first)
    : text.t('{from} to {to}', {
        from: unit === 'month' ? words(first) : shortDayTitle(first.from, text),
        to: words(last),
      })
}

/** One or two round numbers to read heights by. */
function gridOf(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [5, 2, 1].map((times) => times * power).find((one) => one * 2 <= most) ?? power
  return [...new Set([step, step * 2])].filter((count) => count <= most)
}

/** Where a month or a year begins; so many that they have room. */
function ticksOf(bars: readonly Bar[], unit: AuditChart['unit'], text: Text): { at: number; words: string }[] {
  const begins = bars.map(({ to }, at) => {
    const before = bars[at - 1]?.to ?? ''
    const [mark, last] = unit === 'month' ? [to.slice(0, 4), before.slice(0, 4)] : [to.slice(0, 7), before.slice(0, 7)]
    return mark === last || (at === 0 && unit !== 'month')
      ? null
      : { at, words: unit === 'month' ? mark : shortMonthTitle(mark, text) }
  })
  const all = begins.filter((one) => one !== null)
  const every = Math.ceil(all.length / 8)
  return all.filter((_, at) => at % every === 0)
}
