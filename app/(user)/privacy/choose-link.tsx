// To the list, with ticks beside its rows.
'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { selection } from '../memories/many/selection'

export function ChooseLink({ children }: { children: ReactNode }) {
  return (
    <Link href="/memories" prefetch={false} onClick={() => selection.start()}>
      {children}
    </Link>
  )
}
