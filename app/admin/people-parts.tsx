// The pages that are about people: a second line of words below the header.
import type { Route } from 'next'
import Link from 'next/link'
import { requireAuditor } from '@/lib/auth/viewer'
import { readText } from '../text-on-server'

export type PeoplePart = 'people' | 'search' | 'identities' | 'confirmations' | 'roles' | 'sessions'

export async function PeopleParts({ current }: { current: PeoplePart }) {
  const { role } = await requireAuditor()
  const { t } = await readText()
  const parts: { part: PeoplePart; href: Route; title: string; least: 'auditor' | 'admin' }[] = [
    { part: 'people', href: '/admin/people', title: t('People'), least: 'auditor' },
    { part: 'search', href: '/admin/search', title: t('Search everybody'), least: 'admin' },
    { part: 'identities', href: '/admin/identities', title: t('Identities'), least: 'auditor' },
    { part: 'confirmations', href: '/admin/confirmations', title: t('Confirmations'), least: 'auditor' },
    { part: 'roles', href: '/admin/roles', title: t('Roles'), least: 'admin' },
    { part: 'sessions', href: '/admin/sessions', title: t('Who is signed in'), least: 'admin' },
  ]
  return (
    <nav className="frame parts" aria-label={t('People')}>
      <ul>
        {parts
          .filter(({ least }) => least === 'auditor' || role === 'admin')
          .map(({ part, href, title }) => (
            <li key={part}>
              <Link href={href} prefetch={false} aria-current={part === current ? 'page' : undefined}>
                {title}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  )
}
