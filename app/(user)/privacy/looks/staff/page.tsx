import type { Metadata } from 'next'
import Link from 'next/link'
import { LocalTime } from '@/components/ui/local-time'
import { PagingLinks } from '@/components/ui/paging-links'
import { requireViewer } from '@/lib/auth/viewer'
import { belowOf } from '@/lib/store/looks'
import { listStaffLooks } from '@/lib/store/on-behalf/looks'
import { readText } from '../../../../text-on-server'
import { readTimeZone } from '../../../../time-zone'
import { lookWords, StaffName, StaffReason } from '../../staff-words'
import { Given } from '../given'

type Props = { searchParams: Promise<{ below?: string | string[] }> }

const PAGE = 25
const HERE = '/privacy/looks/staff'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('{title} · Privacy', { title: t('Who runs this dashboard and looked') }) }
}

/** "I know who looked at my memories, when and why, and what they changed." */
export default async function StaffLooksPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  const text = await readText()
  const { t, plural } = text
  const below = belowOf((await searchParams).below)
  const timeZone = await readTimeZone()
  const { looks, total } = await listStaffLooks(viewer, { limit: PAGE + 1, below })
  const shown = looks.slice(0, PAGE)
  return (
    <main id="main" className="frame column">
      <Link className="back" href="/privacy" prefetch={false}>
        ‹ {t('Privacy')}
      </Link>
      <header className="titled">
        <h1>{t('Who runs this dashboard and looked')}</h1>
        <p className="note">{plural(total, '{count} look', '{count} looks')}</p>
      </header>
      <p className="note">
        {t(
          'From the audit: it can only be added to, and is kept. Auditors see counts; administrators see words after they have said why.',
        )}
      </p>
      {shown.length === 0 ? (
        <p className="prose">{t('Nobody who runs this dashboard has looked.')}</p>
      ) : (
        <ol className="looks">
          {shown.map((look) => (
            <li key={look.id}>
              <LocalTime at={look.at} timeZone={timeZone} style="date-time" />
              <div>
                <p>
                  <StaffName {...look} />. {lookWords(look, text)}. <StaffReason {...look} />
                </p>
                {look.memories.length === 0 ? null : <Given memories={look.memories} count={look.count} />}
              </div>
            </li>
          ))}
        </ol>
      )}
      <PagingLinks
        label={t('More looks')}
        newest={{ href: HERE, title: t('Newest looks'), isOpen: below !== undefined }}
        earlier={{
          href: `${HERE}?below=${shown.at(-1)?.id ?? ''}`,
          title: t('Earlier looks'),
          isOpen: looks.length > PAGE,
        }}
      />
    </main>
  )
}
