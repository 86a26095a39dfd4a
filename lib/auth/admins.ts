// Who runs this dashboard: by the list of addresses, by a group of the identity provider, or by a grant in our table.
import { asciiLower } from '@/lib/shared/ascii'
import type { Role } from '@/lib/store/access/roles'
import type { Session } from '@/lib/store/access/sessions'

export type AdminRules = {
  authMode: string
  adminEmails: ReadonlySet<string>
  adminGroups: ReadonlySet<string>
}

/** What a person may do now. An address counts only where somebody vouches that it is theirs; the local sign-in only has ids. */
export function roleOf(session: Pick<Session, 'userId' | 'email' | 'groups' | 'grantedRole'>, rules: AdminRules): Role {
  const address = rules.authMode === 'local' ? session.userId : session.email
  if (address !== null && rules.adminEmails.has(asciiLower(address))) return 'admin'
  if (session.groups.some((group) => rules.adminGroups.has(group))) return 'admin'
  return session.grantedRole
}
