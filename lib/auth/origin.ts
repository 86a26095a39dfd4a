// Whether a request that changes something comes from our own pages. Next lets requests without an Origin through; we do not.
import 'server-only'
import { environment } from '@/lib/env'
import { askedOrigin } from './public-address'

/** True when `Origin` names the very address that was asked, and the browser does not call the request cross-site. */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const asked = askedOrigin(headers, environment())
  return asked !== null && headers.get('origin') === asked
}
