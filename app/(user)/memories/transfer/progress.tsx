// How far something is: a line that fills, and a button that ends it.
import type { ReactNode } from 'react'

export function Progress({ share, label, children }: { share: number; label: string; children?: ReactNode }) {
  return (
    <div className="progress">
      <progress aria-label={label} value={share} max={1} />
      {children}
    </div>
  )
}
