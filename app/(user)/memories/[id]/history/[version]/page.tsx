import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { JsonView } from '@/components/memory/json-view'
import { KeptUntil } from '@/components/memory/kept-until'
import { MemoryFields } from '@/components/memory/value-words'
import { VersionBy } from '@/components/memory/version-change'
import { LocalTime } from '@/components/ui/local-time'
import { requireReader } from '@/lib/auth/viewer'
import { visible } from '@/lib/shared/value-words'
import { getVersion } from '@/lib/store/change/history'
import { getMemory } from '@/lib/store/read'
import { readText } from '../../../../../text-on-server'
import { readTimeZone } from '../../../../../time-zone'
import { type Search, viewOf } from '../../../params'
import { memoryHref } from '../../../search'
import { RestoreButton } from '../../restore-button'

type Props = { params: Promise<{ id: string; version: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { memory, version } = await readBoth(params)
  const { t } = await readText()
  if (memory === null || version === null) return { title: t('There is no such memory') }
  const title = t('Version {number} of {key}', { number: version.number, key: visible(memory.key).slice(0, 80) })
  return { title: t('{title} · Memories', { title }) }
}

/** One version, whole: what a restore brings back. */
export default async function VersionPage({ params, searchParams }: Props) {
  const { memory, version } = await readBoth(params)
  if (memory === null || version?.id == null) notFound()
  const { t, rich } = await readText()
  const search = await searchParams
  const view = viewOf(search)
  const timeZone = await readTimeZone()
  const isJson = search.as === 'json'
  const here = `/history/${version.id}` as const
  return (
    <div className="frame memory-page">
      <main id="main">
        <Link className="back" href={memoryHref(memory.id, view)} prefetch={false} dir="auto">
          ‹ {visible(memory.key)}
        </Link>
        <header className="titled">
          <h1 dir="auto">{t('Version {number} of {key}', { number: version.number, key: visible(memory.key) })}</h1>
          <div className="buttons">
            <RestoreButton
              memory={memory}
              version={{ ...version, id: version.id }}
              view={view}
              timeZone={timeZone}
              look="button"
            />
          </div>
        </header>
        <nav className="tabs" aria-label={t('This version')}>
          <Link href={memoryHref(memory.id, view, here)} prefetch={false} aria-current={isJson ? undefined : 'page'}>
            {t('In words')}
          </Link>
          <Link
            href={memoryHref(memory.id, view, here, { as: 'json' })}
            prefetch={false}
            aria-current={isJson ? 'page' : undefined}
          >
            {t('JSON')}
          </Link>
        </nav>
        {isJson ? <JsonView json={version.json ?? ''} /> : <MemoryFields json={version.json ?? ''} />}
      </main>
      <aside className="aside index-col" aria-label={t('About this version')}>
        <h2 className="sr-only">{t('About this version')}</h2>
        <section>
          <h3>{t('Where it comes from')}</h3>
          <dl className="facts">
            <dt>{t('Written')}</dt>
            <dd>{rich('{when}', { when: <LocalTime at={version.at} timeZone={timeZone} style="date-time" /> })}</dd>
            <dt>{t('By')}</dt>
            <dd className="stacked">
              <VersionBy version={version} timeZone={timeZone} />
            </dd>
            <dt>{t('Kept until')}</dt>
            <dd>
              <KeptUntil kept={version.kept} timeZone={timeZone} />
            </dd>
          </dl>
        </section>
      </aside>
    </div>
  )
}

async function readBoth(params: Props['params']) {
  const viewer = await requireReader()
  const { id, version } = await params
  const memory = await getMemory(viewer, id)
  return { memory, version: memory === null ? null : await getVersion(viewer, id, version) }
}
