// While selecting: everything on this page, and from there everything that the list has.
'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useText } from '#text'
import { FieldProblem } from '@/components/ui/field'
import { isUnfiltered } from '@/lib/shared/filter'
import type { MemoryPage, MemorySearch } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { facetsQuery, type View, viewSearch } from '../search'
import { selectAll } from './actions'
import { selection, useSelection } from './selection'

type Data = MemoryPage | MemorySearch
type Props = { data: Data; view: View }

export function SelectLine({ data, view }: Props) {
  const { plural, t } = useText()
  const { picked, base, job } = useSelection()
  const here = data.memories.filter(({ id }) => picked.has(id)).length
  const isWhole = here === data.memories.length
  const matching = useMatching(data, view, isWhole)
  const search = searchOf(view)
  const isNarrowed = view.q !== '' || view.like !== null || !isUnfiltered(view.filter)
  const all = useMutation({
    mutationFn: (first: number | null) =>
      selectAll(isNarrowed ? { search, isShort: isShort(data), first } : { everything: true }, viewerMark()),
    onSuccess: (result, first) => {
      if (result.ok) selection.take(result.value, first === null ? search : null, data.memories)
    },
  })
  const tick = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (tick.current !== null) tick.current.indeterminate = here > 0 && !isWhole
  }, [here, isWhole])
  const problem =
    all.data?.ok === false
      ? visible(all.data.sentence)
      : all.isError
        ? t('Nothing was selected: the dashboard did not answer. Try again.')
        : null
  const isLocked = all.isPending || job !== null
  const last = data.from + data.memories.length - 1
  return (
    <div className="select-line">
      <label>
        <input
          ref={tick}
          type="checkbox"
          checked={isWhole}
          disabled={isLocked}
          onChange={() => selection.pick(data.memories, !isWhole)}
        />
        <span>
          {isWhole
            ? plural(here, 'The one on this page is selected.', 'All {count} on this page are selected.')
            : plural(data.memories.length, 'The one on this page', 'All {count} on this page')}
        </span>
      </label>
      {isWhole && data.kind === 'search' && data.from > 1 && picked.size < last ? (
        <More isLocked={isLocked} onAsk={() => all.mutate(last)}>
          {t('Select results 1 to {count}', { count: last })}
        </More>
      ) : null}
      {isWhole && base?.of !== search && (matching === null || matching > here) ? (
        <More isLocked={isLocked} onAsk={() => all.mutate(null)}>
          {all.isPending
            ? t('Selecting…')
            : matching === null
              ? t('Select all that match')
              : isNarrowed
                ? t('Select all {count} that match', { count: matching })
                : t('Select all {count} memories', { count: matching })}
        </More>
      ) : null}
      {base !== null || picked.size > here ? (
        <More isLocked={isLocked} onAsk={selection.clear}>
          {t('Select none')}
        </More>
      ) : null}
      {problem === null ? null : <FieldProblem id="select-problem">{problem}</FieldProblem>}
    </div>
  )
}

function More({ isLocked, onAsk, children }: { isLocked: boolean; onAsk: () => void; children: string }) {
  return (
    <button type="button" className="link" disabled={isLocked} onClick={onAsk}>
      {children}
    </button>
  )
}

/** How many there are to select; closest first every memory is a result, so that what matches has to be counted. */
function useMatching(data: Data, view: View, isAsked: boolean): number | null {
  const isRanked = data.kind === 'search' && data.sort === 'relevance' && !isShort(data)
  const facets = useQuery({ ...facetsQuery(view, { isMatching: true }), enabled: isAsked && isRanked })
  if (data.kind === 'page') return data.total
  if (!isRanked) return data.results
  if (facets.data === undefined) return null
  // counted without their own part of the filter
  const { yes, no } = facets.data.searchable
  return view.filter.searchable === null ? yes + no : facets.data.searchable[view.filter.searchable]
}

function isShort(data: Data): boolean {
  return data.kind === 'search' && data.mode === 'words'
}

function searchOf({ q, like, by, filter }: View): string {
  return viewSearch({ q, like, by, filter })
}
