import { after } from 'next/server'
import type { ReactNode } from 'react'
import { requireReader } from '@/lib/auth/viewer'
import { listUndoable } from '@/lib/store/change/undoable'
import { listAndTakeUp } from '@/lib/store/jobs/run'
import { readTimeZone } from '../time-zone'
import { Shortcuts } from './shortcuts'
import { UndoCorner } from './undo-corner'

export default async function UserLayout({ children }: { children: ReactNode }) {
  const viewer = await requireReader()
  return (
    <>
      <meta name="viewer" content={viewer.subject} />
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
