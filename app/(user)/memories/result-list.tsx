// What stands below the question: count, banners, rows or journal.
'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import Link from 'next/link'
import type { MouseEvent } from 'react'
import { useText } from '#text'
import { Journal } from '@/components/memory/journal'
import { MemoryRow } from '@/components/memory/memory-row'
import { isPlainClick, type Narrowing } from '@/components/memory/narrowing'
import { Banner } from '@/components/ui/banner'
import { later } from '@/components/ui/later'
import { ListSkeleton } from '@/components/ui/skeleton'
import type { Facets } from '@/lib/shared/facets'
import type { MemorySearch } from '@/lib/shared/memory'
import { Failed } from './failed'
import { ListStatus } from './list-status'
import { NotAnswering } from './not-answering'
import { Pager } from './pager'
import { whyFailed } from './read'
import { fromStart, type Listing, listHref, type View } from './search'
import { useSelection } from './selection'
import { shorten } from './shorten'

/** Rarely seen, so loaded when they are. */
const SimilarNotes = later(() => import('./similar').then((file) => file.SimilarNotes))
const NothingStored = later(() => import('./nothing-to-show').then((file) => file.NothingStored))
const Nothing = later(() => import('./nothing-to-show').then((file) => file.Nothing))
const AgentList = later(() => import('./agent-list').then((file) => file.AgentList))
const SelectLine = later(() => import('./select-line').then((file) => file.SelectLine))

type Props = {
  query: UseQueryResult<Listing>
  facets: Facets | undefined
  view: View
  narrowing: Narrowing
  timeZone: string
  onOpen: (id: string) => void
  onMove: (view: View) => void
}

export function ResultList({ query, facets, view, narrowing, timeZone, onOpen, onMove }: Props) {
  const { isOn: isSelecting } = useSelection()
  const { data, error, isPlaceholderData, isFetching, refetch } = query
  const status = <ListStatus data={data} isWaiting={isPlaceholderData} view={view} narrowing={narrowing} />
  if (error !== null && !isFetching) {
    const why = whyFailed(error)
    if (why.code === 'embedding-unavailable')
      return <NotAnswering view={view} sentence={why.sentence} onRetry={() => refetch()} />
    return <Failed {...why} onRetry={() => refetch()} />
  }
  if (data === undefined)
    return (
      <>
        {status}
        <ListSkeleton kind={view.q === '' && view.like === null ? 'journal' : 'results'} />
      </>
    )
  // a link that is followed in this window opens beside the list; new tabs and windows are the browser's
  const openHere = (id: string, event: MouseEvent<HTMLAnchorElement>) => {
    if (!isPlainClick(event)) return
    event.preventDefault()
    onOpen(id)
  }
  const selecting =
    isSelecting && data.kind !== 'agent' && data.memories.length > 0 ? <SelectLine data={data} view={view} /> : null
  const pager = <Pager data={data} view={view} onMove={onMove} />
  if (data.kind === 'agent')
    return (
      <div aria-busy={isFetching}>
        {status}
        {data.total === 0 && !isPlaceholderData ? (
          <NothingStored />
        ) : (
          <div className={isPlaceholderData ? 'waiting' : undefined}>
            <AgentList data={data} view={view} timeZone={timeZone} onOpen={openHere} pager={pager} />
          </div>
        )}
      </div>
    )
  const isNothing = data.kind === 'page' ? data.total === 0 : data.results === 0
  return (
    <div aria-busy={isFetching}>
      {status}
      {data.kind === 'search' ? (
        <AboutSearch data={data} view={view} isWaiting={isPlaceholderData} onRetry={refetch} />
      ) : null}
      {isNothing && !isPlaceholderData ? (
        <Nothing data={data} facets={facets} view={view} narrowing={narrowing} onMove={onMove} />
      ) : (
        <div className={isPlaceholderData ? 'waiting' : undefined}>
          {selecting}
          {data.kind === 'page' ? (
            <Journal
              memories={data.memories}
              sort={data.sort}
              months={data.months}
              timeZone={timeZone}
              openId={view.open}
              hrefFor={(memory) => listHref({ ...view, open: memory.id })}
              onOpen={(memory, event) => openHere(memory.id, event)}
            />
          ) : (
            <ol className="rows">
              {data.memories.map((memory) => (
                <li key={memory.id} id={`row-${memory.id}`}>
                  <MemoryRow
                    memory={memory}
                    href={listHref({ ...view, open: memory.id })}
                    here={memory.id === view.open}
                    timeZone={timeZone}
                    found={memory.found}
                    onOpen={(event) => openHere(memory.id, event)}
                  />
                </li>
              ))}
            </ol>
          )}
          {pager}
        </div>
      )}
    </div>
  )
}

type AboutProps = { data: MemorySearch; view: View; isWaiting: boolean; onRetry: () => void }

/** What has to be known to read the results. */
function AboutSearch({ data, view, isWaiting, onRetry }: AboutProps) {
  const { t, plural, rich } = useText()
  const isShort = data.mode === 'words'
  if (data.like !== undefined) return isWaiting ? null : <SimilarNotes data={data} like={data.like} />
  return (
    <>
      {isShort ? (
        <Banner
          tone="doubt"
          role="status"
          lead={t('Search by meaning is not answering.')}
          action={
            <button type="button" className="link" onClick={() => onRetry()}>
              {t('Try now')}
            </button>
          }
        >
          {t('These results match words only; close meanings are missing.')}
        </Banner>
      ) : null}
      {!isShort && !data.standsOut && data.results > 0 && !isWaiting ? (
        <Banner tone="news" lead={t('Nothing stands out for “{question}”.', { question: shorten(data.query) })}>
          {data.results === data.total
            ? plural(
                data.total,
                'This is the closest of your {count} memory.',
                'These are the closest of your {count} memories.',
              )
            : plural(
                data.results,
                'This is the closest of the {count} memory that the filter leaves.',
                'These are the closest of the {count} memories that the filter leaves.',
              )}
        </Banner>
      ) : null}
      {!isShort && data.sort !== 'relevance' && !isWaiting ? (
        <p className="aside-note note">
          {rich('What hardly matches is left out. {closest} shows everything.', {
            closest: (
              <Link href={listHref(fromStart(view, { sort: null }))} prefetch={false} scroll={false}>
                {t('Closest first')}
              </Link>
            ),
          })}
        </p>
      ) : null}
    </>
  )
}
