import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ReadWords, WhatIsListed } from '@/components/memory/reads'
import { LocalTime } from '@/components/ui/local-time'
import { PagingLinks } from '@/components/ui/paging-links'
import { requireViewer } from '@/lib/auth/viewer'
import { visible } from '@/lib/shared/value-words'
import { belowOf, readsOfMemory } from '@/lib/store/looks'
import { getMemory } from '@/lib/store/read'
import { readLogDays } from '@/lib/store/read-log'
import { readText } from '../../../../text-on-server'
import { readTimeZone } from '../../../../time-zone'
import { type Search, viewOf } from '../../params'
import { memoryHref } from '../../search'
import { memoryTitle } from '../memory-title'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Search> }

const PAGE = 25

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return memoryTitle((await params).id, ({ t }, key) => t('Who used {key}', { key }))
}

/** "I want to see every time an agent was handed this." */
export default async function ReadsPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { t, plural } = await readText()
  const memory = (await getMemory(viewer, (await params).id)) ?? notFound()
  const search = await searchParams
  const view = viewOf(search)
  const below = belowOf(search.below)
  const timeZone = await readTimeZone()
  const { reads, total } = await readsOfMemory(viewer, memory.id, { limit: PAGE + 1, below })
  const shown = reads.slice(0, PAGE)
  const last = shown.at(-1)?.id ?? ''
  return (
    <main id="main" className="frame column">
      <Link className="back" href={memoryHref(memory.id, view)} prefetch={false} dir="auto">
        ‹ {visible(memory.key)}
      </Link>
      <header className="titled">
        <h1 dir="auto">{t('Who used {key}', { key: visible(memory.key) })}</h1>
        <p className="note">{plural(total, '{count} read', '{count} reads')}</p>
      </header>
      <WhatIsListed days={readLogDays(viewer.store)} />
      <ol className="looks">
        {shown.map((read) => (
          <li key={read.id}>
            <LocalTime at={read.at} timeZone={timeZone} style="date-time" />
            <p>
              <ReadWords read={read} length={300} />
            </p>
          </li>
        ))}
      </ol>
      <PagingLinks
        label={t('More reads')}
        newest={{ href: memoryHref(memory.id, view, '/reads'), title: t('Newest reads'), isOpen: below !== undefined }}
        earlier={{
          href: memoryHref(memory.id, view, '/reads', { below: last }),
          title: t('Earlier reads'),
          isOpen: reads.length > PAGE,
        }}
      />
    </main>
  )
}
