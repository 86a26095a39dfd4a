// The links behind the bars: one stop for Tab, arrow keys go from one to the next.
'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useText } from '#text'

type Props = { label: string; bars: { href: Route; title: string; isChosen: boolean }[] }

/** Keys that go to one end or the other. */
const ALL = 10_000

export function BarLinks({ label, bars }: Props) {
  const { t } = useText()
  const hint = useId()
  const list = useRef<HTMLOListElement>(null)
  const [focused, setFocused] = useState<number | null>(null)
  const chosen = bars.findIndex(({ isChosen }) => isChosen)
  const stop = Math.min(focused ?? (chosen === -1 ? bars.length - 1 : chosen), bars.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -ALL, End: ALL }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const to = Math.min(bars.length - 1, Math.max(0, stop + step))
    setFocused(to)
    list.current?.querySelectorAll('a')[to]?.focus()
  }
  return (
    <>
      <ol
        ref={list}
        className="month-links"
        aria-label={label}
        aria-describedby={hint}
        onKeyDown={onKeyDown}
        onBlur={() => setFocused(null)}
      >
        {bars.map(({ href, title, isChosen }, at) => (
          <li key={title}>
            <Link
              href={href}
              prefetch={false}
              draggable={false}
              tabIndex={at === stop ? undefined : -1}
              title={title}
              aria-current={isChosen ? 'true' : undefined}
            >
              <span className="sr-only">{title}</span>
            </Link>
          </li>
        ))}
      </ol>
      <p className="sr-only" id={hint}>
        {t('Arrow keys go from bar to bar.')}
      </p>
    </>
  )
}
