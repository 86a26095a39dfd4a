// A tick at the end of a row, where memories can be selected.
'use client'

import { createContext, type ReactNode, use } from 'react'
import { later } from '@/components/ui/later'
import type { ItemProblem } from '@/lib/shared/job'
import type { Memory } from '@/lib/shared/memory'

const TickBox = later(() => import('./tick-box').then((file) => file.TickBox))

/** How the rows inside can be selected; null: they cannot. */
export type Picking = {
  has: (id: string) => boolean
  problem: (id: string) => ItemProblem | null
  /** Nothing can be ticked while a job works on what is. */
  isLocked: boolean
  onPick: (memory: Memory, isRange: boolean) => void
}

const Context = createContext<Picking | null>(null)

export function Pickings({ picking, children }: { picking: Picking | null; children: ReactNode }) {
  return <Context value={picking}>{children}</Context>
}

export function Tick({ memory }: { memory: Memory }) {
  const picking = use(Context)
  return picking === null ? null : <TickBox memory={memory} picking={picking} />
}
