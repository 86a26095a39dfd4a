import type { Metadata } from 'next'
import { Suspense } from 'react'
import { LocalTime } from '@/components/ui/local-time'
import { requireAdmin } from '@/lib/auth/viewer'
import { embedder } from '@/lib/embedding/configured'
import { readableEnvironment } from '@/lib/env'
import { chainOf } from '@/lib/health/chain'
import { examine } from '@/lib/health/examine'
import { database } from '@/lib/lakebase/database'
import { currentDelivery } from '@/lib/tracing/tracing'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'
import { CheckAgain } from './check-again'
import { FindingLines, FindingsToCome } from './finding-lines'
import { Verdict, VerdictToCome } from './verdict'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Health') }
}

/** "I see in five seconds whether anything is wrong, and what I must run." What the doctor finds, line by line as it finds it. */
export default async function HealthPage() {
  await requireAdmin()
  const { t, rich } = await readText()
  const timeZone = await readTimeZone()
  const at = new Date().toISOString()
  const chain = chainOf(examine({ ...readableEnvironment(), open: database, embedder, delivery: currentDelivery }))
  return (
    <main id="main" className="frame">
      <div className="column health">
        <header>
          <h1>{t('Health')}</h1>
          <div className="buttons mt-2">
            <p className="note">
              {rich('Examined {when}', { when: <LocalTime at={at} timeZone={timeZone} style="date-time" /> })}
            </p>
            <CheckAgain />
          </div>
        </header>
        <div className="mt-6" role="status">
          <Suspense fallback={<VerdictToCome />}>
            <Verdict chain={chain} />
          </Suspense>
        </div>
        <ul className="findings">
          <Suspense fallback={<FindingsToCome />}>
            <FindingLines chain={chain} />
          </Suspense>
        </ul>
        <p className="prose mt-6">
          {t(
            'On the server, npm run doctor says the same, also while the database does not answer and nobody can sign in.',
          )}
        </p>
      </div>
    </main>
  )
}
