// What the agent would get for the question, the line where it stops, and below it what it misses and why.
'use client'

import Link from 'next/link'
import { type MouseEvent, type ReactNode, useId } from 'react'
import { useText } from '#text'
import { MemoryRow } from '@/components/memory/memory-row'
import { Banner } from '@/components/ui/banner'
import { Glyph } from '@/components/ui/glyph'
import type { AgentSearch, Missed, MissReason } from '@/lib/shared/agent-view'
import { isUnfiltered, NO_FILTER } from '@/lib/shared/filter'
import { ordinal } from '@/lib/shared/ordinal'
import { visible } from '@/lib/shared/value-words'
import { fromStart, listHref, type View } from '../search'
import { ExactText } from './exact-text'

type Props = {
  data: AgentSearch
  view: View
  timeZone: string
  onOpen: (id: string, event: MouseEvent<HTMLAnchorElement>) => void
  pager: ReactNode
}

export function AgentList({ data, view, timeZone, onOpen, pager }: Props) {
  const { t } = useText()
  const stops = useId()
  const row = (memory: AgentSearch['memories'][number] | Missed, why: ReactNode) => (
    <li key={memory.id} id={`row-${memory.id}`}>
      <MemoryRow
        memory={memory}
        href={listHref({ ...view, open: memory.id })}
        here={memory.id === view.open}
        timeZone={timeZone}
        why={why}
        onOpen={(event) => onOpen(memory.id, event)}
      />
    </li>
  )
  return (
    <>
      <Fault data={data} view={view} />
      {isUnfiltered(view.filter) ? null : (
        <Banner
          tone="news"
          lead={t('Your filter does not narrow this.')}
          action={
            <Link className="link" href={listHref(fromStart(view, { filter: NO_FILTER }))} prefetch={false}>
              {t('Clear the filter')}
            </Link>
          }
        >
          {t('The agent searches all of your memories.')}
        </Banner>
      )}
      {data.memories.length === 0 ? (
        <p className="gets-nothing">{t('The agent gets none of your memories for this question.')}</p>
      ) : (
        <ol className="rows" aria-label={t('What the agent gets')}>
          {data.memories.map((memory) =>
            row(
              memory,
              memory.isStale ? (
                <Notable>{t('Found by what it said earlier: an old search entry was left behind')}</Notable>
              ) : null,
            ),
          )}
        </ol>
      )}
      <ExactText tool={data.tool} />
      {data.results === 0 ? null : (
        <section aria-labelledby={stops}>
          <div className="stops">
            <h2 id={stops}>
              {data.memories.length < data.reads.limit
                ? t('The agent gets no more than that')
                : t('Here the agent stops: its tool asks for {limit}', { limit: data.reads.limit })}
            </h2>
            <Counts data={data} />
          </div>
          <ol className="rows" start={data.from}>
            {data.missed.map((memory) => row(memory, <Why missed={memory} limit={data.reads.limit} />))}
          </ol>
          {pager}
        </section>
      )}
    </>
  )
}

/** The agent's Python cannot read one of the values: then its whole search fails. */
function Fault({ data: { tool, memories }, view }: Pick<Props, 'data' | 'view'>) {
  const { t } = useText()
  if (tool.kind !== 'fault') return null
  const id = memories.find(({ key }) => key === tool.key)?.id
  const values = { key: visible(tool.key) }
  return (
    <Banner
      tone="strike"
      role="status"
      lead={t('The agent’s search fails for this question.')}
      action={
        id === undefined ? null : (
          <Link className="link" href={listHref({ ...view, open: id })} prefetch={false} scroll={false}>
            {t('Open it')}
          </Link>
        )
      }
    >
      {tool.why === 'not an object'
        ? t('It cannot read {key}, which holds something other than an object, and gets an error instead.', values)
        : t('It cannot read {key}, which holds a number of more than 4,300 digits, and gets an error instead.', values)}
    </Banner>
  )
}

/** How many are missed for each reason; those that have a list of their own lead to it. */
function Counts({ data: { counts } }: { data: AgentSearch }) {
  const { plural } = useText()
  const said: Record<MissReason, (count: number) => ReactNode> = {
    limit: (count) => plural(count, '{count} past its limit', '{count} past its limit'),
    index: (count) => (
      <span className="tag">
        <Glyph name="warning" />{' '}
        {plural(count, '{count} hidden by its search index', '{count} hidden by its search index')}
      </span>
    ),
    'crowded out': (count) =>
      plural(count, '{count} crowded out by other search entries', '{count} crowded out by other search entries'),
    'no entry': (count) => (
      <Link href={listHref({ filter: { ...NO_FILTER, searchable: 'no' } })} prefetch={false}>
        {plural(count, '{count} without a search entry', '{count} without a search entry')}
      </Link>
    ),
    'no direction': (count) =>
      plural(count, '{count} with an empty search entry', '{count} with an empty search entry'),
    expired: (count) => (
      <Link href={listHref({ filter: { ...NO_FILTER, ends: 'expired' } })} prefetch={false}>
        {plural(count, '{count} expired', '{count} expired')}
      </Link>
    ),
  }
  return (
    <ul>
      {ORDER.filter((why) => counts[why] > 0).map((why) => (
        <li key={why}>{said[why](counts[why])}</li>
      ))}
    </ul>
  )
}

/** What surprises first. */
const ORDER: readonly MissReason[] = ['index', 'crowded out', 'expired', 'no direction', 'no entry', 'limit']

/** Why the agent does not get this one; nothing where the row says so already. */
function Why({ missed: { why, place }, limit }: { missed: Missed; limit: number }) {
  const { t, locale } = useText()
  const values = { limit, place: place === null ? '' : ordinal(place, locale) }
  switch (why) {
    case 'limit':
      return place !== null && place > limit ? (
        <span>{t('{place} by closeness', values)}</span>
      ) : (
        <Notable>{t('As close as one that it gets, but past its limit of {limit}', values)}</Notable>
      )
    case 'index':
      return (
        <Notable>{t('{place} by closeness, but the search index of its database did not reach it', values)}</Notable>
      )
    case 'crowded out':
      return (
        <Notable>
          {t('{place} by closeness, but other memories with several search entries took the places', values)}
        </Notable>
      )
    case 'no direction':
      return <Notable>{t('Its search entry is empty, so nothing is close to it')}</Notable>
    case 'no entry':
    case 'expired':
      return null
  }
}

function Notable({ children }: { children: string }) {
  return (
    <span className="tag why">
      <Glyph name="warning" /> {children}
    </span>
  )
}
