// The header of every signed-in page: where you are, who you are, and at the right what the page puts there (theme, sign out).

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useText } from '#text'
import { Brand } from './brand'

export type TopBarProps = {
  /** The person's name. */
  name: string
  /** The part of the dashboard that is shown; nothing is marked without it. */
  current?: 'memories' | 'privacy' | 'health'
  /** Whoever runs the dashboard has parts that others have not. */
  isAdmin?: boolean
  /** Buttons at the right. */
  children?: ReactNode
}

export function TopBar({ name, current, isAdmin = false, children }: TopBarProps) {
  const { t } = useText()
  const parts = [
    { part: 'memories', href: '/memories', title: t('Memories') },
    { part: 'privacy', href: '/privacy', title: t('Privacy') },
    ...(isAdmin ? [{ part: 'health', href: '/admin/health', title: t('Health') } as const] : []),
  ] as const
  return (
    <>
      <a className="skip" href="#main">
        {t('Skip to content')}
      </a>
      <header className="top">
        <div className="frame">
          <Link className="brand" href="/memories" prefetch={false} aria-label={t('Long-term memory, home')}>
            <Brand />
          </Link>
          <nav aria-label={t('Main')}>
            <ul>
              {parts.map(({ part, href, title }) => (
                <li key={part}>
                  <Link href={href} prefetch={false} aria-current={part === current ? 'page' : undefined}>
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className="who">
            <span className="name" dir="auto" title={name}>
              {name}
            </span>
            {children}
          </div>
        </div>
      </header>
    </>
  )
}
