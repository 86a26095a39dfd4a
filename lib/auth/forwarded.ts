// Who the proxy of Databricks Apps says is asking, and whether the token that it forwards proves it. Read in that mode alone.
import { Expected } from '@/lib/errors'
import { asciiLower } from '@/lib/shared/ascii'
import { type Sentence, sentence } from '@/lib/shared/text'
import type { Person } from '@/lib/store/access/sessions'
import { isStorable } from './claims'
import type { WorkspacePerson } from './workspace-person'

/** `X-Forwarded-…` without the prefix. */
export type Forwarded = { user: string; email: string; preferredUsername: string | null; token: string | null }

/**
 * What the proxy forwards of a person, byte for byte; null without user or e-mail, or with anything twice.
 * Source: https://docs.databricks.com/aws/dev-tools/databricks-apps/http-headers; the token comes with user authorization.
 */
export function readForwarded(headers: Headers): Forwarded | null {
  const read = (name: string) => {
    const bytes = headers.get(`x-forwarded-${name}`)
    if (bytes === null || bytes === '') return null
    return Buffer.from(bytes, 'latin1').toString('utf8') // header values arrive as bytes
  }
  const [user, email] = [read('user'), read('email')]
  if (user === null || email === null || !isOneValue(user) || !isOneValue(email)) return null
  return { user, email, preferredUsername: read('preferred-username'), token: read('access-token') }
}

/** A header that was sent twice arrives joined by a comma: one of the two is somebody else's word. What is not UTF-8 is no id. */
function isOneValue(text: string): boolean {
  return !/[,\ufffd]/.test(text) && isStorable(text)
}

export type ForwardedRules = {
  /** `email`, `user`, or `preferred_username`. */
  userIdClaim: string
  isTokenWaived: boolean
  isIssuable: (id: string) => boolean
  /** Whose token it is; null: nobody's. */
  ask: (token: string) => Promise<WorkspacePerson | null>
}

/**
 * The person, or why it is nobody.
 * @throws Expected `identity-unavailable` while the workspace does not say whose token it is
 */
export async function forwardedPerson(forwarded: Forwarded | null, rules: ForwardedRules): Promise<Person | Sentence> {
  if (forwarded === null) return NO_IDENTITY
  const { user, email, preferredUsername, token } = forwarded
  if (token === null && !rules.isTokenWaived) return NO_TOKEN
  const proven = token === null ? null : await rules.ask(token)
  if (token !== null) {
    if (proven === null) return TOKEN_REFUSED
    if (proven.active === false) return INACTIVE
    if (!isSamePerson(proven, forwarded, rules.userIdClaim)) return SOMEBODY_ELSE
  }
  const userId = { email, user, preferred_username: preferredUsername }[rules.userIdClaim] ?? null
  if (userId === null || !isOneValue(userId) || !rules.isIssuable(userId)) return NOT_ISSUABLE
  const groups = (proven?.groups ?? []).flatMap(({ display }) => (display === undefined ? [] : [display]))
  return { userId, name: proven?.displayName ?? preferredUsername ?? email, email, groups }
}

/**
 * Whether the e-mail address, and what is taken for the agent's user id, are of the person whose token it is. E-mail addresses and
 * user names are Databricks' own, which do not tell cases apart. `X-Forwarded-User` is `<numeric id>@<workspace id>`; where an
 * app gets something else, it must be one of the person's names to count as an id.
 */
function isSamePerson(
  proven: WorkspacePerson,
  { user, email, preferredUsername }: Forwarded,
  userIdClaim: string,
): boolean {
  const names = new Set([proven.userName ?? '', ...(proven.emails ?? []).map(({ value }) => value)].map(asciiLower))
  const isName = (text: string | null) => text !== null && text !== '' && names.has(asciiLower(text))
  const number = /^(\d+)(?:@\d+)?$/.exec(user)?.[1]
  if (!isName(email)) return false
  if (number !== undefined ? number !== proven.id : userIdClaim === 'user' && !isName(user)) return false
  return userIdClaim !== 'preferred_username' || isName(preferredUsername)
}

/** @throws Expected `misconfigured` for a claim that the proxy does not forward */
export function checkForwardedClaim(userIdClaim: string): void {
  if (!['email', 'user', 'preferred_username'].includes(userIdClaim))
    throw new Expected(
      'misconfigured',
      'Cannot start: in Databricks Apps MEMORY_USER_ID_CLAIM must be email, user or preferred_username, as the proxy forwards them.',
    )
}

const NO_IDENTITY = sentence(
  'Nobody is signed in: the request came without the identity that Databricks Apps adds. Open this dashboard through its address in Databricks Apps.',
)
const NO_TOKEN = sentence(
  'Databricks Apps did not forward your access token, so nothing proves who you are. Whoever runs this dashboard must turn on user authorization for the app.',
)
const TOKEN_REFUSED = sentence(
  'Databricks does not accept your access token any more. Reload the page; if it stays so, sign in to Databricks again.',
)
const INACTIVE = sentence(
  'Your account in this Databricks workspace is not active. Ask your workspace’s administrators if you think that this is a mistake.',
)
const SOMEBODY_ELSE = sentence(
  'The identity and the access token that were forwarded are not of the same person, so nothing is shown. Tell whoever runs this dashboard.',
)
const NOT_ISSUABLE = sentence(
  'Your account is not one that this dashboard is set up for. Ask whoever runs this dashboard (MEMORY_ID_PATTERN, MEMORY_USER_ID_CLAIM).',
)
