import type { Metadata } from 'next'
import { askingSession } from '@/lib/auth/asking-session'
import { hasSignIn, requireAdmin } from '@/lib/auth/viewer'
import { listSignedIn } from '@/lib/store/access/session-list'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'
import { SignedInList } from './signed-in-list'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Who is signed in') }
}

/** "I see who is signed in now, and can end it for somebody whose computer is gone." */
export default async function AllSessionsPage() {
  const admin = await requireAdmin()
  const { t } = await readText()
  return (
    <main id="main" className="frame">
      <div className="column">
        <header className="titled">
          <h1>{t('Who is signed in')}</h1>
        </header>
        {hasSignIn() ? (
          <>
            <p className="prose">
              {t(
                'Ending a session works at its next request; its person may sign in again. Agents with a token go on: to stop those too, shut the person out under Roles.',
              )}
            </p>
            <SignedInList
              first={await listSignedIn(admin, '', await askingSession())}
              timeZone={await readTimeZone()}
            />
          </>
        ) : (
          <p className="prose">
            {t(
              'Databricks signs people in here and says with every request who they are: there is no session that could be ended. To keep somebody away, shut them out under Roles.',
            )}
          </p>
        )}
      </div>
    </main>
  )
}
