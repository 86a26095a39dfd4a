// The box of a tick, and why a memory that was selected was left out. Loaded when memories are selected.
'use client'

import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import type { Memory } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'
import type { Picking } from './pick'
import { problemText } from './problem-text'

export function TickBox({ memory, picking }: { memory: Memory; picking: Picking }) {
  const { t } = useText()
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
