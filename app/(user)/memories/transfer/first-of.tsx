// A list that shows its beginning, and more of it when asked: a file may hold thousands.
'use client'

import { Fragment, type ReactNode, useState } from 'react'
import { useText } from '#text'

const FIRST = 25
const MORE = 100

type Props<T> = { items: readonly T[]; keyOf: (item: T) => number; show: (item: T) => ReactNode; className: string }

export function FirstOf<T>({ items, keyOf, show, className }: Props<T>) {
  const { t } = useText()
  const [limit, setLimit] = useState(FIRST)
  const left = items.length - limit
  return (
    <>
      <ol className={className}>
        {items.slice(0, limit).map((item) => (
          <Fragment key={keyOf(item)}>{show(item)}</Fragment>
        ))}
      </ol>
      {left <= 0 ? null : (
        <button type="button" className="link" onClick={() => setLimit(limit + MORE)}>
          {t('Show {count} more', { count: Math.min(left, MORE) })}
        </button>
      )}
    </>
  )
}
