// next-auth's handshake from the browser: a token against login CSRF, then the request that it protects.

import { ASKED_NOW_HEADER } from '@/lib/shared/asked-now'

/**
 * Posts to an address below /api/auth.
 * @param isAskedNow the provider shall ask who it is also of somebody whom it remembers
 * @returns where to go on; a page of ours that says why where somebody was refused
 * @throws when the server did not answer as it should
 */
export async function shakeHands(
  address: 'callback/local' | 'signin/oidc',
  given: Record<string, string>,
  isAskedNow = false,
): Promise<string> {
  const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string }
  const response = await fetch(`/api/auth/${address}`, {
    method: 'POST',
    headers: isAskedNow ? { [ASKED_NOW_HEADER]: '1' } : {},
    body: new URLSearchParams({ ...given, csrfToken, json: 'true' }),
  })
  const { url } = (await response.json()) as { url: string }
  const { pathname, searchParams } = new URL(url, location.href)
  // next-auth's own pages do not exist here
  if (pathname.startsWith('/api/auth/')) return `/sign-in?error=${searchParams.get('error') ?? 'other'}`
  if (!response.ok) throw new Error('refused')
  return url
}
