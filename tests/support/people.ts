// Signing in as somebody, in a browser and over plain HTTP.
import type { APIRequestContext, Page } from '@playwright/test'

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

/** Signs in as {@link signIn} does, without drawing the page for it. Nothing is open in `page` afterwards. */
export async function letIn(page: Page, url: string, name: string): Promise<void> {
  const { request } = page.context() // with the window's cookies, and its name for itself
  const id = await idOf(request, url, name)
  const { csrfToken } = (await (await request.get(`${url}/api/auth/csrf`)).json()) as { csrfToken: string }
  const answer = await request.post(`${url}/api/auth/callback/local`, {
    headers: { origin: url },
    form: { csrfToken, id, callbackUrl: '/memories', json: 'true' },
  })
  if (!answer.ok()) throw new Error(`${name} could not sign in (${answer.status()})`)
}

const ids = new Map<string, Promise<string>>()

/** Whose button it is, as the page itself is told. */
function idOf(request: APIRequestContext, url: string, name: string): Promise<string> {
  const known = ids.get(`${url} ${name}`)
  if (known !== undefined) return known
  const asked = request.get(`${url}/sign-in`).then(async (answer) => {
    const told = (await answer.text()).replaceAll('\\"', '"')
    const [people = ''] = /"people":\[.*?\]/.exec(told) ?? []
    const id = people
      .split('},{')
      .map((one) => [/"name":"([^"]+)"/.exec(one)?.[1], /"id":"([^"]+)"/.exec(one)?.[1]] as const)
      .find(([called]) => called === name)?.[1]
    if (id === undefined) throw new Error(`nobody called ${name} can sign in here`)
    return id
  })
  ids.set(`${url} ${name}`, asked)
  return asked
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
