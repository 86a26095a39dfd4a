// Somebody's memories without their words: the day, and bars that say nothing. Their widths are thrown here, anew for every page.
import { randomInt } from 'node:crypto'
import { byMonth, Day } from '@/components/memory/journal'
import type { Masked, MonthCount } from '@/lib/shared/masked'
import { monthTitle } from '@/lib/shared/time'
import { readText } from '../../../text-on-server'

type Props = { rows: readonly Masked[]; months: readonly MonthCount[]; timeZone: string }

export async function MaskedRows({ rows, months, timeZone }: Props) {
  const text = await readText()
  return byMonth(rows, timeZone, text).map(({ month, title, memories }, group) => {
    const count = months.find((one) => one.month === month)?.count ?? memories.length
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a group without a month can come twice, and none ever moves.
      <section key={group} aria-label={month === null ? title : monthTitle(month, text)}>
        <div className="month">
          <h2>{title}</h2>
          <span className="note">{text.plural(count, '{count} memory', '{count} memories')}</span>
        </div>
        <ol className="rows journal masked-rows">
          {memories.map(({ updatedAt }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells them apart, and they never move.
            <li key={at}>
              <div className="row">
                <Day at={updatedAt} timeZone={timeZone} isSame={false} />
                <div>
                  <HiddenText />
                </div>
              </div>
            </li>
          ))}
        </ol>
      </section>
    )
  })
}

export async function HiddenText() {
  const { t } = await readText()
  return (
    <>
      <span className="sr-only">{t('Hidden text')}</span>
      <Bars />
    </>
  )
}

const GAP = 7

function Bars() {
  const widths = Array.from({ length: randomInt(3, 9) }, () => randomInt(18, 78))
  const starts = widths.map((_, at) => widths.slice(0, at).reduce((sum, width) => sum + width + GAP, 0))
  const whole = (starts.at(-1) ?? 0) + (widths.at(-1) ?? 0)
  return (
    <svg className="masked" viewBox={`0 0 ${whole} 12`} width={whole} height="12" aria-hidden="true">
      {widths.map((width, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars never move.
        <rect key={at} x={starts[at]} width={width} height="12" rx="2" />
      ))}
    </svg>
  )
}
