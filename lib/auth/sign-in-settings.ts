// Which settings of the sign-in are safe to start with. What is not refuses, with a sentence that says what to set.
import type { Environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { isLoopbackName } from '@/lib/shared/loopback'
import { checkForwardedClaim } from './forwarded'
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

/** Nobody proves who they are: refused where anybody else could reach it. */
function checkLocalSignIn({ database, localSignIn, listenHost, localUsers }: Environment): void {
  if (listenHost === undefined || !isLoopbackName(listenHost))
    throw new Expected(
      'misconfigured',
      'The local sign-in works on this machine only, and the server was not told to listen on 127.0.0.1. Start it with npm start, npm run dev or npm run demo.',
    )
  if (database.kind === 'embedded') return
  if (!localSignIn)
    throw new Expected(
      'misconfigured',
      'The settings name a database, and with AUTH_MODE=local anybody at this machine could read it as anybody. If that is what you want, set LOCAL_SIGN_IN=true and LOCAL_USERS.',
    )
  if (database.kind === 'lakebase' || !isLoopbackName(hostOf(database.url)))
    throw new Expected(
      'misconfigured',
      'AUTH_MODE=local opens databases on this machine only, and the settings name another. Tunnel it to 127.0.0.1 (ssh -L) and set DATABASE_URL, or choose another AUTH_MODE.',
    )
  if (localUsers.length === 0)
    throw new Expected(
      'misconfigured',
      'LOCAL_USERS is empty, so nobody could sign in. Set it to user ids as the agent knows them, such as LOCAL_USERS="Ada <ada@example.com>; Bob <bob>".',
    )
}

function hostOf(url: string): string {
  try {
    const { hostname, searchParams } = new URL(url)
    return searchParams.get('host') ?? hostname // pg lets the parameter win
  } catch {
    return ''
  }
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
