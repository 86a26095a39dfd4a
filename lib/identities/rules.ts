// The rules of this installation: how ids become namespaces, and which ids could sign in.
import { isIssuable } from '@/lib/auth/issuable'
import { environment } from '@/lib/env'
import type { IdentityRules } from './candidates'

export function identityRules(): IdentityRules {
  return { style: environment().namespaceStyle, issuable: isIssuable }
}
