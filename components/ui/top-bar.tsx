// The header of every signed-in page: where you are, who you are, and at the right what the page puts there (theme, sign out).

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useText } from '#text'
import { Brand } from './brand'

export type TopBarProps = {
  /** The person's name. */
  name: string
  /** The part of the dashboard that is shown; nothing is marked without it. */
  current?: 'memories' | 'health'
  /** Whoever runs the dashboard has parts that others have not. */
  isAdmin?: boolean
  /** Buttons at the right. */
  children?: ReactNode
}

export function TopBar({ name, current, isAdmin = false, children }: TopBarProps) {
  const { t } = useText()
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
              <li>
                <Link href="/memories" prefetch={false} aria-current={current === 'memories' ? 'page' : undefined}>
                  {t('Memories')}
                </Link>
              </li>
              {isAdmin ? (
                <li>
                  <Link href="/admin/health" prefetch={false} aria-current={current === 'health' ? 'page' : undefined}>
                    {t('Health')}
                  </Link>
                </li>
              ) : null}
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
