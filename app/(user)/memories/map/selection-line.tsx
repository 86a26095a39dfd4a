'use client'

import { useText } from '#text'
import { FieldProblem } from '@/components/ui/field'
import type { MapSelection } from './use-map-selection'

/** How many are selected, said aloud when it changes. */
export function SelectionLine({ selection }: { selection: MapSelection }) {
  const { plural, say, t } = useText()
  const { ids, mask, problem } = selection
  const here = mask.reduce((sum, one) => sum + one, 0)
  return (
    <div className="selection-line">
      <p role="status">
        {ids.size === 0 ? '' : plural(ids.size, '{count} selected', '{count} selected')}
        {here < ids.size ? ` · ${t('{count} of them not on this map', { count: ids.size - here })}` : ''}
      </p>
      {ids.size === 0 ? null : (
        <button type="button" className="link" onClick={selection.clear}>
          {t('Clear the selection')}
        </button>
      )}
      {problem === null ? null : <FieldProblem id="map-problem">{say(problem)}</FieldProblem>}
    </div>
  )
}
