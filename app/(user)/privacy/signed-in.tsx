// In how many browsers the person is signed in, and the way to end what is not them.
import Link from 'next/link'
import { askingSession } from '@/lib/auth/asking-session'
import { hasSignIn, requireOneself } from '@/lib/auth/viewer'
import { listSessions } from '@/lib/store/access/session-list'
import { readText } from '../../text-on-server'

export async function SignedIn() {
  if (!hasSignIn()) return null
  const { t, plural } = await readText()
  const sessions = await listSessions(await requireOneself(), await askingSession())
  return (
    <section className="chapter" aria-labelledby="signed-in">
      <h2 id="signed-in">{t('Signed in')}</h2>
      <div>
        <p className="prose lead">
          {plural(sessions.length, 'In this browser only.', 'In {count} browsers, this one included.')}
        </p>
        <p>
          <Link className="link" href="/privacy/sessions" prefetch={false}>
            {t('Where you are signed in')}
          </Link>
        </p>
      </div>
    </section>
  )
}
