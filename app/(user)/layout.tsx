import type { ReactNode } from 'react'
import { ThemeButton } from '@/components/ui/theme-button'
import { TopBar } from '@/components/ui/top-bar'
import { requireVisit } from '@/lib/auth/viewer'
import { arrivalOf } from '@/lib/demo/arriving'
import { listJobs } from '@/lib/store/job'
import { listUndoable } from '@/lib/store/removal'
import { LanguageChoice } from '../language-choice'
import { SignOutButton } from '../sign-out-button'
import { readTimeZone } from '../time-zone'
import { ArrivingLater } from './arriving-later'
import { Shortcuts } from './shortcuts'
import { UndoCorner } from './undo-corner'

export default async function UserLayout({ children }: { children: ReactNode }) {
  const { viewer, name } = await requireVisit()
  const arrival = arrivalOf(viewer.userId)
  return (
    <>
      <meta name="viewer" content={viewer.subject} />
      <TopBar name={name} current="memories">
        <LanguageChoice />
        <ThemeButton />
        <SignOutButton />
      </TopBar>
      {arrival === null ? null : <ArrivingLater initial={arrival} />}
      {children}
      <UndoCorner
        initial={await listUndoable(viewer)}
        initialJobs={await listJobs(viewer)}
        timeZone={await readTimeZone()}
      />
      <Shortcuts />
    </>
  )
}
