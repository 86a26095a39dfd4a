// The identity provider as people meet it: what it is called, and where its own session can be ended.
import 'server-only'
import { environment } from '@/lib/env'
import { discoveredProvider } from './oidc-discovery'

/** `OIDC_NAME`, or the provider's host. */
export function providerName(): string {
  const { oidc } = environment()
  if (oidc.name !== undefined) return oidc.name
  return oidc.issuer !== undefined && URL.canParse(oidc.issuer) ? new URL(oidc.issuer).host : 'OpenID'
}

/**
 * Where the provider asks whether its own session should end, too; null where it offers no such page, or cannot be asked now.
 * Source: OpenID Connect RP-Initiated Logout 1.0, §2. No token is sent along, so the provider asks the person first.
 */
export async function providersSignOut(): Promise<string | null> {
  const { authMode, oidc } = environment()
  if (authMode !== 'oidc') return null
  const metadata = await discoveredProvider().catch(() => null)
  if (metadata?.end_session_endpoint === undefined) return null
  const url = new URL(metadata.end_session_endpoint)
  url.searchParams.set('client_id', oidc.clientId ?? '')
  return url.href
}
