// The parts of the dashboard, with the one marked that is shown.
'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useText } from '#text'

export type MainNavProps = {
  /** Whoever runs the dashboard has parts that others have not. */
  isAdmin: boolean
}

export function MainNav({ isAdmin }: MainNavProps) {
  const { t } = useText()
  const path = usePathname()
  const parts = [
    { href: '/memories', name: t('Memories') },
    { href: '/privacy', name: t('Privacy') },
    ...(isAdmin ? ([{ href: '/admin/health', name: t('Health') }] as const) : []),
  ] as const
  return (
    <nav aria-label={t('Main')}>
      <ul>
        {parts.map(({ href, name }) => (
          <li key={href}>
            <Link href={href} prefetch={false} aria-current={isWithin(path, href) ? 'page' : undefined}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function isWithin(path: string, part: string): boolean {
  return path === part || path.startsWith(`${part}/`)
}
