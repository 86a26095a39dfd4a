// The header of every signed-in page: where you are, who you are, and at the right what the page puts there (theme, sign out).

import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useText } from '#text'
import { Brand } from './brand'

export type TopBarProps = {
  /** The person's name. */
  name: string
  /** The part of the dashboard that is shown; nothing is marked without it. */
  current?: Part
  /** Whoever runs the dashboard or audits it has parts that others have not. */
  role?: 'user' | 'auditor' | 'admin'
  /** Buttons at the right. */
  children?: ReactNode
}

export type Part = 'memories' | 'privacy' | 'overview' | 'people' | 'requests' | 'audit' | 'health'

export function TopBar({ name, current, role = 'user', children }: TopBarProps) {
  const { t } = useText()
  const parts: { part: Part; href: Route; title: string; least: 'user' | 'auditor' | 'admin' }[] = [
    { part: 'memories', href: '/memories', title: t('Memories'), least: 'user' },
    { part: 'privacy', href: '/privacy', title: t('Privacy'), least: 'user' },
    { part: 'overview', href: '/admin', title: t('Overview'), least: 'auditor' },
    { part: 'people', href: '/admin/people', title: t('People'), least: 'auditor' },
    { part: 'requests', href: '/admin/forget', title: t('Requests##forget'), least: 'auditor' },
    { part: 'audit', href: '/admin/audit', title: t('Audit'), least: 'auditor' },
    { part: 'health', href: '/admin/health', title: t('Health'), least: 'admin' },
  ]
  const ranks = ['user', 'auditor', 'admin']
  const shown = parts.filter(({ least }) => ranks.indexOf(role) >= ranks.indexOf(least))
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
              {shown.map(({ part, href, title }) => (
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
