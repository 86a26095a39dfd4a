// How this installation decides requests to forget.
import type { Environment } from '@/lib/env'
import type { IdentityRules } from '@/lib/identities/candidates'
import { identityRules } from '@/lib/identities/rules'
import type { AdminSettings } from '../identities/admins'

export type ForgetRules = {
  approval: 'self' | 'admin'
  backupDays: number | null
  /** Who runs the dashboard, by the settings: who could say yes. */
  admins: AdminSettings
  /** Which ids could sign in; unset: not known, so that only what is recorded tells whose a namespace is. */
  identities?: IdentityRules
}

export function forgetRules({ forgetting, authMode, adminEmails, adminGroups }: Environment): ForgetRules {
  return { ...forgetting, admins: { authMode, adminEmails, adminGroups }, identities: identityRules() }
}
