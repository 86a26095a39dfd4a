// One sentence above the matter, with at most one action: doubt for degraded, strike for failed, news, pen for somebody else's memories.
import type { ReactNode } from 'react'
import { Glyph } from './glyph'

export type BannerProps = {
  tone: 'doubt' | 'strike' | 'news' | 'pen'
  /** The first clause, in bold. */
  lead?: string
  children?: ReactNode
  /** A button or link. */
  action?: ReactNode
  role?: 'status' | 'alert'
}

export function Banner({ tone, lead, children, action, role }: BannerProps) {
  return (
    <div className={tone === 'news' ? 'banner' : `banner ${tone}`} role={role}>
      <Glyph name={tone === 'doubt' || tone === 'strike' ? 'warning' : 'info'} />
      <p>
        {lead === undefined ? null : <strong>{lead}</strong>} {children}
      </p>
      {action === undefined ? null : <span className="buttons">{action}</span>}
    </div>
  )
}
