// The memory beside the list; on a narrow screen it is the page.
'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { useText } from '#text'
import { JsonView } from '@/components/memory/json-view'
import { type AskedWith, ScoreLegs } from '@/components/memory/score-legs'
import { ValueWords } from '@/components/memory/value-words'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Key } from '@/components/ui/key'
import { later } from '@/components/ui/later'
import { PanelSkeleton } from '@/components/ui/skeleton'
import type { Found, Memory } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'
import { whyFailed } from '../read'
import { type Listing, lastChangeQuery, listHref, memoryHref, memoryQuery, type View } from '../search'
import { DeleteButton } from './delete-button'
import { EditLink } from './edit-link'
import { Provenance } from './provenance'
import { SearchEntry } from './search-entry'
import { SimilarLink } from './similar-link'

/** Rarely needed, so not part of what the list loads first. */
const Flags = later(() => import('@/components/memory/flags').then(({ Flags }) => Flags))
const LastChange = later(() => import('./last-change').then(({ LastChange }) => LastChange))
const PanelReads = later(() => import('./panel-reads').then(({ PanelReads }) => PanelReads))

type Scored = Pick<Found, 'score' | 'reading' | 'found'>

/** A memory as it stands in a list, with as much of a score as that list gives. */
export type Listed = Memory & Partial<Scored>

type Props = {
  id: string
  /** The same memory as it stands in the list: shown at once, and with its score. */
  listed: Listed | undefined
  view: View
  timeZone: string
  /** Whether the reader may ask who used it. */
  hasReads: boolean
  /** The list beside it, and its place there; -1 where it has none. */
  list: Listing | undefined
  at: number
  next: string | null
  onNext: () => void
  onClose: () => void
}

export function MemoryPanel({ id, listed, view, timeZone, hasReads, list, at, next, onNext, onClose }: Props) {
  const { t, say } = useText()
  const position = positionIn(list, at)
  const { data: read, error, isPending, refetch } = useQuery(memoryQuery(id))
  const memory = read === undefined ? listed : read
  const top = useRef<HTMLElement>(null)
  // on a narrow screen the panel takes the list's place, so it is read from its top
  // biome-ignore lint/correctness/useExhaustiveDependencies: each memory that is opened starts at its top
  useEffect(() => {
    if (getComputedStyle(document.querySelector('.halves > .main') ?? document.body).display === 'none')
      scrollTo({ top: 0 })
    top.current?.scrollTo({ top: 0 })
  }, [id])
  return (
    <section
      className="panel peek"
      ref={top}
      aria-label={memory ? t('Memory {key}', { key: visible(memory.key) }) : t('Memory')}
    >
      <div className="bar-top">
        <a
          className="back narrow-only"
          href={listHref({ ...view, open: null })}
          onClick={(event) => {
            event.preventDefault()
            onClose()
          }}
        >
          ‹ {view.q === '' && view.like === null ? t('All memories') : t('Results')}
        </a>
        {position === null ? null : <span>{t('{place} of {of}', position)}</span>}
        {next === null ? null : (
          <button type="button" className="link plain" onClick={onNext} aria-keyshortcuts="J">
            {t('Next')} <Key>J</Key>
          </button>
        )}
        <span className="end">
          {memory ? (
            <Link href={memoryHref(id, view)} prefetch={false}>
              {t('Full page')}
            </Link>
          ) : null}
          <button type="button" className="link plain wide-only" onClick={onClose} aria-keyshortcuts="Escape">
            {t('Close')} <Key>Esc</Key>
          </button>
        </span>
      </div>
      {memory ? (
        <OpenMemory
          key={memory.id}
          memory={memory}
          score={scoreOf(listed)}
          found={listed !== undefined && isFound(listed) ? listed : null}
          asked={list?.kind === 'search' ? list : null}
          view={view}
          timeZone={timeZone}
          hasReads={hasReads}
          onGone={onClose}
        />
      ) : isPending ? (
        <PanelSkeleton />
      ) : error !== null ? (
        <EmptyState
          title={t('This memory could not be loaded')}
          alert
          actions={
            <button type="button" className={buttonClass()} onClick={() => refetch()}>
              {t('Try again')}
            </button>
          }
        >
          {say(whyFailed(error).sentence)}
        </EmptyState>
      ) : (
        <EmptyState
          title={t('There is no such memory')}
          actions={
            <button type="button" className={buttonClass()} onClick={onClose}>
              {t('Back to your memories')}
            </button>
          }
        >
          {t('It may have been deleted or forgotten, or it never existed.')}
        </EmptyState>
      )}
    </section>
  )
}

function scoreOf(listed: Listed | undefined): Scored | null {
  if (listed?.score === undefined) return null
  return { score: listed.score, reading: listed.reading ?? null, found: listed.found ?? [] }
}

function isFound(listed: Listed): listed is Found {
  return 'weighed' in listed
}

type OpenProps = {
  memory: Memory
  score: Scored | null
  found: Found | null
  asked: AskedWith | null
  view: View
  timeZone: string
  hasReads: boolean
  onGone: () => void
}

function OpenMemory({ memory, score, found, asked, view, timeZone, hasReads, onGone }: OpenProps) {
  const { t } = useText()
  const { data: history } = useQuery(lastChangeQuery(memory.id))
  return (
    <>
      <h2 className="key" dir="auto">
        {visible(memory.key)}
      </h2>
      <ValueWords json={memory.json} size="panel" />
      <div className="buttons">
        <EditLink id={memory.id} view={view} />
        <DeleteButton memory={memory} onDeleted={onGone} />
        <SimilarLink id={memory.id} />
      </div>
      {memory.warnings === undefined ? null : <Flags memory={memory} />}
      {score === null ? null : (
        <section>
          <h3>{view.by === 'agent' || view.q === '' ? t('How close it is') : t('Why it was found')}</h3>
          <ScoreLegs
            score={score.score}
            reading={score.reading}
            wordsOnly={score.found.length > 0}
            legs={found === null || asked === null ? null : { ...found, asked }}
          />
        </section>
      )}
      <section>
        <h3>{t('Where it comes from')}</h3>
        <Provenance memory={memory} timeZone={timeZone} story={history} />
      </section>
      {hasReads ? <PanelReads id={memory.id} view={view} timeZone={timeZone} /> : null}
      <section>
        <h3>{t('Search')}</h3>
        <SearchEntry memory={memory} />
      </section>
      {history === undefined || history === null || history.total < 2 ? null : (
        <LastChange id={memory.id} history={history} view={view} timeZone={timeZone} />
      )}
      {memory.json === null ? null : (
        <section>
          <details>
            <summary>{t('The exact JSON')}</summary>
            <JsonView json={memory.json} />
          </details>
        </section>
      )}
    </>
  )
}

/** Which of how many the memory at place `at` of the list is. */
function positionIn(data: Listing | undefined, at: number): { place: number; of: number } | null {
  if (data === undefined || at === -1) return null
  if (data.kind === 'page') return { place: data.from + at, of: data.total }
  if (data.kind === 'search') return { place: data.from + at, of: data.results }
  const given = data.memories.length
  return { place: at < given ? at + 1 : given + data.from + at - given, of: given + data.results }
}
