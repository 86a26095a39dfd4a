// What stands below the question: count, banners, rows or journal.
'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { MouseEvent } from 'react'
import { Journal } from '@/components/memory/journal'
import { MemoryRow } from '@/components/memory/memory-row'
import { isPlainClick, type Narrowing } from '@/components/memory/narrowing'
import { later } from '@/components/ui/later'
import { ListSkeleton } from '@/components/ui/skeleton'
import type { Facets } from '@/lib/shared/facets'
import { useSelection } from '../many/selection'
import { whyFailed } from '../read'
import { type Listing, listHref, type View } from '../search'
import { Failed } from './failed'
import { ListStatus } from './list-status'

/** Below the list; and what is rarely seen. Loaded when they are shown. */
const Pager = later(() => import('./pager').then((file) => file.Pager))
const NotAnswering = later(() => import('./not-answering').then((file) => file.NotAnswering))
const NothingStored = later(() => import('./nothing-to-show').then((file) => file.NothingStored))
const AboutSearch = later(() => import('./about-search').then((file) => file.AboutSearch))
const Nothing = later(() => import('./nothing-to-show').then((file) => file.Nothing))
const AgentList = later(() => import('./agent-list').then((file) => file.AgentList))
const SelectLine = later(() => import('../many/select-line').then((file) => file.SelectLine))

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
