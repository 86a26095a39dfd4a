// The roles that count now, each with the way to end it.
'use client'

import { useState } from 'react'
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import { useAlive } from '@/components/ui/use-alive'
import type { ListedGrant } from '@/lib/shared/roles'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { endRole } from './actions'
import { GivenBy, roleName } from './grant-cells'
import { PersonName } from './person-name'
import { ReasonedForm } from './reasoned-form'

export function GrantTable({ grants, timeZone }: { grants: readonly ListedGrant[]; timeZone: string }) {
  const { t } = useText()
  const isAlive = useAlive()
  const [asked, setAsked] = useState<ListedGrant | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  return (
    <>
      {grants.length === 0 ? (
        <p className="quiet">{t('Nobody has a role by a grant.')}</p>
      ) : (
        <table className="table fold">
          <thead>
            <tr>
              <th scope="col">{t('Person')}</th>
              <th scope="col">{t('Role')}</th>
              <th scope="col">{t('Given by')}</th>
              <th scope="col">{t('Since##a role')}</th>
              <th scope="col">{t('Until##a role')}</th>
              <th scope="col">
                <span className="sr-only">{t('End it')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {grants.map((grant) => (
              <tr key={grant.id}>
                <th scope="row">
                  <PersonName who={grant.who} />
                </th>
                <td className="under">{roleName(grant.role, t)}</td>
                <td className="under">
                  <GivenBy grant={grant} />
                </td>
                <td className="under quiet">
                  <span className="fold-only">{t('Since##a role')} </span>
                  <LocalTime at={grant.since} timeZone={timeZone} />
                </td>
                <td className="under quiet">
                  {grant.until === null ? (
                    t('until it is ended')
                  ) : (
                    <>
                      <span className="fold-only">{t('Until##a role')} </span>
                      <LocalTime at={grant.until} timeZone={timeZone} style="date-time" />
                    </>
                  )}
                </td>
                <td className="n">
                  <button
                    type="button"
                    className="link erase"
                    disabled={!isAlive}
                    aria-label={t('End the role of {name}', { name: visible(grant.who.name ?? grant.who.id) })}
                    onClick={() => setAsked(grant)}
                  >
                    {t('End it')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div role="status">{said === null ? null : <p className="note mt-3">{said}</p>}</div>
      {asked === null ? null : (
        <ReasonedForm
          title={t('End the role of {name}?', { name: visible(asked.who.name ?? asked.who.id) })}
          consequence={t('From their next request on they are a user like everybody.')}
          button={{ title: t('End the role'), look: 'erase main' }}
          done={t('The role of {name} has ended.', { name: visible(asked.who.name ?? asked.who.id) })}
          send={(change) => endRole({ grant: asked.id, userId: asked.who.id, ...change }, viewerMark())}
          onClose={(told) => {
            setAsked(null)
            setSaid(told)
          }}
        />
      )}
    </>
  )
}
