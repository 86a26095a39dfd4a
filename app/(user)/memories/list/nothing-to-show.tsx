// Each way of having nothing to show: nothing stored, nothing that matches. Loaded when there is nothing.
import Link from 'next/link'
import { useText } from '#text'
import { partWords } from '@/components/memory/filter-words'
import type { Narrowing } from '@/components/memory/narrowing'
import { Button, buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Facets } from '@/lib/shared/facets'
import { type FilterPart, isUnfiltered, type MemoryFilter, NO_FILTER, partsOf, without } from '@/lib/shared/filter'
import type { MemoryPage, MemorySearch } from '@/lib/shared/memory'
import type { Text } from '@/lib/shared/text'
import { fromStart, sortOf, type View } from '../search'
import { shorten } from './shorten'
import { NothingSimilar } from './similar'

export function NothingStored() {
  const { t } = useText()
  return (
    <EmptyState
      title={t('Nothing is remembered about you yet')}
      actions={
        <>
          <Link className={buttonClass('main')} href="/memories/new" prefetch={false}>
            {t('Write a memory')}
          </Link>
          <Link className="link" href="/memories/transfer" prefetch={false}>
            {t('Bring memories in from a file')}
          </Link>
        </>
      }
    >
      <p>
        {t(
          'Memories appear here as soon as an agent saves one. Connect an agent with this line, or write the first one yourself.',
        )}
      </p>
      <pre>
        <code>{"await memory.saveMemory(userId, 'preferred_workspace',\n  { workspace_name: 'Production' })"}</code>
      </pre>
    </EmptyState>
  )
}

type NothingMatchesProps = {
  data: MemorySearch
  onClear: () => void
  /** Shows also what hardly matches; null where it is shown already. */
  onClosest: (() => void) | null
}

function NothingMatches({ data, onClear, onClosest }: NothingMatchesProps) {
  const { t, plural } = useText()
  const isWords = data.mode === 'words'
  return (
    <EmptyState
      title={t('No memory matches “{question}”', { question: shorten(data.query) })}
      actions={
        <>
          {isWords || onClosest === null ? null : (
            <Button look="main" onClick={onClosest}>
              {t('Show the closest')}
            </Button>
          )}
          <Button onClick={onClear}>{t('Clear the search')}</Button>
        </>
      }
    >
      {isWords
        ? plural(
            data.total,
            'Compared the words of {count} memory; it holds none of yours. Search by meaning may find more when it answers again.',
            'Compared the words of {count} memories; none holds one of yours. Search by meaning may find more when it answers again.',
          )
        : plural(
            data.total,
            'Your {count} memory is not close to it.',
            'None of your {count} memories is closer to it than the others.',
          )}
    </EmptyState>
  )
}

type NoneHoldsProps = { data: MemorySearch; onClear: () => void; onMeaning: () => void }

/** No memory holds every word of the question. */
function NoneHolds({ data, onClear, onMeaning }: NoneHoldsProps) {
  const { t, plural } = useText()
  return (
    <EmptyState
      title={t('No memory holds “{question}”', { question: shorten(data.query) })}
      actions={
        <>
          <Button look="main" onClick={onMeaning}>
            {t('Compare meaning as well')}
          </Button>
          <Button onClick={onClear}>{t('Clear the search')}</Button>
        </>
      }
    >
      {plural(
        data.total,
        'Your {count} memory does not hold every one of these words.',
        'None of your {count} memories holds every one of these words.',
      )}
    </EmptyState>
  )
}

type NothingLeftProps = {
  view: View
  /** Undefined until they have been counted. */
  facets: Facets | undefined
  onFilter: (filter: MemoryFilter) => void
}

/** There are memories, and the filter lets none through: says which part of it hides most. */
function NothingLeft({ view: { q, filter }, facets, onFilter }: NothingLeftProps) {
  const text = useText()
  const { t } = text
  const parts = partsOf(filter)
  const hidden = (part: FilterPart) => facets?.hides[part] ?? 0
  const most = parts.toSorted((a, b) => hidden(b) - hidden(a))[0]
  const isOne = most !== undefined && hidden(most) > 0
  return (
    <EmptyState
      title={
        q === '' ? t('No memory passes the filter') : t('No memory matches “{question}”', { question: shorten(q) })
      }
      actions={
        <>
          {isOne && parts.length > 1 ? (
            <Button look="main" onClick={() => onFilter(without(filter, most))}>
              {t('Without “{filter}”', { filter: partWords(most, filter, text) })}
            </Button>
          ) : null}
          <Button onClick={() => onFilter(NO_FILTER)}>{t('Clear the filter')}</Button>
        </>
      }
    >
      {facets === undefined
        ? t('Counting what the filter leaves out…')
        : isOne
          ? leftOutWords(most, hidden(most), filter, text)
          : text.plural(
              facets.all,
              'Only the parts of the filter together leave out your {count} memory.',
              'Only the parts of the filter together leave out all {count} memories.',
            )}
    </EmptyState>
  )
}

function leftOutWords(part: FilterPart, count: number, { since, until }: MemoryFilter, { plural }: Text): string {
  switch (part) {
    case 'time':
      if (until === null)
        return plural(
          count,
          '{count} older one was left out by the date filter.',
          '{count} older ones were left out by the date filter.',
        )
      if (since === null)
        return plural(
          count,
          '{count} newer one was left out by the date filter.',
          '{count} newer ones were left out by the date filter.',
        )
      return plural(
        count,
        '{count} of other days was left out by the date filter.',
        '{count} of other days were left out by the date filter.',
      )
    case 'key':
      return plural(
        count,
        '{count} with another key was left out by the filter.',
        '{count} with other keys were left out by the filter.',
      )
    case 'field':
      return plural(
        count,
        '{count} without such a field was left out by the filter.',
        '{count} without such a field were left out by the filter.',
      )
    case 'type':
      return plural(
        count,
        '{count} with other values was left out by the filter.',
        '{count} with other values were left out by the filter.',
      )
    case 'by':
      return plural(
        count,
        '{count} that somebody else wrote was left out by the filter.',
        '{count} that somebody else wrote were left out by the filter.',
      )
    default:
      return plural(
        count,
        '{count} in another state was left out by the filter.',
        '{count} in another state were left out by the filter.',
      )
  }
}

type NothingProps = {
  data: MemoryPage | MemorySearch
  facets: Facets | undefined
  view: View
  narrowing: Narrowing
  onMove: (view: View) => void
}

/** Nothing stored, nothing left by the filter, or nothing that holds a word. */
export function Nothing({ data, facets, view, narrowing, onMove }: NothingProps) {
  if ((data.kind === 'page' ? data.all : data.total) === 0) return <NothingStored />
  // without the filter nothing matches either: then it is not the filter that hides it
  const isFilter = !isUnfiltered(view.filter) && (data.kind === 'page' || facets === undefined || facets.all > 0)
  if (isFilter || data.kind === 'page') return <NothingLeft view={view} facets={facets} onFilter={narrowing.onChange} />
  if (data.like !== undefined) return <NothingSimilar data={data} />
  const onClear = () => onMove(fromStart(view, { q: '', sort: null }))
  if (data.mode === 'every-word')
    return (
      <NoneHolds
        data={data}
        onClear={onClear}
        onMeaning={() => onMove(fromStart(view, { by: 'together', sort: null }))}
      />
    )
  return (
    <NothingMatches
      data={data}
      onClear={onClear}
      onClosest={sortOf(view) === 'relevance' ? null : () => onMove(fromStart(view, { sort: null }))}
    />
  )
}
