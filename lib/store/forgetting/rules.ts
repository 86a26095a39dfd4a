// How this installation decides requests to forget.
import type { Environment } from '@/lib/env'
import type { AdminSettings } from '../identities/admins'

export type ForgetRules = {
  approval: 'self' | 'admin'
  backupDays: number | null
  /** Who runs the dashboard, by the settings: who could say yes. */
  admins: AdminSettings
}

export function forgetRules({ forgetting, authMode, adminEmails, adminGroups }: Environment): ForgetRules {
  return { ...forgetting, admins: { authMode, adminEmails, adminGroups } }
}
