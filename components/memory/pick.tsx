// A tick at the end of a row, where memories can be selected.
'use client'

import { createContext, type ReactNode, use } from 'react'
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import type { ItemProblem } from '@/lib/shared/job'
import type { Memory } from '@/lib/shared/memory'
import type { Text } from '@/lib/shared/text'
import { visible } from '@/lib/shared/value-words'

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
  const { t } = useText()
  if (picking === null) return null
  const problem = picking.problem(memory.id)
  return (
    <>
      {problem === null ? null : (
        <p className="why" id={`why-${memory.id}`}>
          <Glyph name="warning" /> {problemText(problem, t)}
        </p>
      )}
      <label className="tick">
        <input
          type="checkbox"
          checked={picking.has(memory.id)}
          disabled={picking.isLocked}
          aria-label={t('Select {key}', { key: visible(memory.key) })}
          aria-describedby={problem === null ? undefined : `why-${memory.id}`}
          onChange={(event) => {
            const { nativeEvent } = event
            picking.onPick(memory, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }}
        />
      </label>
    </>
  )
}

/** Why a memory was left out, as it is said beside it. */
export function problemText(problem: ItemProblem, t: Text['t']): string {
  switch (problem) {
    case 'changed':
      return t('It changed after you selected it')
    case 'refused':
      return t('The database did not carry it out')
    case 'busy':
      return t('Somebody was writing it all the time')
    case 'embedding':
      return t('Its search entry could not be made')
    case 'nothing':
      return t('It has no text that your agent searches')
    case 'rewritten':
      return t('It has been written anew since')
  }
}
