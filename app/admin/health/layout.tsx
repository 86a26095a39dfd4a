import type { ReactNode } from 'react'
import { requireAdmin } from '@/lib/auth/viewer'
import { StaffHead } from '../staff-head'

export default async function HealthLayout({ children }: { children: ReactNode }) {
  await requireAdmin()
  return (
    <>
      <StaffHead current="health" />
      {children}
    </>
  )
}
