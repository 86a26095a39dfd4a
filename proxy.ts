// Security headers on every response, and the host check of the local sign-in. Never authorisation: that is in lib/auth.
import { type NextRequest, NextResponse } from 'next/server'
import { catalogueOf } from '@/lib/shared/catalogue'
import { isLoopbackName } from '@/lib/shared/loopback'
import { preferredLocale, textIn } from '@/lib/shared/text'

const isDevelopment = process.env.NODE_ENV === 'development'

/** Asked by load balancers under whatever name they know this server by; says nothing of anybody. */
const ANY_HOST = new Set(['/api/health', '/api/health/ready'])

export function proxy(request: NextRequest) {
  // a page elsewhere may point its own name at 127.0.0.1 (DNS rebinding): only this machine's names are answered
  const host = request.headers.get('host') ?? ''
  if (!isLoopbackName(host) && !ANY_HOST.has(request.nextUrl.pathname)) {
    const locale = preferredLocale(request.headers.get('accept-language'))
    const { t } = textIn(locale, catalogueOf(locale))
    return new NextResponse(
      `${t('This dashboard answers on this machine only. Open it as http://127.0.0.1 or http://localhost.')}\n`,
      {
        status: 421,
        headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
      },
    )
  }
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
  const headers = new Headers(request.headers)
  // Next reads the nonce from the request's policy; whatever a client sent under these names is overwritten
  headers.set('content-security-policy', policy)
  // nobody stands in front of this server: forwarded headers are the sender's own words, and next-auth would believe them
  headers.set('x-forwarded-host', host)
  headers.set('x-forwarded-proto', 'http')
  headers.set('x-memory-path', request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

export const config = { matcher: '/((?!_next/static/).*)' }
