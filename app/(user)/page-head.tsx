// What stands above every page of a part: where one is, who one is, and what is still arriving.
import { TopBar } from '@/components/ui/top-bar'
import { hasSignIn, requireVisit } from '@/lib/auth/viewer'
import { arrivalOf } from '@/lib/demo/arriving'
import { AccountControls, Arriving } from './loaded-later'

/** Of the layout of each part: a layout above both is not rendered anew on the way from one to the other. */
export async function PageHead({ current }: { current: 'memories' | 'privacy' }) {
  const { viewer, name, role } = await requireVisit()
  const arrival = arrivalOf(viewer.userId)
  return (
    <>
      <TopBar name={name} current={current} role={role}>
        <AccountControls canSignOut={hasSignIn()} />
      </TopBar>
      {arrival === null ? null : <Arriving initial={arrival} />}
    </>
  )
}
