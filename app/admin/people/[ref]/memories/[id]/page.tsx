import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Provenance } from '@/app/(user)/memories/panel/provenance'
import { Flags } from '@/components/memory/flags'
import { JsonView } from '@/components/memory/json-view'
import { MemoryFields } from '@/components/memory/value-words'
import { buttonClass } from '@/components/ui/button'
import { ShownText } from '@/components/ui/shown-text'
import { shownTo } from '@/lib/auth/on-behalf'
import { freshness } from '@/lib/auth/step-up'
import { requireAdmin } from '@/lib/auth/viewer'
import { labelOfRef } from '@/lib/shared/person-ref'
import { visible } from '@/lib/shared/value-words'
import { listHistory } from '@/lib/store/change/history'
import { readOnBehalf } from '@/lib/store/on-behalf/revealed'
import { readText } from '../../../../../text-on-server'
import { readTimeZone } from '../../../../../time-zone'
import { nameAt } from '../../memories-part'
import { WhileShown } from '../../while-shown'
import { memoriesHref, memoryOnBehalfHref } from '../ways'
import { DeleteOnBehalf } from './delete-on-behalf'
import { HiddenMemory } from './hidden-memory'
import { StoryOnBehalf } from './story-on-behalf'

type Props = { params: Promise<{ ref: string; id: string }>; searchParams: Promise<{ as?: string | string[] }> }

/** Versions that are told; what came before them the person's own page has. */
const SHOWN = 20

/** Without the key: a title stays behind in the browser's history. */
export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('{title} · People', { title: t('One memory') }) }
}

/** "What I corrected is what the agent reads now." */
export default async function MemoryOnBehalfPage({ params, searchParams }: Props) {
  const admin = await requireAdmin()
  const { ref, id } = await params
  const label = labelOfRef(ref) ?? notFound()
  const shown = await shownTo(admin, label)
  const who = await nameAt(admin, label)
  if (shown === null) return <HiddenMemory personRef={ref} who={who.name} isOnes={who.userId !== null} />
  const { scope, reveal } = shown
  const memory = (await readOnBehalf(scope, id)) ?? notFound()
  const history = (await listHistory(scope, { id: memory.id, limit: SHOWN })) ?? notFound()
  const { t } = await readText()
  const timeZone = await readTimeZone()
  const isJson = (await searchParams).as === 'json'
  const at = { personRef: ref, by: admin.actor, reason: reveal.reason }
  return (
    <WhileShown id={reveal.id} personRef={ref} who={who.name} secondsLeft={reveal.secondsLeft} isFramed>
      <div className="frame memory-page">
        <main id="main">
          <Link className="back" href={memoriesHref(ref)} prefetch={false}>
            ‹{' '}
            <bdi>
              <ShownText text={visible(who.name)} />
            </bdi>
          </Link>
          <header className="titled">
            <h1 dir="auto">{visible(memory.key)}</h1>
            <div className="buttons">
              <Link
                className={buttonClass('main')}
                href={memoryOnBehalfHref(ref, memory.mark, '/edit')}
                prefetch={false}
              >
                {t('Edit')}
              </Link>
            </div>
          </header>
          <nav className="tabs" aria-label={t('This memory')}>
            <Link
              href={memoryOnBehalfHref(ref, memory.mark)}
              prefetch={false}
              aria-current={isJson ? undefined : 'page'}
            >
              {t('In words')}
            </Link>
            <Link
              href={memoryOnBehalfHref(ref, memory.mark, '', 'json')}
              prefetch={false}
              aria-current={isJson ? 'page' : undefined}
            >
              {t('JSON')}
            </Link>
          </nav>
          {isJson ? <JsonView json={memory.json ?? ''} /> : <MemoryFields json={memory.json ?? ''} />}
          <StoryOnBehalf {...at} memory={memory} history={history} timeZone={timeZone} />
        </main>
        <aside className="aside index-col" aria-label={t('About this memory')}>
          <h2 className="sr-only">{t('About this memory')}</h2>
          <Flags memory={memory} />
          <section>
            <h3>{t('Where it comes from')}</h3>
            <Provenance memory={memory} timeZone={timeZone} story={history} />
          </section>
          <section>
            <h3>{t('Delete')}</h3>
            <DeleteOnBehalf {...at} memory={memory} freshness={await freshness(admin)} />
          </section>
        </aside>
      </div>
    </WhileShown>
  )
}
