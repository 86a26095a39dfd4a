// What stands above every page of a part: where one is, who one is, and what is still arriving.
import Link from 'next/link'
import { Banner } from '@/components/ui/banner'
import { TopBar } from '@/components/ui/top-bar'
import { hasSignIn, requireVisit } from '@/lib/auth/viewer'
import { arrivalOf } from '@/lib/demo/arriving'
import { isPerRow } from '@/lib/store/access/per-row'
import { readText } from '../text-on-server'
import { AccountControls, Arriving } from './loaded-later'

/** Of the layout of each part: a layout above both is not rendered anew on the way from one to the other. */
export async function PageHead({ current }: { current: 'memories' | 'privacy' }) {
  const { reader, name, role } = await requireVisit()
  const arrival = arrivalOf(reader.userId)
  return (
    <>
      <TopBar name={name} current={current} role={role}>
        <AccountControls canSignOut={hasSignIn()} />
      </TopBar>
      {isPerRow(reader.store) ? <OwnRowsOnly /> : null}
      {arrival === null ? null : <Arriving initial={arrival} />}
    </>
  )
}

async function OwnRowsOnly() {
  const { t } = await readText()
  return (
    <div className="frame">
      <Banner
        tone="doubt"
        lead={t('Only memories that name you are shown.')}
        action={
          <Link href="/unclear" prefetch={false}>
            {t('Why, and what is closed')}
          </Link>
        }
      >
        {t('Several people share the name they lie under.')}
      </Banner>
    </div>
  )
}
