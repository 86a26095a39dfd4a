import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { PagingLinks } from '@/components/ui/paging-links'
import { requireReader } from '@/lib/auth/viewer'
import { visible } from '@/lib/shared/value-words'
import { listHistory } from '@/lib/store/change/history'
import { getMemory } from '@/lib/store/read'
import { readText } from '../../../../text-on-server'
import { readTimeZone } from '../../../../time-zone'
import { type Search, viewOf } from '../../params'
import { memoryHref } from '../../search'
import { memoryTitle } from '../memory-title'
import { Versions } from '../versions'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Search> }

const PAGE = 25

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return memoryTitle((await params).id, ({ t }, key) => t('History of {key}', { key }))
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const viewer = await requireReader()
  const { t, plural } = await readText()
  const memory = (await getMemory(viewer, (await params).id)) ?? notFound()
  const search = await searchParams
  const view = viewOf(search)
  const below = belowOf(search.below)
  const history = (await listHistory(viewer, { id: memory.id, limit: PAGE, below })) ?? notFound()
  return (
    <main id="main" className="frame column">
      <Link className="back" href={memoryHref(memory.id, view)} prefetch={false} dir="auto">
        ‹ {visible(memory.key)}
      </Link>
      <header className="titled">
        <h1 dir="auto">{t('History of {key}', { key: visible(memory.key) })}</h1>
        <p className="note">{plural(history.total, '{count} version', '{count} versions')}</p>
      </header>
      <Versions memory={memory} history={history} view={view} timeZone={await readTimeZone()} />
      <PagingLinks
        label={t('More versions')}
        newest={{
          href: memoryHref(memory.id, view, '/history'),
          title: t('Newest versions'),
          isOpen: below !== undefined,
        }}
        earlier={{
          href: memoryHref(memory.id, view, '/history', { below: String(history.versions.at(-1)?.number) }),
          title: t('Earlier versions'),
          isOpen: history.before !== null,
        }}
      />
    </main>
  )
}

/** What the address cannot mean is left out. */
function belowOf(given: string | string[] | undefined): number | undefined {
  return typeof given === 'string' && /^[1-9]\d{0,8}$/.test(given) ? Number(given) : undefined
}
