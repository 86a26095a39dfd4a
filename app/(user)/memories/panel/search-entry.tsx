// Whether agents find a memory by meaning; where they cannot, its search entry is made at once.
'use client'

import { useState } from 'react'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { FieldProblem } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { useAlive } from '@/components/ui/use-alive'
import type { Memory } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { makeSearchable } from '../[id]/actions'
import { useChange } from './use-change'

/** What came of it; null while nothing was asked for. */
type Outcome = 'made' | 'nothing to find' | null

export function SearchEntry({ memory }: { memory: Memory }) {
  const { t } = useText()
  const isAlive = useAlive()
  const [outcome, setOutcome] = useState<Outcome>(null)
  const { change, isPending, problem } = useChange(
    (input: { id: string; version: string }, operation) => makeSearchable({ ...input, operation }, viewerMark()),
    ({ entries }) => setOutcome(entries > 0 ? 'made' : 'nothing to find'),
  )
  return (
    <>
      <p className="quiet">
        {memory.searchable
          ? t('Agents can find this by meaning.')
          : t('Not searchable by meaning yet, so agents do not find it either.')}
      </p>
      {memory.searchable || outcome === 'nothing to find' ? null : (
        <p className="buttons mt-2">
          <Button disabled={isPending || !isAlive} onClick={() => change({ id: memory.id, version: memory.version })}>
            {isPending ? t('Making it searchable…') : t('Make searchable')}
          </Button>
        </p>
      )}
      <p role="status" className={outcome === null ? 'sr-only' : 'note mt-2'}>
        {outcome === 'made' && memory.searchable ? (
          <>
            <Glyph name="check" /> {t('Made searchable. Nothing else was changed.')}
          </>
        ) : null}
        {outcome === 'nothing to find'
          ? t('It holds no text where agents look for one, so no search entry can be made.')
          : null}
      </p>
      {problem === null ? null : (
        <div className="field">
          <FieldProblem id={`searchable-${memory.id}`}>{visible(problem)}</FieldProblem>
        </div>
      )}
    </>
  )
}
