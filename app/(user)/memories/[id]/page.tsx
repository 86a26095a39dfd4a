import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Flags } from '@/components/memory/flags'
import { JsonView } from '@/components/memory/json-view'
import { MemoryFields } from '@/components/memory/value-words'
import { requireReader } from '@/lib/auth/viewer'
import { visible } from '@/lib/shared/value-words'
import { isPerRow } from '@/lib/store/access/per-row'
import { listHistory } from '@/lib/store/change/history'
import { readsOfMemory } from '@/lib/store/looks'
import { getMemory } from '@/lib/store/read'
import { readLogDays } from '@/lib/store/read-log'
import { readText } from '../../../text-on-server'
import { readTimeZone } from '../../../time-zone'
import { BackLink } from '../panel/back-link'
import { EditLink } from '../panel/edit-link'
import { Provenance } from '../panel/provenance'
import { SearchEntry } from '../panel/search-entry'
import { SimilarLink } from '../panel/similar-link'
import { type Search, viewOf } from '../params'
import { memoryHref, savedMark } from '../search'
import { DeleteAndLeave } from './delete-and-leave'
import { ForgetPart } from './forget-part'
import { KeepForm } from './keep-form'
import { memoryTitle } from './memory-title'
import { SavedNotice } from './saved-notice'
import { TracesLink } from './traces-link'
import { Versions } from './versions'
import { WhoUsedIt } from './who-used-it'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Search> }

/** Versions on the page itself; more of them have a page of their own. */
const SHOWN = 10
const READS_SHOWN = 3

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return memoryTitle((await params).id, (_, key) => key)
}

export default async function MemoryPage({ params, searchParams }: Props) {
  const viewer = await requireReader()
  const { t } = await readText()
  const memory = (await getMemory(viewer, (await params).id)) ?? notFound()
  const search = await searchParams
  const view = viewOf(search)
  const isJson = search.as === 'json'
  const timeZone = await readTimeZone()
  const history = (await listHistory(viewer, { id: memory.id, limit: SHOWN })) ?? notFound()
  const reads = isPerRow(viewer.store) ? null : await readsOfMemory(viewer, memory.id, { limit: READS_SHOWN })
  return (
    <div className="frame memory-page">
      <main id="main">
        <BackLink view={view} />
        <header className="titled">
          <h1 dir="auto">{visible(memory.key)}</h1>
          <div className="buttons">
            <SavedNotice
              isSaved={search.saved === savedMark(memory)}
              memory={memory}
              versions={history.versions.slice(0, 3)}
              view={view}
              timeZone={timeZone}
            />
            <SimilarLink id={memory.id} />
            <DeleteAndLeave memory={memory} view={view} />
            <EditLink id={memory.id} view={view} />
          </div>
        </header>
        <nav className="tabs" aria-label={t('This memory')}>
          <Link href={memoryHref(memory.id, view)} prefetch={false} aria-current={isJson ? undefined : 'page'}>
            {t('In words')}
          </Link>
          <Link
            href={memoryHref(memory.id, view, '', { as: 'json' })}
            prefetch={false}
            aria-current={isJson ? 'page' : undefined}
          >
            {t('JSON')}
          </Link>
        </nav>
        {isJson ? <JsonView json={memory.json ?? ''} /> : <MemoryFields json={memory.json ?? ''} />}
        <section className="part" id="history">
          <header>
            <h2>{t('History')}</h2>
            <span className="note end">{t('What a person wrote is blue')}</span>
          </header>
          <Versions memory={memory} history={history} view={view} timeZone={timeZone} />
          {history.total > history.versions.length ? (
            <p className="note all-versions">
              <Link href={memoryHref(memory.id, view, '/history')} prefetch={false}>
                {t('All {count} versions', { count: history.total })}
              </Link>
            </p>
          ) : null}
        </section>
      </main>
      <aside className="aside index-col" aria-label={t('About this memory')}>
        <h2 className="sr-only">{t('About this memory')}</h2>
        <Flags memory={memory} />
        <section>
          <h3>{t('Where it comes from')}</h3>
          <Provenance memory={memory} timeZone={timeZone} story={history}>
            {viewer.store.catalog.hasTtl ? (
              <KeepForm key={memory.version} memory={memory} kept={history.kept} view={view} />
            ) : null}
          </Provenance>
        </section>
        {reads === null ? null : (
          <WhoUsedIt {...reads} id={memory.id} days={readLogDays(viewer.store)} view={view} timeZone={timeZone} />
        )}
        <section>
          <h3>{t('Search')}</h3>
          <SearchEntry memory={memory} />
        </section>
        {reads === null ? null : <ForgetPart memory={{ id: memory.id, version: memory.version }} />}
        {reads === null ? null : <TracesLink viewer={viewer} id={memory.id} />}
      </aside>
    </div>
  )
}
