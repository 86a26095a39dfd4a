// Roles that were given and count no longer: the record of who could do more, and when.
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import type { ListedGrant } from '@/lib/shared/roles'
import { GivenBy, roleName } from './grant-cells'
import { PersonName } from './person-name'

export function EndedGrants({ grants, timeZone }: { grants: readonly ListedGrant[]; timeZone: string }) {
  const { t, rich } = useText()
  return (
    <table className="table fold">
      <thead>
        <tr>
          <th scope="col">{t('Person')}</th>
          <th scope="col">{t('Role')}</th>
          <th scope="col">{t('Given by')}</th>
          <th scope="col" className="n">
            {t('Counted')}
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
            <td className="n">
              {rich('{from} to {until}', {
                from: <LocalTime key="from" at={grant.since} timeZone={timeZone} />,
                until: <LocalTime key="until" at={grant.endedAt ?? grant.since} timeZone={timeZone} />,
              })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
