import type { ReactNode } from 'react'
import { TopBar } from '@/components/ui/top-bar'
import { currentVisit, hasSignIn, requireOneself } from '@/lib/auth/viewer'
import UserLayout from '../../../(user)/layout'
import { AccountControls } from '../../../(user)/loaded-later'
import PrivacyLayout from '../../../(user)/privacy/layout'

/** As around every page of theirs; for somebody whose memories are not clear without what is about memories. */
export default async function SessionsLayout({ children }: { children: ReactNode }) {
  const oneself = await requireOneself()
  const visit = await currentVisit()
  return visit.state === 'unclear' ? (
    <>
      <meta name="viewer" content={oneself.actor} />
      <TopBar name={visit.name} role={visit.role}>
        <AccountControls canSignOut={hasSignIn()} />
      </TopBar>
      {children}
    </>
  ) : (
    <UserLayout>
      <PrivacyLayout>{children}</PrivacyLayout>
    </UserLayout>
  )
}
