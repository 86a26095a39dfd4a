import type { ReactNode } from 'react'
import { requireAuditor } from '@/lib/auth/viewer'
import { StaffHead } from '../staff-head'

export default async function ForgetLayout({ children }: { children: ReactNode }) {
  await requireAuditor()
  return (
    <>
      <StaffHead current="requests" />
      {children}
    </>
  )
}
