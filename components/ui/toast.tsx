// One line at the bottom left: what happened, and undo.
import type { Route } from 'next'
import Link from 'next/link'
import { useText } from '#text'
import { useAlive } from './use-alive'

export type ToastProps = {
  /** Of the button. */
  id?: string
  text: string
  /** `9 min left`; ticks silently. */
  time?: string
  /** A page that says more. */
  more?: { href: Route; text: string } | undefined
  onUndo?: () => void
  /** While the undo is under way. */
  busy?: boolean
  /** What the button says ("Undo" if nothing else), and what it says to screen readers. */
  action?: string
  actionName?: string
}

export function Toast({ id, text, time, more, onUndo, busy = false, action, actionName }: ToastProps) {
  const { t } = useText()
  const isAlive = useAlive()
  return (
    <div className="toast">
      <span className="text" title={text}>
        {text}
      </span>
      {time === undefined ? null : (
        <span className="time" aria-live="off">
          {time}
        </span>
      )}
      {more === undefined ? null : (
        <Link className="link" href={more.href} prefetch={false}>
          {more.text}
        </Link>
      )}
      {onUndo === undefined ? null : (
        <button
          id={id}
          className={time === undefined ? 'link ms-auto' : 'link'}
          type="button"
          disabled={busy || !isAlive}
          aria-label={busy ? undefined : actionName}
          onClick={onUndo}
        >
          {busy ? t('Undoing…') : (action ?? t('Undo'))}
        </button>
      )}
    </div>
  )
}
