// What stands below the question: count, banners, rows or journal.
'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import type { MouseEvent, ReactNode } from 'react'
import { useText } from '#text'
import { Journal } from '@/components/memory/journal'
import { MemoryRow } from '@/components/memory/memory-row'
import { Banner } from '@/components/ui/banner'
import { later } from '@/components/ui/later'
import { ListSkeleton } from '@/components/ui/skeleton'
import { Failed, NothingMatches, NothingStored, shorten } from './nothing-to-show'
import { Pager } from './pager'
import { whyFailed } from './read'
import { type Listing, listHref, type View, viewSearch } from './search'
import { NothingSimilar, SimilarNotes } from './similar'

/** Rarely asked for. */
const AgentList = later(() => import('./agent-list').then((file) => file.AgentList))

type Props = {
  query: UseQueryResult<Listing>
  view: View
  timeZone: string
  onOpen: (id: string) => void
  onMove: (view: View) => void
}

export function ResultList({ query, view, timeZone, onOpen, onMove }: Props) {
  const { t, plural, richPlural } = useText()
  const { data, error, isPlaceholderData, isFetching, refetch } = query
  const waiting = view.q === '' ? t('Loading…') : t('Searching…')
  if (error !== null && !isFetching) return <Failed {...whyFailed(error)} onRetry={() => refetch()} />
  if (data === undefined)
    return (
      <>
        <Status>{waiting}</Status>
        <ListSkeleton kind={view.q === '' && view.like === null ? 'journal' : 'results'} />
      </>
    )
  // a link that is followed in this window opens beside the list; new tabs and windows are the browser's
  const openHere = (id: string, event: MouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
    event.preventDefault()
    onOpen(id)
  }
  const pager = <Pager data={data} view={view} onMove={onMove} />
  if (data.kind === 'page')
    return (
      <div aria-busy={isFetching}>
        <Status
          end={
            data.total === 0 ? null : (
              <>
                <MapLink view={view} />
                <AddLink />
              </>
            )
          }
        >
          {isPlaceholderData
            ? waiting
            : richPlural(data.total, '{count} memory', '{count} memories', { count: <Count of={data.total} /> })}
        </Status>
        {data.total === 0 ? (
          <NothingStored />
        ) : (
          <div className={isPlaceholderData ? 'waiting' : undefined}>
            <Journal
              memories={data.memories}
              months={data.months}
              timeZone={timeZone}
              openId={view.open}
              hrefFor={(memory) => listHref({ ...view, open: memory.id })}
              onOpen={(memory, event) => openHere(memory.id, event)}
            />
            {pager}
          </div>
        )}
      </div>
    )
  if (data.kind === 'agent')
    return (
      <div aria-busy={isFetching}>
        <Status
          end={
            <>
              <Either view={view} />
              <AddLink />
            </>
          }
        >
          {isPlaceholderData
            ? waiting
            : richPlural(
                data.memories.length,
                '{count} memory, in the agent’s order',
                '{count} memories, in the agent’s order',
                { count: <Count of={data.memories.length} /> },
              )}
        </Status>
        {data.total === 0 && !isPlaceholderData ? (
          <NothingStored />
        ) : (
          <div className={isPlaceholderData ? 'waiting' : undefined}>
            <AgentList data={data} view={view} timeZone={timeZone} onOpen={openHere} pager={pager} />
          </div>
        )}
      </div>
    )
  const isShort = data.mode === 'words'
  const like = data.like
  return (
    <div aria-busy={isFetching}>
      <Status
        end={
          <>
            {like === undefined ? <Either view={view} /> : null}
            <AddLink />
          </>
        }
      >
        {isPlaceholderData
          ? waiting
          : like !== undefined
            ? richPlural(data.results, '{count} memory, most similar first', '{count} memories, most similar first', {
                count: <Count of={data.results} />,
              })
            : isShort
              ? richPlural(
                  data.results,
                  '{count} of {total} memories holds a word of your question',
                  '{count} of {total} memories hold a word of your question',
                  { count: <Count of={data.results} />, total: data.total },
                )
              : richPlural(data.results, '{count} memory, closest first', '{count} memories, closest first', {
                  count: <Count of={data.results} />,
                })}
      </Status>
      {like !== undefined && !isPlaceholderData ? <SimilarNotes data={data} like={like} /> : null}
      {isShort && like === undefined ? (
        <Banner
          tone="doubt"
          role="status"
          lead={t('Search by meaning is not answering.')}
          action={
            <button type="button" className="link" onClick={() => refetch()}>
              {t('Try now')}
            </button>
          }
        >
          {t('These results match words only; close meanings are missing.')}
        </Banner>
      ) : null}
      {!isShort && like === undefined && !data.standsOut && data.results > 0 && !isPlaceholderData ? (
        <Banner tone="news" lead={t('Nothing stands out for “{question}”.', { question: shorten(data.query) })}>
          {plural(
            data.total,
            'This is the closest of your {count} memory.',
            'These are the closest of your {count} memories.',
          )}
        </Banner>
      ) : null}
      {data.results === 0 && !isPlaceholderData ? (
        data.total === 0 ? (
          <NothingStored />
        ) : like !== undefined ? (
          <NothingSimilar data={data} />
        ) : (
          <NothingMatches data={data} onClear={() => onMove({ ...view, q: '', skip: 0, open: null })} />
        )
      ) : (
        <div className={isPlaceholderData ? 'waiting' : undefined}>
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
          {pager}
        </div>
      )}
    </div>
  )
}

function Status({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div className="status">
      <p role="status">{children}</p>
      {end ? <span className="end">{end}</span> : null}
    </div>
  )
}

function Count({ of }: { of: number }) {
  return <strong>{useText().number(of)}</strong>
}

/** What the search compares. */
function Either({ view }: { view: View }) {
  const { t } = useText()
  const ways = [
    ['together', t('Meaning and words')],
    ['meaning', t('Meaning only')],
    ['agent', t('As the agent sees it')],
  ] as const
  return (
    <nav className="either" aria-label={t('How to search')}>
      {ways.map(([by, label]) => (
        <Link
          key={by}
          href={listHref({ ...view, by, skip: 0 })}
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

/** The same memories by what they mean. */
function MapLink({ view }: { view: View }) {
  const { t } = useText()
  return (
    <Link href={`/memories/map${viewSearch({ filter: view.filter })}` as Route} prefetch={false}>
      {t('Map')}
    </Link>
  )
}

function AddLink() {
  const { t } = useText()
  return (
    <Link href="/memories/new" prefetch={false}>
      {t('Add a memory')}
    </Link>
  )
}
