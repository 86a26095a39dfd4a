// Why somebody was not signed in: our own reasons and next-auth's codes, each with what to do. Codes travel in the address of the sign-in page; no other words do.
import { type Sentence, sentence } from '@/lib/shared/text'

/** Reasons of our own. */
export type Refusal =
  | 'refused-there'
  | 'unreachable'
  | 'misconfigured'
  | 'database'
  | 'no-id'
  | 'email-not-verified'
  | 'not-issuable'
  | 'disabled'

/** The address of the sign-in page that says why. */
export function signInPage(why: Refusal | (string & {})): string {
  return `/sign-in?error=${encodeURIComponent(why)}`
}

/**
 * The sentence for a code in the address of the sign-in page; of one that nobody sends, the general one.
 * @param provider what people call the identity provider
 */
export function refusalSentence(code: string, provider: string): Sentence {
  const sentences = sentencesOf(provider)
  return (
    sentences[(Object.hasOwn(NEXT_AUTH, code) ? NEXT_AUTH[code] : undefined) ?? (code as Refusal)] ?? sentences.other
  )
}

/** next-auth's codes that its handshake can send here. */
const NEXT_AUTH: Readonly<Record<string, Refusal | 'other' | 'answer' | 'nobody' | 'first'>> = {
  OAuthSignin: 'unreachable',
  OAuthCallback: 'answer',
  Callback: 'database',
  AccessDenied: 'refused-there',
  CredentialsSignin: 'nobody',
  Configuration: 'misconfigured',
  SessionRequired: 'first',
  // of sign-ins that this dashboard does not have
  Signin: 'other',
  OAuthCreateAccount: 'other',
  EmailCreateAccount: 'other',
  OAuthAccountNotLinked: 'other',
  EmailSignin: 'other',
  Verification: 'other',
  Default: 'other',
}

const sentencesOf = (provider: string): Record<Refusal | 'other' | 'answer' | 'nobody' | 'first', Sentence> => ({
  'refused-there': sentence(
    '{provider} did not let you in, or you turned back there. Try again, or ask whoever runs {provider} for access.',
    { provider },
  ),
  unreachable: sentence(
    '{provider} could not be reached, so nobody can sign in now. Try again in a moment; if it stays so, tell whoever runs this dashboard.',
    { provider },
  ),
  misconfigured: sentence(
    'The sign-in is not set up correctly. Whoever runs this dashboard finds the reason in its output.',
  ),
  database: sentence(
    'It is known who you are, but the database did not answer, so you could not be let in. Nothing is lost; try again in a moment.',
  ),
  'no-id': sentence(
    '{provider} did not say which id the agent knows you by. Whoever runs this dashboard must look at MEMORY_USER_ID_CLAIM and OIDC_SCOPES.',
    { provider },
  ),
  'email-not-verified': sentence(
    '{provider} does not vouch for your e-mail address, so it could be somebody else’s. Confirm it there, then try again.',
    { provider },
  ),
  'not-issuable': sentence(
    'Your account at {provider} is not one that this dashboard is set up for. Use another one, or ask whoever runs this dashboard (MEMORY_ID_PATTERN).',
    { provider },
  ),
  disabled: DISABLED,
  answer: sentence(
    'The answer of {provider} could not be accepted: it came too late or twice, or something in it was not as it must be. Try again from here; if it stays so, tell whoever runs this dashboard.',
    { provider },
  ),
  nobody: sentence('There is nobody of that name here. Choose somebody from the list.'),
  first: sentence('Sign in first to see that page.'),
  other: sentence('Signing in went wrong. Try again; if it stays so, tell whoever runs this dashboard.'),
})

/** For somebody whom the server's command shut out. */
export const DISABLED = sentence(
  'Your access to this dashboard was ended. Ask whoever runs it if you think that this is a mistake.',
)
