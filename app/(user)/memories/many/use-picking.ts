// The rows of a page can be selected: by tick, by key, and as a range.
import { useMemo } from 'react'
import { useText } from '#text'
import type { Picking } from '@/components/memory/pick'
import { useCommands } from '@/components/ui/use-commands'
import { type Pickable, selection, useSelection } from './selection'

/**
 * What the rows need to know; null while nothing is being selected.
 * @param shown the memories of the page, in their order
 * @param openId the one that is open beside them
 */
export function usePicking(shown: readonly Pickable[], openId: string | null): Picking | null {
  const { isOn, picked, job } = useSelection()
  const { t } = useText()
  const toggleCurrent = (isRange: boolean) => {
    const memory = shown.find(({ id }) => id === (focusedRow() ?? openId)) ?? (openId === null ? shown[0] : undefined)
    if (memory !== undefined) selection.toggle(memory, shown, isRange)
  }
  useCommands([
    { name: t('Select or leave out this memory'), key: 'x', run: () => toggleCurrent(false) },
    { name: t('Select all from the last one to here'), key: 'X', isOffered: false, run: () => toggleCurrent(true) },
  ])
  return useMemo(
    () =>
      isOn
        ? {
            has: (id) => picked.has(id),
            problem: (id) => picked.get(id)?.problem ?? null,
            isLocked: job !== null,
            onPick: (memory, isRange) => selection.toggle(memory, shown, isRange),
          }
        : null,
    [isOn, picked, job, shown],
  )
}

function focusedRow(): string | undefined {
  return document.activeElement?.closest('li[id^="row-"]')?.id.slice('row-'.length)
}
