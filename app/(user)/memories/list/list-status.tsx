// The line above the list: how many, in which order, and what else can be done with it.
'use client'

import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useText } from '#text'
import { type Narrowing, NarrowLink } from '@/components/memory/narrowing'
import type { AgentSearch } from '@/lib/shared/agent-view'
import { isUnfiltered, NO_FILTER } from '@/lib/shared/filter'
import type { MemoryPage, MemorySearch, SearchSort } from '@/lib/shared/memory'
import type { Text } from '@/lib/shared/text'
import { focusFilters } from '../filters/focus-filters'
import { selection, useSelection } from '../many/selection'
import { fromStart, type Listing, listHref, type View, viewSearch } from '../search'

type Props = {
  data: Listing | undefined
  /** What is awaited is another list than `data`. */
  isWaiting: boolean
  view: View
  narrowing: Narrowing
}

export function ListStatus({ data, isWaiting, view, narrowing }: Props) {
  const text = useText()
  const { t } = text
  const isEmpty = data === undefined || (data.kind === 'page' ? data.all === 0 : data.total === 0)
  const end = (
    <>
      {view.q === '' ? null : <Either view={view} />}
      {isEmpty ? null : (
        <>
          {view.q === '' && view.like === null ? (
            <Link href={`/memories/map${viewSearch({ filter: view.filter })}` as Route} prefetch={false}>
              {t('Map')}
            </Link>
          ) : null}
          {data?.kind === 'agent' ? null : <SelectButton />}
          <Link href="/memories/new" prefetch={false}>
            {t('Add a memory')}
          </Link>
        </>
      )}
    </>
  )
  return (
    <div className="status">
      <p role="status">
        {data === undefined || isWaiting
          ? view.q === '' && view.like === null
            ? t('Loading…')
            : t('Searching…')
          : data.kind === 'page'
            ? pageWords(data, text)
            : data.kind === 'agent'
              ? agentWords(data, text)
              : searchWords(data, isUnfiltered(view.filter), text)}
      </p>
      {isUnfiltered(view.filter) || view.by === 'agent' ? null : (
        <NarrowLink
          narrowing={{
            ...narrowing,
            onChange: (filter) => {
              focusFilters()
              narrowing.onChange(filter)
            },
          }}
          to={NO_FILTER}
        >
          {t('Clear the filter')}
        </NarrowLink>
      )}
      <span className="end">{end}</span>
    </div>
  )
}

function pageWords({ total, all }: MemoryPage, { richPlural }: Text): ReactNode {
  return total === all
    ? richPlural(total, '{count} memory', '{count} memories', { count: <Count of={total} /> })
    : richPlural(all, '{found} of {count} memory', '{found} of {count} memories', { found: <Count of={total} /> })
}

function searchWords(data: MemorySearch, isUnfiltered: boolean, text: Text): ReactNode {
  const { richPlural } = text
  const { results, total, mode, sort, like } = data
  const places = { count: <Count of={results} />, total: text.number(total), order: orderWords(sort, text) }
  if (like !== undefined && sort === 'relevance')
    return richPlural(results, '{count} memory, most similar first', '{count} memories, most similar first', places)
  if (mode === 'words')
    return isUnfiltered
      ? richPlural(
          results,
          '{count} of {total} memories holds a word of your question',
          '{count} of {total} memories hold a word of your question',
          places,
        )
      : richPlural(
          results,
          '{count} of {total} memories passes the filter and holds a word of your question',
          '{count} of {total} memories pass the filter and hold a word of your question',
          places,
        )
  if (sort !== 'relevance')
    return richPlural(
      results,
      '{count} of {total} memories matches, {order}',
      '{count} of {total} memories match, {order}',
      places,
    )
  return results === total
    ? richPlural(results, '{count} memory, closest first', '{count} memories, closest first', places)
    : richPlural(
        results,
        '{count} of {total} memories, closest first',
        '{count} of {total} memories, closest first',
        places,
      )
}

function agentWords({ memories }: AgentSearch, { richPlural }: Text): ReactNode {
  return richPlural(memories.length, '{count} memory, in the agent’s order', '{count} memories, in the agent’s order', {
    count: <Count of={memories.length} />,
  })
}

function orderWords(sort: SearchSort, { t }: Text): string {
  return { relevance: t('closest first'), newest: t('newest first'), oldest: t('oldest first'), key: t('by key') }[sort]
}

function Count({ of }: { of: number }) {
  return <strong>{useText().number(of)}</strong>
}

/** Turns the ticks of the rows on and off. */
function SelectButton() {
  const { t } = useText()
  const { isOn, job } = useSelection()
  return (
    <button
      type="button"
      className="link"
      aria-pressed={isOn}
      disabled={job !== null}
      onClick={isOn ? selection.end : selection.start}
    >
      {t('Select')}
    </button>
  )
}

/** What the search compares. */
function Either({ view }: { view: View }) {
  const { t } = useText()
  const ways = [
    ['together', t('Meaning and words')],
    ['meaning', t('Meaning only')],
    ['words', t('Words only')],
    ['agent', t('As the agent sees it')],
  ] as const
  return (
    <nav className="either" aria-label={t('How to search')}>
      {ways.map(([by, label]) => (
        <Link
          key={by}
          href={listHref(fromStart(view, { by, open: view.open }))}
          prefetch={false}
          scroll={false}
          aria-current={view.by === by ? 'true' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
