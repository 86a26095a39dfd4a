// The list, the search field and the memory beside it. Everything it shows is in the address.
'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import type { Narrowing } from '@/components/memory/narrowing'
import { Pickings } from '@/components/memory/pick'
import { later } from '@/components/ui/later'
import { PanelSkeleton } from '@/components/ui/skeleton'
import { useCommands } from '@/components/ui/use-commands'
import type { OpenMenu } from '../filters/filter-bar'
import { selection, useSelection } from '../many/selection'
import { usePicking } from '../many/use-picking'
import type { Listed } from '../panel/memory-panel'
import { facetsQuery, fromStart, type Listing, listHref, memoriesQuery, readView, sortOf, type View } from '../search'
import { askedFor, useShown, writeAddress } from '../written-address'
import { ResultList } from './result-list'
import { SearchField } from './search-field'
import { TransferLink } from './transfer-link'

// a list can be read without it; loaded soon after, for most people open a memory next
const loadPanel = () => import('../panel/memory-panel').then((file) => file.MemoryPanel)
const MemoryPanel = later(
  loadPanel,
  <section className="panel peek">
    <PanelSkeleton />
  </section>,
)
const BulkBar = later(() => import('../many/bulk-bar').then((file) => file.BulkBar))
const RenewAll = later(() => import('../many/renew-all').then((file) => file.RenewAll))
const SOON_MS = 1_000
/** Beside the list, or only sometimes above it. */
const FilterBar = later(() => import('../filters/filter-bar').then((file) => file.FilterBar))
const IndexColumn = later(() => import('@/components/memory/index-column').then((file) => file.IndexColumn))
const SimilarChip = later(() => import('./similar').then((file) => file.SimilarChip))

/** @param hasReads whether the reader may ask who used a memory */
export function MemoriesScreen({ timeZone, hasReads }: { timeZone: string; hasReads: boolean }) {
  const view = readView(useShown())
  const { t } = useText()
  const field = useRef<HTMLInputElement>(null)
  const query = useQuery(memoriesQuery(view))
  // closest first, every memory is a result of every question; otherwise only those that match are counted
  const isMatching =
    (view.q !== '' || view.like !== null) &&
    (sortOf(view) !== 'relevance' || (query.data?.kind === 'search' && query.data.mode === 'words'))
  // the agent's tool takes no filter: there is nothing to narrow
  const canNarrow = view.q === '' || view.by !== 'agent'
  const facets = useQuery({ ...facetsQuery(view, { isMatching }), enabled: canNarrow })
  const [menu, setMenu] = useState<OpenMenu>(null)
  const narrowing: Narrowing = {
    filter: view.filter,
    hrefFor: (filter) => listHref(fromStart(view, { filter })),
    onChange: (filter) => go(fromStart(shownView(), { filter })),
  }
  const memories = listedIn(query.data)
  const at = memories.findIndex((memory) => memory.id === view.open)
  const open = (id: string | null, replace = false) => go({ ...shownView(), open: id }, replace)
  const close = () => {
    const was = shownView().open
    open(null)
    focusRow(was)
  }
  useCommands([
    { name: t('Find a memory'), key: '/', run: () => field.current?.focus() },
    { name: t('Filter by time'), run: () => setMenu('time') },
    { name: t('Filter by key'), run: () => setMenu('key') },
    { name: t('Filter by field or value'), run: () => setMenu('field') },
    { name: t('Filter by who wrote it'), run: () => setMenu('by') },
    { name: t('Change the order'), run: () => setMenu('sort') },
    { name: t('Open the next memory'), key: 'j', isOffered: false, run: () => move(1) },
    { name: t('Open the memory before'), key: 'k', isOffered: false, run: () => move(-1) },
    {
      name: t('Close the memory'),
      key: 'Escape',
      isOffered: false,
      run: () => {
        if (shownView().open !== null) close()
        else if (selection.read().job === null) selection.end()
      },
    },
  ])
  const { isOn: isSelecting } = useSelection()
  const picking = usePicking(memories, view.open)
  useEffect(() => {
    const timer = setTimeout(loadPanel, SOON_MS)
    return () => clearTimeout(timer)
  }, [])
  /** Opens the memory above or below the open one; the first where none is open. */
  function move(by: 1 | -1) {
    const { open: openId } = shownView()
    const from = memories.findIndex((memory) => memory.id === openId)
    const memory = memories[from === -1 ? 0 : from + by]
    if (memory === undefined) return
    open(memory.id, openId !== null)
    focusRow(memory.id)
  }

  const like = query.data?.kind === 'search' ? query.data.like : undefined
  return (
    <main id="main" className={view.open === null ? 'frame halves index' : 'frame halves open'}>
      <h1 className="sr-only">
        {view.like !== null
          ? t('Memories similar to another')
          : view.q === ''
            ? t('Your memories')
            : t('Memories about {question}', { question: view.q })}
      </h1>
      <div className="main">
        <SearchField
          ref={field}
          applied={view.q}
          onSearch={(q, typed) => q !== view.q && go(fromStart(shownView(), { q, like: null }), typed)}
        />
        {view.like === null ? null : <SimilarChip view={view} name={like?.id === view.like ? like.key : undefined} />}
        {canNarrow ? (
          <FilterBar
            view={view}
            facets={facets}
            isMatching={isMatching}
            open={menu}
            onOpen={setMenu}
            onFilter={(change, replace) => go(fromStart(shownView(), { filter: change(shownView().filter) }), replace)}
            onMove={go}
          />
        ) : null}
        <Pickings picking={picking}>
          <ResultList
            query={query}
            facets={facets.data}
            view={view}
            narrowing={narrowing}
            timeZone={timeZone}
            onOpen={(id) => open(id, view.open !== null)}
            onMove={go}
          />
        </Pickings>
        {query.data === undefined || query.data.total === 0 ? null : <TransferLink view={view} />}
        {isSelecting ? <BulkBar shown={memories} /> : null}
      </div>
      {view.open !== null ? (
        <MemoryPanel
          id={view.open}
          listed={memories[at]}
          view={view}
          hasReads={hasReads}
          timeZone={timeZone}
          list={query.data}
          at={at}
          next={memories[at + 1]?.id ?? null}
          onNext={() => move(1)}
          onClose={close}
        />
      ) : canNarrow && facets.data !== undefined && facets.data.all > 0 ? (
        <IndexColumn
          facets={facets.data}
          narrowing={narrowing}
          onAll={setMenu}
          afterSearch={
            view.q !== '' || view.like !== null || facets.data.searchable.no === 0 ? null : (
              <RenewAll count={facets.data.searchable.no} filter={view.filter} />
            )
          }
        />
      ) : (
        <section className="index-col" aria-label={t('Index of your memories')} />
      )}
    </main>
  )
}

/** Everything that stands in the list, from top to bottom. */
function listedIn(data: Listing | undefined): Listed[] {
  if (data === undefined) return []
  return data.kind === 'agent' ? [...data.memories, ...data.missed] : data.memories
}

const shownView = () => readView(askedFor())
const go = (view: View, replace?: boolean) => writeAddress(listHref(view), replace)

function focusRow(id: string | null) {
  if (id === null) return
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`#row-${CSS.escape(id)} a.open`)?.focus())
}
