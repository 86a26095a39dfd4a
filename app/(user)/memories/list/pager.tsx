// Earlier and next results, newer and older memories; links, so that they can be shared and opened anew.
'use client'

import Link from 'next/link'
import { useText } from '#text'
import { buttonClass } from '@/components/ui/button'
import { fromStart, type Listing, listHref, sortOf, type View } from '../search'

type Props = { data: Listing; view: View; onMove: (view: View) => void }

export function Pager({ data, view, onMove }: Props) {
  const { t, rich } = useText()
  const shown = data.kind === 'agent' ? data.missed.length : data.memories.length
  if (shown === 0) return null
  const start = fromStart(view)
  const [back, on] =
    data.kind === 'page'
      ? [
          data.previous === null ? null : { ...start, before: data.previous },
          data.next === null ? null : { ...start, after: data.next },
        ]
      : [
          data.previous === null ? null : { ...start, skip: data.previous },
          data.next === null ? null : { ...start, skip: data.next },
        ]
  const count = data.kind === 'page' ? data.total : data.results
  const words =
    data.kind !== 'page'
      ? [t('Earlier'), t('Next 10')]
      : {
          newest: [t('Newer'), t('Older')],
          oldest: [t('Older'), t('Newer')],
          relevance: [],
          key: [t('Page before'), t('Next page')],
        }[sortOf(view)]
  const to = data.from + shown - 1
  return (
    <nav className="pager" aria-label={t('Pages')}>
      <span>{t('{from}–{to} of {count}', { from: data.from, to, count })}</span>
      <span className="keys">
        {rich('{j} {k} move, {e} edit, {slash} find, {help} all keys', {
          j: <kbd>J</kbd>,
          k: <kbd>K</kbd>,
          e: <kbd>E</kbd>,
          slash: <kbd>/</kbd>,
          help: <kbd>?</kbd>,
        })}
      </span>
      <span className="end">
        <Step to={back} onMove={onMove}>
          {words[0]}
        </Step>
        <Step to={on} onMove={onMove}>
          {words[1]}
        </Step>
      </span>
    </nav>
  )
}

function Step({
  to,
  onMove,
  children,
}: {
  to: View | null
  onMove: (view: View) => void
  children: string | undefined
}) {
  if (to === null)
    return (
      <button type="button" className={buttonClass()} disabled>
        {children}
      </button>
    )
  return (
    <Link
      className={buttonClass()}
      href={listHref(to)}
      prefetch={false}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        onMove(to)
        scrollTo({ top: 0 })
      }}
    >
      {children}
    </Link>
  )
}
