import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { buttonClass } from '@/components/ui/button'
import { requireViewer } from '@/lib/auth/viewer'
import { visible } from '@/lib/shared/value-words'
import { listHistory } from '@/lib/store/history'
import { getMemory } from '@/lib/store/read'
import { readText } from '../../../../text-on-server'
import { readTimeZone } from '../../../../time-zone'
import { type Search, viewOf } from '../../params'
import { memoryHref } from '../../search'
import { Versions } from '../versions'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Search> }

const PAGE = 25

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const memory = await getMemory(await requireViewer(), (await params).id)
  const { t } = await readText()
  const title = memory === null ? '' : t('History of {key}', { key: visible(memory.key).slice(0, 80) })
  return { title: memory === null ? t('There is no such memory') : t('{title} · Memories', { title }) }
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { t, plural } = await readText()
  const memory = (await getMemory(viewer, (await params).id)) ?? notFound()
  const search = await searchParams
  const view = viewOf(search)
  const below = belowOf(search.below)
  const history = (await listHistory(viewer, { id: memory.id, limit: PAGE, below })) ?? notFound()
  const last = history.versions.at(-1)
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
      <nav className="buttons mt-6" aria-label={t('More versions')}>
        {below === undefined ? null : (
          <Link className={buttonClass()} href={memoryHref(memory.id, view, '/history')} prefetch={false}>
            {t('Newest versions')}
          </Link>
        )}
        {history.before === null || last === undefined ? null : (
          <Link
            className={buttonClass()}
            href={memoryHref(memory.id, view, '/history', { below: String(last.number) })}
            prefetch={false}
          >
            {t('Earlier versions')}
          </Link>
        )}
      </nav>
    </main>
  )
}

/** What the address cannot mean is left out. */
function belowOf(given: string | string[] | undefined): number | undefined {
  return typeof given === 'string' && /^[1-9]\d{0,8}$/.test(given) ? Number(given) : undefined
}
