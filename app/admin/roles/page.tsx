import type { Metadata } from 'next'
import { freshness } from '@/lib/auth/step-up'
import { requireAdmin } from '@/lib/auth/viewer'
import { environment } from '@/lib/env'
import type { RoleList } from '@/lib/shared/roles'
import { listRoles } from '@/lib/store/access/role-list'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'
import { EndedGrants } from './ended-grants'
import { GiveRole } from './give-role'
import { GrantTable } from './grant-table'
import { PersonName } from './person-name'
import { ShutOut } from './shut-out'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Roles') }
}

/** "I gave somebody a role until Friday, I know who else has one and who gave it." */
export default async function RolesPage() {
  const admin = await requireAdmin()
  const { t } = await readText()
  const timeZone = await readTimeZone()
  const roles = await listRoles(admin, environment())
  const stepUp = await freshness(admin)
  return (
    <main id="main" className="frame">
      <div className="column">
        <header>
          <h1>{t('Roles')}</h1>
          <p className="prose mt-1">
            {t(
              'Auditors see what was done and how much there is, never what was said. Administrators see somebody’s words after giving a reason. A change counts from the next request on.',
            )}
          </p>
        </header>
        <section className="chapter" aria-labelledby="have">
          <h2 id="have">{t('Who has one')}</h2>
          <div>
            <GrantTable grants={roles.grants} freshness={stepUp} timeZone={timeZone} />
            <BySettings people={roles.bySettings} />
            <GiveRole freshness={stepUp} />
          </div>
        </section>
        <section className="chapter" aria-labelledby="out">
          <h2 id="out">{t('Shut out')}</h2>
          <div>
            <p className="prose lead">
              {t(
                'Whoever is shut out cannot sign in: their sessions end, and agents with a token of theirs are refused too. What is remembered about them stays.',
              )}
            </p>
            <ShutOut out={roles.out} freshness={stepUp} timeZone={timeZone} />
          </div>
        </section>
        {roles.ended.length === 0 ? null : (
          <section className="chapter" aria-labelledby="ended">
            <h2 id="ended">{t('Ended##roles')}</h2>
            <EndedGrants grants={roles.ended} timeZone={timeZone} />
          </section>
        )}
      </div>
    </main>
  )
}

/** Those whom no grant makes administrators, and no page can end. */
async function BySettings({ people }: { people: RoleList['bySettings'] }) {
  if (people.length === 0) return null
  const { rich } = await readText()
  return (
    <p className="note mt-3">
      {rich('Administrators by MEMORY_ADMIN_EMAILS or MEMORY_ADMIN_GROUPS, which are changed on the server: {people}', {
        people: (
          <span key="people">
            {people.map((one, at) => (
              <span key={one.id}>
                {at === 0 ? null : ', '}
                <PersonName who={one} />
              </span>
            ))}
          </span>
        ),
      })}
    </p>
  )
}
