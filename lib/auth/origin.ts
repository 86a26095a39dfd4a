// Whether a request that changes something comes from our own pages. Next lets requests without an Origin through; we do not.
import 'server-only'
import { isLoopbackName } from '@/lib/shared/loopback'

/**
 * True when `Origin` names the very host that was asked, and the browser does not call the request cross-site.
 * X-Forwarded-Host is never looked at: whoever sends the request writes it.
 */
export function isSameOrigin(headers: Headers): boolean {
  const host = headers.get('host')
  const site = headers.get('sec-fetch-site')
  if (host === null || !isLoopbackName(host)) return false
  if (site !== null && site !== 'same-origin') return false
  return headers.get('origin') === `http://${host}`
}
