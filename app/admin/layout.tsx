import type { ReactNode } from 'react'
import { TopBar } from '@/components/ui/top-bar'
import { hasSignIn, requireAdmin } from '@/lib/auth/viewer'
import { AccountControls } from '../account-controls'

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { name } = await requireAdmin()
  return (
    <>
      <TopBar name={name} current="health" isAdmin>
        <AccountControls canSignOut={hasSignIn()} />
      </TopBar>
      {children}
    </>
  )
}
