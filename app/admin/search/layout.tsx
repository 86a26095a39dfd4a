import type { ReactNode } from 'react'
import { requireAdmin } from '@/lib/auth/viewer'
import { PeopleParts } from '../people-parts'
import { StaffHead } from '../staff-head'

export default async function SearchLayout({ children }: { children: ReactNode }) {
  await requireAdmin()
  return (
    <>
      <StaffHead current="people" />
      <PeopleParts current="search" />
      {children}
    </>
  )
}
