// The header of every signed-in page: where you are, who you are, and at the right what the page puts there (theme, sign out).

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useText } from '#text'
import { Brand } from './brand'
import { MainNav } from './main-nav'

export type TopBarProps = {
  /** The person's name. */
  name: string
  /** Whoever runs the dashboard has parts that others have not. */
  isAdmin?: boolean
  /** Buttons at the right. */
  children?: ReactNode
}

export function TopBar({ name, isAdmin = false, children }: TopBarProps) {
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
          <MainNav isAdmin={isAdmin} />
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
