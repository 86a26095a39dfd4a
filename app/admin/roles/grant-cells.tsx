// What stands in the tables of roles: what a role is called, and who gave it.
import { useText } from '#text'
import type { ListedGrant, ListedOut } from '@/lib/shared/roles'
import type { Text } from '@/lib/shared/text'
import { PersonName } from './person-name'

export function roleName(role: ListedGrant['role'], t: Text['t']): string {
  return role === 'admin' ? t('Administrator') : t('Auditor')
}

export function GivenBy({ grant }: { grant: ListedGrant }) {
  const { rich } = useText()
  return (
    <>
      <ByWhom by={grant.by} />
      {grant.confirmedBy === null ? null : (
        <>
          {', '}
          {rich('confirmed by {who}', { who: <PersonName key="who" who={grant.confirmedBy} /> })}
        </>
      )}
      <Reason text={grant.reason} />
    </>
  )
}

export function ByWhom({ by }: { by: ListedOut['by'] }) {
  const { rich } = useText()
  return by.isPerson ? (
    <PersonName who={by} />
  ) : (
    rich('{name}, on the server', { name: <PersonName key="name" who={by} /> })
  )
}

/** Why, in the words of who did it. */
export function Reason({ text }: { text: string | null }) {
  return text === null ? null : (
    <p className="said-reason" dir="auto">
      {text}
    </p>
  )
}
