import { after } from 'next/server'
import type { ReactNode } from 'react'
import { TopBar } from '@/components/ui/top-bar'
import { hasSignIn, requireVisit } from '@/lib/auth/viewer'
import { arrivalOf } from '@/lib/demo/arriving'
import { listAndTakeUp } from '@/lib/store/job-run'
import { listUndoable } from '@/lib/store/undoable'
import { readTimeZone } from '../time-zone'
import { AccountControls, Arriving } from './loaded-later'
import { Shortcuts } from './shortcuts'
import { UndoCorner } from './undo-corner'

export default async function UserLayout({ children }: { children: ReactNode }) {
  const { viewer, name, isAdmin } = await requireVisit()
  const arrival = arrivalOf(viewer.userId)
  return (
    <>
      <meta name="viewer" content={viewer.subject} />
      <TopBar name={name} isAdmin={isAdmin}>
        <AccountControls canSignOut={hasSignIn()} />
      </TopBar>
      {arrival === null ? null : <Arriving initial={arrival} />}
      {children}
      <UndoCorner
        initial={await listUndoable(viewer)}
        initialJobs={await listAndTakeUp(viewer, after)}
        timeZone={await readTimeZone()}
      />
      <Shortcuts />
    </>
  )
}
