// The OpenID provider as next-auth wants it: code flow with PKCE, state and nonce, the ID token verified, its issuer exact.
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { startDeadline } from '@/lib/http/deadline'
import { callForJson } from '@/lib/http/json-call'
import { sentence } from '@/lib/shared/text'
import type { Person } from '@/lib/store/access/sessions'
import { type ClaimRules, type Claims, isIncomplete, isStorable, mergedClaims, personOf } from './claims'
import { isIssuable } from './issuable'
import { PROVIDER_TIMEOUT_MS, type ProviderMetadata, WHO } from './oidc-discovery'
import type { Refusal } from './refusals'

/**
 * next-auth wants a user with an id also of somebody who is refused. `authTime`: see OpenID Connect Core 1.0, §2; `claimed`: the id
 * that the provider told, whether it counts or not.
 */
export type SigningIn = { id: string; person: Person | { refused: Refusal }; authTime?: number; claimed?: string }

/**
 * What asks for the claim `auth_time`: "required when a max_age request is made" (§2). A year asks nobody anew who need not be asked;
 * the other is for somebody who shall be asked now, whatever the provider remembers.
 */
const ASKED_BEFORE = { max_age: 31_536_000 }
const ASKED_NOW = { max_age: 0, prompt: 'login' }

/**
 * OpenID Connect Core 1.0, §3.1. openid-client verifies signature (RS256 by the provider's keys, so neither `none` nor a shared
 * secret), `iss`, `aud`, `exp`, `nonce`, and in the answer `state` and, where there is one, `iss` (RFC 9207).
 */
export function oidcProvider(metadata: ProviderMetadata, isAskedNow = false): OAuthConfig<Claims> {
  const { oidc } = environment()
  const methods = metadata.token_endpoint_auth_methods_supported ?? []
  return {
    id: 'oidc',
    name: 'OpenID',
    type: 'oauth',
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    client: {
      token_endpoint_auth_method:
        methods.includes('client_secret_post') && !methods.includes('client_secret_basic')
          ? 'client_secret_post'
          : 'client_secret_basic',
      id_token_signed_response_alg: 'RS256',
    },
    // given one by one: next-auth would ask for them at every sign-in, and believe whatever issuer the answer names
    issuer: metadata.issuer,
    authorization: {
      url: metadata.authorization_endpoint,
      params: { scope: oidc.scopes, ...(isAskedNow ? ASKED_NOW : ASKED_BEFORE) },
    },
    token: metadata.token_endpoint,
    jwks_endpoint: metadata.jwks_uri,
    httpOptions: { timeout: PROVIDER_TIMEOUT_MS },
    async profile(claims, tokens): Promise<SigningIn> {
      const { person, told } = await personBehind(claims, tokens.access_token, metadata)
      return {
        id: 'refused' in person ? 'nobody' : person.userId,
        person,
        authTime: timeIn(claims), // of the signed token alone
        claimed: claimedIn(told),
      }
    },
  }
}

function claimedIn(claims: Claims): string | undefined {
  const id = claims[environment().userIdClaim]
  return typeof id === 'string' && id !== '' && isStorable(id) ? id : undefined
}

const YEAR_2100 = 4_102_444_800

function timeIn({ auth_time: told }: Claims): number | undefined {
  return typeof told === 'number' && told > 0 && told < YEAR_2100 ? told : undefined
}

async function personBehind(
  token: Claims,
  accessToken: string | undefined,
  { userinfo_endpoint: url }: ProviderMetadata,
): Promise<{ person: Person | { refused: Refusal }; told: Claims }> {
  const { userIdClaim, oidc, adminEmails, adminGroups } = environment()
  const rules: ClaimRules = { userIdClaim, emailsAreVerified: oidc.emailsAreVerified, isIssuable }
  const wants = { wantsEmail: adminEmails.size > 0, wantsGroups: adminGroups.size > 0 }
  if (url === undefined || accessToken === undefined || !isIncomplete(token, { ...rules, ...wants }))
    return { person: personOf(token, rules), told: token }
  try {
    const told = mergedClaims(token, await userinfoOf(token, accessToken, url))
    return { person: personOf(told, rules), told }
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    console.error(`[sign-in] ${error.forOperators}`)
    return { person: { refused: 'unreachable' }, told: token }
  }
}

/** Claims that the provider only tells whoever holds the access token (§5.3); about somebody else they are nothing (§5.3.2). */
async function userinfoOf(token: Claims, accessToken: string, url: string): Promise<Claims> {
  const call = { who: WHO, wanted: sentence('what it knows of a person'), url }
  const deadline = startDeadline({ who: WHO, code: 'identity-unavailable', timeoutMs: PROVIDER_TIMEOUT_MS })
  const answer = await callForJson({ ...call, headers: { authorization: `Bearer ${accessToken}` } }, deadline)
  const isAbout = typeof answer === 'object' && answer !== null && 'sub' in answer && answer.sub === token.sub
  return isAbout ? (answer as Claims) : {}
}
