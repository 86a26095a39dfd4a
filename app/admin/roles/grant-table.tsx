// The roles that count now, each with the way to end it.
'use client'

import { useEffect, useState } from 'react'
import { useText } from '#text'
import { TimeCell } from '@/components/ui/time-cell'
import { useAlive } from '@/components/ui/use-alive'
import type { ListedGrant } from '@/lib/shared/roles'
import type { Freshness } from '@/lib/shared/step-up'
import { visible } from '@/lib/shared/value-words'
import { broughtBack } from '../step-up-draft'
import { END_DRAFT, EndGrant } from './end-grant'
import { GivenBy, roleName } from './grant-cells'
import { PersonName } from './person-name'

type Props = { grants: readonly ListedGrant[]; freshness: Freshness; timeZone: string }

export function GrantTable({ grants, freshness, timeZone }: Props) {
  const { t } = useText()
  const isAlive = useAlive()
  const [asked, setAsked] = useState<{ grant: ListedGrant; reason: string } | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is given back once
  useEffect(() => {
    const kept = broughtBack(END_DRAFT)
    const grant = grants.find(({ id }) => id === kept?.grant)
    if (grant !== undefined) setAsked({ grant, reason: kept?.reason ?? '' })
  }, [])
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
                <TimeCell label={t('Since##a role')} at={grant.since} timeZone={timeZone} />
                <TimeCell
                  label={t('Until##a role')}
                  at={grant.until}
                  otherwise={t('until it is ended')}
                  timeZone={timeZone}
                  style="date-time"
                />
                <td className="n">
                  <button
                    type="button"
                    className="link erase"
                    disabled={!isAlive}
                    aria-label={t('End the role of {name}', { name: visible(grant.who.name ?? grant.who.id) })}
                    onClick={() => setAsked({ grant, reason: '' })}
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
        <EndGrant
          grant={asked.grant}
          first={asked.reason}
          freshness={freshness}
          onClose={(told) => {
            setAsked(null)
            setSaid(told)
          }}
        />
      )}
    </>
  )
}
