// When memories changed, month by month: a chart that chooses a span. A click takes a month, dragging or Shift takes all up to it.
'use client'

import type { Route } from 'next'
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useId, useRef, useState } from 'react'
import { useText } from '#text'
import { lastDay } from './filter-words'
import { Bars, placesFor, SHOWN_MONTHS, titleOf, withoutGaps } from './month-bars'
import { isPlainClick } from './narrowing'

export type Span = { since: string | null; until: string | null }

export type MonthChartProps = {
  /** Newest first, as the server counts them; months without memories may be missing. */
  months: { month: string; count: number }[]
  chosen: Span
  hrefFor: (span: Span) => Route
  onChoose: (span: Span) => void
}

export function MonthChart({ months, chosen, hrefFor, onChoose }: MonthChartProps) {
  const text = useText()
  const hint = useId()
  const list = useRef<HTMLOListElement>(null)
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const shown = withoutGaps(months)
  const places = placesFor(shown)
  const isChosen = (month: string, at: number) =>
    drag !== null
      ? at >= Math.min(drag.from, drag.to) && at <= Math.max(drag.from, drag.to)
      : (chosen.since !== null || chosen.until !== null) &&
        month >= (chosen.since ?? '').slice(0, 7) &&
        month <= (chosen.until ?? '9999').slice(0, 7)
  const marks = shown.map(({ month }, at) => isChosen(month, at))
  const [focused, setFocused] = useState<number | null>(null)
  const stop = focused ?? (marks.includes(true) ? marks.indexOf(true) : shown.length - 1)

  const spanOf = (from: number, to: number): Span => {
    const [first, last] = [shown[Math.min(from, to)], shown[Math.max(from, to)]]
    return first === undefined || last === undefined
      ? { since: null, until: null }
      : { since: `${first.month}-01`, until: lastDay(last.month) }
  }
  const choose = (from: number, to: number) => {
    const span = spanOf(from, to)
    // chosen once more, it is given up
    onChoose(span.since === chosen.since && span.until === chosen.until ? { since: null, until: null } : span)
  }
  const onClick = (at: number, event: MouseEvent) => {
    const isExtending = event.shiftKey && marks.includes(true)
    if (!isExtending && !isPlainClick(event)) return
    event.preventDefault()
    if (isExtending) choose(Math.min(at, marks.indexOf(true)), Math.max(at, marks.lastIndexOf(true)))
    else choose(at, at)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -SHOWN_MONTHS, End: SHOWN_MONTHS }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const to = Math.min(shown.length - 1, Math.max(0, stop + step))
    setFocused(to)
    list.current?.querySelectorAll('a')[to]?.focus()
  }
  const placeAt = ({ clientX }: PointerEvent) => {
    const box = list.current?.getBoundingClientRect()
    if (box === undefined || box.width === 0) return 0
    return Math.min(shown.length - 1, Math.max(0, Math.floor(((clientX - box.left) / box.width) * places)))
  }
  return (
    <div className="month-chart">
      <ol
        ref={list}
        className="month-links"
        aria-describedby={hint}
        onKeyDown={onKeyDown}
        onBlur={() => setFocused(null)}
        onPointerDown={(event) => {
          if (event.button === 0 && !event.shiftKey) setDrag({ from: placeAt(event), to: placeAt(event) })
        }}
        onPointerMove={(event) => drag !== null && setDrag({ ...drag, to: placeAt(event) })}
        onPointerLeave={() => setDrag(null)}
        onPointerUp={(event) => {
          setDrag(null)
          // over one month alone it is a click
          if (drag !== null && drag.from !== placeAt(event)) choose(drag.from, placeAt(event))
        }}
      >
        {shown.map((one, at) => (
          <li key={one.month}>
            <a
              href={hrefFor(spanOf(at, at))}
              draggable={false}
              tabIndex={at === stop ? undefined : -1}
              title={titleOf(one, text)}
              aria-current={drag === null && marks[at] ? 'true' : undefined}
              onClick={(event) => onClick(at, event)}
            >
              <span className="sr-only">{titleOf(one, text)}</span>
            </a>
          </li>
        ))}
        {Array.from({ length: places - shown.length }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they only keep the room of months that are not there
          <li key={at} aria-hidden="true" />
        ))}
      </ol>
      <p className="sr-only" id={hint}>
        {text.t('Arrow keys go from month to month; Shift and Enter take all months up to one.')}
      </p>
      <Bars shown={shown} places={places} marks={marks} />
    </div>
  )
}
