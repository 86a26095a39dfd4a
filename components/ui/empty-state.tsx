// Where a list would begin: why there is nothing, and what to do about it.
import type { ReactNode } from 'react'
import { useText } from '#text'
import { Glyph } from './glyph'

export type EmptyStateProps = {
  title: string
  children?: ReactNode
  /** Buttons and links, the likeliest first. */
  actions?: ReactNode
  /** True where something failed. */
  alert?: boolean
  /** What to quote when asking for help. */
  reference?: string
  /** Rank of the title: 1 where it heads the page. */
  level?: 1 | 2 | 3
}

export function EmptyState({ title, children, actions, alert = false, reference, level = 2 }: EmptyStateProps) {
  const { t } = useText()
  const Heading = `h${level}` as const
  return (
    <div className="empty" role={alert ? 'alert' : undefined}>
      <Heading>
        {alert ? (
          <>
            <Glyph name="warning" />{' '}
          </>
        ) : null}
        {title}
      </Heading>
      {typeof children === 'string' ? <p>{children}</p> : children}
      {actions === undefined && reference === undefined ? null : (
        <div className="buttons">
          {actions}
          {reference === undefined ? null : <span className="note">{t('Reference {reference}', { reference })}</span>}
        </div>
      )}
    </div>
  )
}
