// The address that people open, and what follows from it: names of cookies, and whose requests are our own pages'.
import { isLoopbackName } from '@/lib/shared/loopback'

/** True where a cookie may be `Secure`. Plain http is for this machine alone; in Databricks Apps the platform speaks TLS. */
export function isSecure(authMode: string, publicOrigin: string | undefined): boolean {
  return publicOrigin === undefined ? authMode === 'databricks-apps' : publicOrigin.startsWith('https:')
}

/** `__Host-`: a cookie that no other host and no plain http can have set. */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name
}

/** An http address that only this machine can ask. */
export function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopbackName(new URL(origin).host)
}

/**
 * The origin that a request was sent to, as the browser saw it; null: to no address of ours.
 * @param headers its `Host`; in Databricks Apps, where only the platform's proxy can reach us, `X-Forwarded-Host` too. In the other
 *   modes whoever sends the request writes that one.
 */
export function askedOrigin(
  headers: Headers,
  { authMode, publicOrigin }: { authMode: string; publicOrigin: string | undefined },
): string | null {
  const host = headers.get('host')
  if (authMode === 'local') return host !== null && isLoopbackName(host) ? `http://${host}` : null
  if (publicOrigin !== undefined) return authMode === 'oidc' && !isHostOf(publicOrigin, host) ? null : publicOrigin
  const asked = headers.get('x-forwarded-host') ?? host
  return authMode === 'databricks-apps' && asked !== null ? originOf(`https://${asked}`) : null
}

function isHostOf(origin: string, host: string | null): boolean {
  const { protocol } = new URL(origin)
  return host !== null && originOf(`${protocol}//${host}`) === origin
}

/** Two values in one header, or anything but a host, is no origin. */
function originOf(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return url.href === `${url.origin}/` ? url.origin : null
}
