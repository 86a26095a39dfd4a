// What an OpenID provider says of itself at its well-known address, checked before it is believed.
import { z } from 'zod'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { startDeadline } from '@/lib/http/deadline'
import { callForJson, notWanted } from '@/lib/http/json-call'
import { sentence } from '@/lib/shared/text'
import { isLoopbackOrigin } from './public-address'

const endpoint = z.string()
const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: endpoint,
  userinfo_endpoint: endpoint.optional(),
  end_session_endpoint: endpoint.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
})

/** OpenID Connect Discovery 1.0, §3; what is used of it. */
export type ProviderMetadata = z.infer<typeof metadata>

export const WHO = sentence('The identity provider')
const WANTED = sentence('a description of an OpenID provider')
export const PROVIDER_TIMEOUT_MS = 10_000
const KEPT_MS = 10 * 60_000

let kept: { issuer: string; until: number; found: Promise<ProviderMetadata> } | undefined

/**
 * The provider of the settings; asked at most every ten minutes, and again after a failure.
 * @throws Expected `identity-unavailable` when it does not answer; `misconfigured` when it is not the one in the settings
 */
export function discoveredProvider(): Promise<ProviderMetadata> {
  const issuer = environment().oidc.issuer ?? ''
  if (kept === undefined || kept.issuer !== issuer || kept.until < performance.now()) {
    const found = discover(issuer)
    kept = { issuer, until: performance.now() + KEPT_MS, found }
    found.catch(() => {
      if (kept?.found === found) kept = undefined
    })
  }
  return kept.found
}

/**
 * Asks `issuer` what it is. Its name must be `issuer` exactly (§4.3), and every address https unless all is on this machine.
 * @throws Expected `identity-unavailable`, `misconfigured`
 */
export async function discover(issuer: string): Promise<ProviderMetadata> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const deadline = startDeadline({ who: WHO, code: 'identity-unavailable', timeoutMs: PROVIDER_TIMEOUT_MS })
  const answer = await callForJson({ who: WHO, wanted: WANTED, url, headers: { accept: 'application/json' } }, deadline)
  const { success, data } = metadata.safeParse(answer)
  if (!success) throw new Expected('identity-unavailable', notWanted({ who: WHO, wanted: WANTED }))
  if (data.issuer !== issuer)
    throw new Expected(
      'misconfigured',
      'Cannot start: the identity provider calls itself {said}, not {issuer}. If that is the one you mean, set OIDC_ISSUER to exactly its name.',
      { values: { said: data.issuer, issuer } },
    )
  for (const [name, address] of Object.entries(data))
    if (/_(endpoint|uri)$/.test(name) && !isTrusted(String(address), issuer))
      throw new Expected(
        'misconfigured',
        'Cannot start: the {name} of the identity provider is not an https address.',
        {
          values: { name },
        },
      )
  return data
}

/** https; plain http only for this machine, and only while the issuer is on it too. */
function isTrusted(address: string, issuer: string): boolean {
  if (!URL.canParse(address)) return false
  return address.startsWith('https://') || (isLoopbackOrigin(address) && isLoopbackOrigin(issuer))
}
