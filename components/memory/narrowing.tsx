// Links that narrow a list: in this window without asking the server for a page, elsewhere as any link.
import type { Route } from 'next'
import type { MouseEvent, ReactNode } from 'react'
import type { MemoryFilter } from '@/lib/shared/filter'

/** The filter in force, and how to get another one. */
export type Narrowing = {
  filter: MemoryFilter
  hrefFor: (filter: MemoryFilter) => Route
  onChange: (filter: MemoryFilter) => void
}

type LinkProps = { narrowing: Narrowing; to: MemoryFilter; current?: boolean; className?: string; children: ReactNode }

export function NarrowLink({ narrowing, to, current = false, className, children }: LinkProps) {
  return (
    <a
      href={narrowing.hrefFor(to)}
      className={className}
      aria-current={current ? 'true' : undefined}
      onClick={(event) => {
        if (!isPlainClick(event)) return
        event.preventDefault()
        narrowing.onChange(to)
      }}
    >
      {children}
    </a>
  )
}

/** A click that stays in this window; all others are the browser's. */
export function isPlainClick(event: MouseEvent): boolean {
  return !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) && event.button === 0
}
