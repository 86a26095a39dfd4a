// Which settings of the sign-in are safe to start with. What is not refuses, with a sentence that says what to set.
import type { Environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { checkForwardedClaim } from './forwarded'
import { checkLocalSignIn } from './local-people'
import { isLoopbackOrigin } from './public-address'

/** 256 bits in hex are 64 characters, in base64 44; fewer than this were typed by hand. */
const SHORTEST_SECRET = 32

/** @throws Expected `misconfigured` with what to change. The pattern of ids is checked apart: lib/auth/id-pattern.ts */
export function checkSignInSettings(env: Environment): void {
  if (env.authMode !== 'local') checkSecret(env)
  CHECKS[env.authMode](env)
}

const CHECKS = { local: checkLocalSignIn, oidc: checkOidc, 'databricks-apps': checkDatabricksApps } as const

function checkSecret({ secret, authMode }: Environment): void {
  if (secret === undefined)
    throw refused(
      'NEXTAUTH_SECRET is not set. Set it to 32 random bytes (openssl rand -hex 32), the same for every instance, and keep it.',
    )
  if (secret.length < SHORTEST_SECRET)
    throw refused(
      `NEXTAUTH_SECRET is too short for AUTH_MODE=${authMode}: whoever guesses it is everybody. Set it to 32 random bytes (openssl rand -hex 32).`,
    )
}

function checkOidc({ publicOrigin, oidc }: Environment): void {
  if (publicOrigin === undefined)
    throw refused(
      'AUTH_MODE=oidc needs NEXTAUTH_URL, the address that people open, such as https://memory.example.com.',
    )
  const isOnThisMachine = isLoopbackOrigin(publicOrigin)
  if (!publicOrigin.startsWith('https:') && !isOnThisMachine)
    throw refused(
      'NEXTAUTH_URL begins with http:, so cookies and memories would travel in the clear. Put TLS before the dashboard and set NEXTAUTH_URL to its https address.',
    )
  const missing = [
    ['OIDC_ISSUER', oidc.issuer],
    ['OIDC_CLIENT_ID', oidc.clientId],
    ['OIDC_CLIENT_SECRET', oidc.clientSecret],
  ].flatMap(([name, value]) => (value === undefined ? [name] : []))
  if (missing.length > 0)
    throw refused(
      `AUTH_MODE=oidc needs ${missing.join(', ')}. Register the dashboard at your identity provider, with the redirect address ${publicOrigin}/api/auth/callback/oidc.`,
    )
  const issuer = oidc.issuer ?? ''
  if (!URL.canParse(issuer) || !/^https?:\/\//.test(issuer) || new URL(issuer).search !== '')
    throw refused(
      'OIDC_ISSUER must be the name that the provider gives itself, such as https://login.example.com/tenant, without /.well-known/openid-configuration.',
    )
  if (!issuer.startsWith('https:') && !(isLoopbackOrigin(issuer) && isOnThisMachine))
    throw refused(
      'OIDC_ISSUER begins with http:, so anybody on the way could sign in as anybody. Use its https address.',
    )
}

function checkDatabricksApps({ userIdClaim, databricks, databricksApp }: Environment): void {
  checkForwardedClaim(userIdClaim)
  if (databricksApp.name === undefined)
    throw refused(
      'AUTH_MODE=databricks-apps believes the headers of the proxy of Databricks Apps, and DATABRICKS_APP_NAME, which that platform sets, is not there. Anywhere else use AUTH_MODE=oidc.',
    )
  if (databricks.host === undefined && !databricksApp.isTokenWaived)
    throw refused(
      'AUTH_MODE=databricks-apps needs DATABRICKS_HOST, to ask the workspace whose token was forwarded. Databricks Apps sets it; set it to the workspace’s address otherwise.',
    )
}

function refused(sentence: string): Expected {
  return new Expected('misconfigured', `Cannot start: ${sentence}`)
}
