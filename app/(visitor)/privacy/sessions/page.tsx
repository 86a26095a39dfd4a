import type { Metadata } from 'next'
import Link from 'next/link'
import { askingSession } from '@/lib/auth/asking-session'
import { currentVisit, hasSignIn, requireOneself } from '@/lib/auth/viewer'
import { listSessions } from '@/lib/store/access/session-list'
import { readText } from '../../../text-on-server'
import { readTimeZone } from '../../../time-zone'
import { OwnSessions } from './own-sessions'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('{title} · Privacy', { title: t('Where you are signed in') }) }
}

/** "I see where I am signed in and can end what is not me." */
export default async function SessionsPage() {
  const oneself = await requireOneself()
  const isUnclear = (await currentVisit()).state !== 'signed-in'
  const { t } = await readText()
  return (
    <main id="main" className="frame column">
      <Link className="back" href={isUnclear ? '/unclear' : '/privacy'} prefetch={false}>
        ‹ {isUnclear ? t('Whose memories?') : t('Privacy')}
      </Link>
      <header className="titled">
        <h1>{t('Where you are signed in')}</h1>
      </header>
      {hasSignIn() ? (
        <>
          <p className="prose">
            {t(
              'A session ends after thirty minutes without a request, and twelve hours after you signed in. Whatever you end here is refused at its next request.',
            )}
          </p>
          <OwnSessions sessions={await listSessions(oneself, await askingSession())} timeZone={await readTimeZone()} />
          {isUnclear ? null : (
            <p className="note mt-6">
              {t('Agents with a token of yours are not signed in: you revoke their tokens under Privacy.')}
            </p>
          )}
        </>
      ) : (
        <p className="prose">
          {t(
            'Databricks signs you in here and says with every request who you are. This dashboard keeps no session that could be ended; sign out of Databricks instead.',
          )}
        </p>
      )}
    </main>
  )
}
