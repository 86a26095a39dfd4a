import type { Metadata } from 'next'
import Link from 'next/link'
import { AskedFor, WhatIsListed } from '@/components/memory/reads'
import { LocalTime } from '@/components/ui/local-time'
import { PagingLinks } from '@/components/ui/paging-links'
import { requireViewer } from '@/lib/auth/viewer'
import { belowOf, listLooks } from '@/lib/store/looks'
import { readLogDays } from '@/lib/store/read-log'
import { readText } from '../../../text-on-server'
import { readTimeZone } from '../../../time-zone'
import { Given } from './given'

type Props = { searchParams: Promise<{ below?: string | string[] }> }

const PAGE = 25

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('{title} · Privacy', { title: t('Who looked') }) }
}

/** "I want to see each time an agent asked about me, what it asked, and what it was given." */
export default async function LooksPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  const { t, plural } = await readText()
  const below = belowOf((await searchParams).below)
  const timeZone = await readTimeZone()
  const { looks, total } = await listLooks(viewer, { limit: PAGE + 1, below })
  const shown = looks.slice(0, PAGE)
  const last = shown.at(-1)?.id ?? ''
  return (
    <main id="main" className="frame column">
      <Link className="back" href="/privacy" prefetch={false}>
        ‹ {t('Privacy')}
      </Link>
      <header className="titled">
        <h1>{t('Who looked')}</h1>
        <p className="note">{plural(total, '{count} look', '{count} looks')}</p>
      </header>
      <WhatIsListed days={readLogDays(viewer.store)} />
      {shown.length === 0 ? (
        <p className="prose">{t('No agent’s look at your memories is recorded.')}</p>
      ) : (
        <ol className="looks">
          {shown.map((look) => (
            <li key={look.id}>
              <LocalTime at={look.at} timeZone={timeZone} style="date-time" />
              <div>
                <p>
                  <AskedFor read={look} length={300} />
                </p>
                {look.found === 0 ? (
                  <p className="note">{t('It was given nothing.')}</p>
                ) : (
                  <Given memories={look.memories} count={look.found} />
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
      <PagingLinks
        label={t('More looks')}
        newest={{ href: '/privacy/looks', title: t('Newest looks'), isOpen: below !== undefined }}
        earlier={{ href: `/privacy/looks?below=${last}`, title: t('Earlier looks'), isOpen: looks.length > PAGE }}
      />
    </main>
  )
}
