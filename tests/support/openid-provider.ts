// A real OpenID provider (the package oidc-provider, certified for it) on this machine, with people, one client, and its own pages.
import type { Server } from 'node:http'
import type { Page } from '@playwright/test'
import Provider from 'oidc-provider'
import { freePort } from './server'

export type OpenIdProvider = {
  issuer: string
  /** What the dashboard must know to sign people in with it. */
  settings: Record<string, string>
  /** True: as providers that know no `max_age` and no `prompt`, and so do not tell when they asked somebody. */
  tellsNoTime: boolean
  close: () => Promise<void>
}

type Claims = { name?: string; email?: string; email_verified?: boolean; groups?: string[] }

/**
 * Starts it.
 * @param people claims by the name that is typed into its login page, which is their `sub`; others are not let in
 * @param dashboard origin of the one client
 * @param inToken true: claims stand in the ID token; else only in userinfo, as the standard has it for the code flow
 */
export async function startOpenIdProvider(
  people: Record<string, Claims>,
  { dashboard, inToken = false }: { dashboard: string; inToken?: boolean },
): Promise<OpenIdProvider> {
  const port = await freePort()
  // another site than the dashboard's 127.0.0.1, as in life
  const issuer = `http://localhost:${port}`
  const client = { client_id: 'dashboard', client_secret: 'a secret between the two+/%' }
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [`${dashboard}/api/auth/callback/oidc`] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    conformIdTokenClaims: !inToken,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['a key of the tests'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: async (_: unknown, sub: string) =>
      Object.hasOwn(people, sub) ? { accountId: sub, claims: async () => ({ sub, ...people[sub] }) } : undefined,
  })
  const told = { tellsNoTime: false }
  provider.use(async (context, next) => {
    if (context.path === '/auth' && told.tellsNoTime) {
      const query = { ...context.query }
      delete query.max_age
      delete query.prompt
      context.query = query
    }
    await next()
  })
  const server = await new Promise<Server>((done) => {
    const listening = provider.listen(port, '127.0.0.1', () => done(listening))
  })
  return Object.assign(told, {
    issuer,
    settings: {
      AUTH_MODE: 'oidc',
      NEXTAUTH_URL: dashboard,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.client_id,
      OIDC_CLIENT_SECRET: client.client_secret,
      OIDC_NAME: 'Corp login',
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  })
}

/** From the dashboard's sign-in page through the provider's two, as a person. */
export async function enterThroughProvider(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.getByRole('button', { name: /^Sign in with/ }).click()
  await page.getByPlaceholder('Enter any login').fill(name)
  await page.getByPlaceholder('and password').fill('x')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}
