// The corner at the bottom left, where what can be undone is offered.
import type { ReactNode } from 'react'
import { useText } from '#text'

/** Always in the page, so that screen readers hear what arrives in it. */
export function Toasts({ children }: { children?: ReactNode }) {
  const { t } = useText()
  return (
    <div className="toasts" role="status" aria-label={t('What can be undone')}>
      {children}
    </div>
  )
}
