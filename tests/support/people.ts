// Signing in as somebody, in a browser and over plain HTTP.
import type { Page } from '@playwright/test'

/** Settings of a server that knows Ada, Ben and nobody else, and where nobody has a memory yet. */
export const ADA = 'ada@example.com'
export const BEN = 'ben@example.com'
export const EMPTY_SITE = {
  DEMO_DATA: 'none',
  LOCAL_USERS: `Ada <${ADA}>; Ben <${BEN}>`,
  MEMORY_ID_PATTERN: '[a-z]+@example\\.com',
}

/** Signs in by a click, and waits for the first page. */
export async function signIn(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.getByRole('button', { name, exact: true }).click()
  await page.waitForURL(/\/(memories|unclear)/)
}

/** Signs in without a browser; resolves to the Cookie header of that session. */
export async function signInByHttp(url: string, id: string): Promise<string> {
  const cookies = new Map<string, string>()
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
  }
  const header = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const token = await fetch(`${url}/api/auth/csrf`)
  keep(token)
  const { csrfToken } = (await token.json()) as { csrfToken: string }
  const entered = await fetch(`${url}/api/auth/callback/local`, {
    method: 'POST',
    headers: { cookie: header(), origin: url },
    body: new URLSearchParams({ csrfToken, id, callbackUrl: '/memories', json: 'true' }),
  })
  keep(entered)
  if (!cookies.has('memory-session')) throw new Error(`${id} could not sign in (${entered.status})`)
  return header()
}
