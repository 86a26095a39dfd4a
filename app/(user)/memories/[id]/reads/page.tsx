import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ReadWords, WhatIsListed } from '@/components/memory/reads'
import { buttonClass } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { requireViewer } from '@/lib/auth/viewer'
import { visible } from '@/lib/shared/value-words'
import { belowOf, readsOfMemory } from '@/lib/store/looks'
import { getMemory } from '@/lib/store/read'
import { readLogDays } from '@/lib/store/read-log'
import { readText } from '../../../../text-on-server'
import { readTimeZone } from '../../../../time-zone'
import { type Search, viewOf } from '../../params'
import { memoryHref } from '../../search'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Search> }

const PAGE = 25

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const memory = await getMemory(await requireViewer(), (await params).id)
  const { t } = await readText()
  const title = memory === null ? '' : t('Who used {key}', { key: visible(memory.key).slice(0, 80) })
  return { title: memory === null ? t('There is no such memory') : t('{title} · Memories', { title }) }
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
  const last = reads.length > PAGE ? reads[PAGE - 1] : undefined
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
        {reads.slice(0, PAGE).map((read) => (
          <li key={read.id}>
            <LocalTime at={read.at} timeZone={timeZone} style="date-time" />
            <p>
              <ReadWords read={read} length={300} />
            </p>
          </li>
        ))}
      </ol>
      <nav className="buttons mt-6" aria-label={t('More reads')}>
        {below === undefined ? null : (
          <Link className={buttonClass()} href={memoryHref(memory.id, view, '/reads')} prefetch={false}>
            {t('Newest reads')}
          </Link>
        )}
        {last === undefined ? null : (
          <Link
            className={buttonClass()}
            href={memoryHref(memory.id, view, '/reads', { below: last.id })}
            prefetch={false}
          >
            {t('Earlier reads')}
          </Link>
        )}
      </nav>
    </main>
  )
}
