// From what an identity provider says of somebody to the person that the agent knows, or to why that is nobody. Pure.
import type { Person } from '@/lib/store/access/sessions'
import type { Refusal } from './refusals'

export type Claims = Readonly<Record<string, unknown>>

export type ClaimRules = {
  /** The claim that is the agent's user id. */
  userIdClaim: string
  /** True: an address counts also where the provider does not say `email_verified`. Never where it says `false`. */
  emailsAreVerified: boolean
  isIssuable: (id: string) => boolean
}

/** The person, with their id as the claim has it, byte for byte. */
export function personOf(claims: Claims, rules: ClaimRules): Person | { refused: Refusal } {
  const userId = claims[rules.userIdClaim]
  if (typeof userId !== 'string' || userId === '') return { refused: 'no-id' }
  const email = verifiedEmail(claims, rules)
  if (rules.userIdClaim === 'email' && email === null) return { refused: 'email-not-verified' }
  if (!isStorable(userId) || !rules.isIssuable(userId)) return { refused: 'not-issuable' }
  return { userId, name: nameOf(claims) ?? userId, email, groups: groupsOf(claims) }
}

/** Whether the ID token alone leaves open what {@link personOf} needs; then the provider's userinfo is asked. */
export function isIncomplete(
  claims: Claims,
  rules: ClaimRules & { wantsEmail: boolean; wantsGroups: boolean },
): boolean {
  if (claims[rules.userIdClaim] === undefined) return true
  if (rules.wantsGroups && claims.groups === undefined) return true
  if (!rules.wantsEmail && rules.userIdClaim !== 'email') return false
  return claims.email === undefined || (claims.email_verified === undefined && !rules.emailsAreVerified)
}

/** Claims of both, where they differ those of the signed token. `email_verified` only ever vouches for the address beside it. */
export function mergedClaims(token: Claims, userinfo: Claims): Claims {
  const named = token.email === undefined ? userinfo : token
  const vouched = named.email_verified ?? (userinfo.email === named.email ? userinfo.email_verified : undefined)
  return { ...userinfo, ...token, email_verified: vouched }
}

function verifiedEmail({ email, email_verified: said }: Claims, { emailsAreVerified }: ClaimRules): string | null {
  if (typeof email !== 'string' || !isStorable(email)) return null
  const isVerified = said === true || said === 'true' || (said === undefined && emailsAreVerified)
  return isVerified ? email : null
}

function nameOf({ name, preferred_username: username }: Claims): string | undefined {
  return [name, username].find((text): text is string => typeof text === 'string' && text !== '' && isStorable(text))
}

const MOST_GROUPS = 1_000

function groupsOf({ groups }: Claims): string[] {
  const given = typeof groups === 'string' ? [groups] : Array.isArray(groups) ? groups : []
  return given.filter((group) => typeof group === 'string' && isStorable(group)).slice(0, MOST_GROUPS)
}

/** Postgres keeps no NUL, and what is not well-formed would be stored as something else. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000') && text.length <= 1_000
}
