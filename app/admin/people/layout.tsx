import type { ReactNode } from 'react'
import { requireAuditor } from '@/lib/auth/viewer'
import { PeopleParts } from '../people-parts'
import { StaffHead } from '../staff-head'

export default async function PeopleLayout({ children }: { children: ReactNode }) {
  await requireAuditor()
  return (
    <>
      <StaffHead current="people" />
      <PeopleParts current="people" />
      {children}
    </>
  )
}
