import type { Metadata } from 'next'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import { requireAuditor } from '@/lib/auth/viewer'
import { personRef } from '@/lib/shared/person-ref'
import { visible } from '@/lib/shared/value-words'
import { memoryStore } from '@/lib/store/configured'
import { listPeople } from '@/lib/store/people-list'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'

type Props = { searchParams: Promise<{ after?: string | string[] }> }

const PAGE = 50

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('People') }
}

/** "I see in one look which people the agents remember things about, how much, and where something needs a look." */
export default async function PeoplePage({ searchParams }: Props) {
  const staff = await requireAuditor()
  const { t, number } = await readText()
  const { after } = await searchParams
  const timeZone = await readTimeZone()
  const { people, next } = await listPeople(staff, await memoryStore(), {
    limit: PAGE,
    after: typeof after === 'string' ? after : undefined,
  })
  return (
    <main id="main" className="frame">
      <div className="column all">
        <header>
          <h1>{t('People')}</h1>
          <p className="prose">
            {t('Counts only. Opening somebody’s memories asks for a reason, which that person will read.')}
          </p>
        </header>
        <table className="table fold people">
          <thead>
            <tr>
              <th scope="col">{t('Person')}</th>
              <th scope="col" className="n">
                {t('Memories')}
              </th>
              <th scope="col" className="n">
                {t('Last change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ label, memories, lastChange }) => (
              <tr key={label}>
                <th scope="row">
                  <Link href={`/admin/people/${personRef(label)}`} prefetch={false}>
                    <bdi>
                      <ShownText text={visible(label)} />
                    </bdi>
                  </Link>
                </th>
                <td className="n">{number(memories)}</td>
                <td className="n">
                  <LocalTime at={lastChange} timeZone={timeZone} style="recent" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {next === null ? null : (
          <Link className={buttonClass()} href={`/admin/people?after=${encodeURIComponent(next)}`} prefetch={false}>
            {t('Next {count}', { count: PAGE })}
          </Link>
        )}
      </div>
    </main>
  )
}
