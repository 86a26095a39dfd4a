// What stands above every page of those who run or audit the dashboard.
import { type Part, TopBar } from '@/components/ui/top-bar'
import { hasSignIn, requireAuditor } from '@/lib/auth/viewer'
import { AccountControls } from '../account-controls'

/** Of the layout of each part: a layout above all is not rendered anew on the way from one to the other. */
export async function StaffHead({ current }: { current: Part }) {
  const { name, role } = await requireAuditor()
  return (
    <TopBar name={name} current={current} role={role}>
      <AccountControls canSignOut={hasSignIn()} />
    </TopBar>
  )
}
