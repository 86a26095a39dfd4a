// Security headers on every response, and the host check. Never authorisation: that is in lib/auth.
import { type NextRequest, NextResponse } from 'next/server'
import { askedOrigin, isSecure } from '@/lib/auth/public-address'
import { environment } from '@/lib/env'
import { catalogueOf } from '@/lib/shared/catalogue'
import { preferredLocale, type Text, textIn } from '@/lib/shared/text'

const isDevelopment = process.env.NODE_ENV === 'development'

/** Asked by load balancers under whatever name they know this server by; says nothing of anybody. */
const ANY_HOST = new Set(['/api/health', '/api/health/ready'])

export function proxy(request: NextRequest) {
  const { authMode, publicOrigin } = environment()
  const asked = askedOrigin(request.headers, { authMode, publicOrigin })
  if (asked === null && !ANY_HOST.has(request.nextUrl.pathname)) return misdirected(request)
  if (isStaffs(request.nextUrl.pathname) && isPrepared(request.headers)) return unprepared()
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  const response = NextResponse.next({ request: { headers: believed(request, asked, policy) } })
  response.headers.set('content-security-policy', policy)
  if (isSecure(authMode, publicOrigin)) response.headers.set('strict-transport-security', 'max-age=31536000')
  return response
}

/**
 * The request's headers as the rest of the server may believe them. What a client sent under the names that are set here is
 * overwritten; forwarded ones say who is asking in Databricks Apps alone, where the proxy writes them.
 */
function believed(request: NextRequest, asked: string | null, policy: string): Headers {
  const headers = new Headers(request.headers)
  if (environment().authMode !== 'databricks-apps')
    for (const name of request.headers.keys()) if (name.startsWith('x-forwarded-')) headers.delete(name)
  // Next reads the nonce from the request's policy
  headers.set('content-security-policy', policy)
  // Next and next-auth would believe these
  if (asked !== null) {
    const { host, protocol } = new URL(asked)
    headers.set('x-forwarded-host', host)
    headers.set('x-forwarded-proto', protocol.slice(0, -1))
  }
  headers.set('x-memory-path', request.nextUrl.pathname + request.nextUrl.search)
  return headers
}

/** What staff look at is recorded, and told to whom it concerns: a browser that prepares a page nobody has opened gets none. */
function isStaffs(path: string): boolean {
  return path === '/admin' || path.startsWith('/admin/') || path.startsWith('/api/admin/')
}

function isPrepared(headers: Headers): boolean {
  return ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some(
    (name) => headers.get(name)?.includes('prefetch') ?? false,
  )
}

function unprepared(): NextResponse {
  return new NextResponse(null, { status: 503, headers: { 'cache-control': 'no-store' } })
}

/** A page elsewhere may point its own name at this server (DNS rebinding): only the names that people use are answered. */
function misdirected(request: NextRequest): NextResponse {
  const locale = preferredLocale(request.headers.get('accept-language'))
  return new NextResponse(`${whereTo(textIn(locale, catalogueOf(locale)))}\n`, {
    status: 421,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}

function whereTo({ t }: Text): string {
  const { authMode, publicOrigin } = environment()
  if (authMode === 'local' || publicOrigin === undefined)
    return t('This dashboard answers on this machine only. Open it as http://127.0.0.1 or http://localhost.')
  return t(
    'This dashboard answers as {address} only. Open it there; a proxy before it must pass the Host header on as it came.',
    { address: publicOrigin },
  )
}

export const config = { matcher: '/((?!_next/static/).*)' }
