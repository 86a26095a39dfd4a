import type { Metadata } from 'next'
import { requireAuditor } from '@/lib/auth/viewer'
import { environment } from '@/lib/env'
import { identityRules } from '@/lib/identities/rules'
import { addDays, dayIn } from '@/lib/shared/time'
import { memoryStore } from '@/lib/store/configured'
import { readOverview } from '@/lib/store/people/overview'
import { readLogDays } from '@/lib/store/read-log'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'
import { Waiting } from '../identities/waiting'
import { CountedNote } from '../people/counted-note'
import { Activity } from './activity'
import { Happened } from './happened'
import { NeedsALook } from './needs-a-look'
import { Stored } from './stored'
import { Works } from './works'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Overview') }
}

/** So many days of the audit are counted. */
const AUDIT_DAYS = 30

/** "I see how this store is doing, and every number leads me to what it counts." */
export default async function OverviewPage() {
  const staff = await requireAuditor()
  const { t } = await readText()
  const timeZone = await readTimeZone()
  const store = await memoryStore()
  const today = dayIn(new Date(), timeZone)
  const from = addDays(today, 1 - AUDIT_DAYS)
  const { counted, warnings, happened, audit } = await readOverview(staff, store, identityRules(), { from, timeZone })
  const { figures } = counted
  return (
    <main id="main" className="frame">
      <div className="column">
        <header className="overview-head">
          <h1>{t('Overview')}</h1>
          <CountedNote counted={counted} timeZone={timeZone} />
        </header>
        <Waiting />
        <Stored figures={figures} />
        <NeedsALook figures={figures} warnings={warnings} isPerRow={environment().ownerField !== undefined} />
        <Activity figures={figures} days={readLogDays(store)} timeZone={timeZone} />
        <Happened happened={happened} from={from} days={AUDIT_DAYS} />
        <Works pool={staff.pool} isAdmin={staff.role === 'admin'} audit={audit} timeZone={timeZone} />
      </div>
    </main>
  )
}
