// next-auth's handshake, and of it only what the sign-in page of this installation uses: its other addresses answer "not found".
import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/auth-options'
import { isSameOrigin } from '@/lib/auth/origin'
import { signInPage } from '@/lib/auth/refusals'
import { refusedSignIn } from '@/lib/auth/refused'
import { sessionId } from '@/lib/auth/visitor'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { ASKED_NOW_HEADER } from '@/lib/shared/asked-now'
import { browserIn } from '@/lib/shared/browser-name'
import { readText } from '@/lib/text-on-server'

type Context = { params: Promise<{ nextauth: string[] }> }

/** Which addresses there are below /api/auth, by how people sign in here. */
const ADDRESSES = {
  local: { GET: ['csrf'], POST: ['callback/local'] },
  oidc: { GET: ['csrf', 'callback/oidc'], POST: ['signin/oidc'] },
  'databricks-apps': { GET: [], POST: [] },
} as const

export async function GET(request: NextRequest, context: Context) {
  if (!(await isThere('GET', context))) return notFound()
  // the provider's own refusal needs no secret of ours, and says nothing that we would repeat
  if (request.nextUrl.searchParams.has('error')) {
    await refusedSignIn('refused-there', null)
    return toSignIn('refused-there')
  }
  return handle(request, context)
}

export async function POST(request: NextRequest, context: Context) {
  if (!(await isThere('POST', context))) return notFound()
  if (!isSameOrigin(request.headers))
    return new Response((await readText()).t('This request did not come from the sign-in page.'), { status: 403 })
  // next-auth would hand what stands here on to the provider, redirect_uri and scope included
  if (request.nextUrl.search !== '') return notFound()
  return handle(request, context)
}

async function isThere(method: 'GET' | 'POST', { params }: Context): Promise<boolean> {
  const asked = (await params).nextauth.join('/')
  return ADDRESSES[environment().authMode][method].some((address) => address === asked)
}

async function handle(request: NextRequest, context: Context): Promise<Response> {
  try {
    const handshake = {
      withProvider: !request.nextUrl.pathname.endsWith('/csrf'), // it needs none, so none is asked for it
      isAskedNow: request.headers.has(ASKED_NOW_HEADER),
      around: async () => ({ replaces: await sessionId(), browser: browserIn(request.headers.get('user-agent')) }),
    }
    return toOwnPage(await NextAuth(await authOptions(handshake))(request, context))
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    console.error(`[sign-in] ${error.forOperators}`)
    const code = error.code === 'misconfigured' ? 'misconfigured' : 'unreachable'
    return request.method === 'GET' ? toSignIn(code) : Response.json({ url: signInPage(code) })
  }
}

/** next-auth's own error page is not there: what would lead to it leads to the sign-in page, with the same code. */
function toOwnPage(response: Response): Response {
  const location = response.headers.get('location')
  if (location === null) return response
  const { pathname, searchParams } = new URL(location, 'http://this.site.invalid')
  if (pathname.startsWith('/api/auth/'))
    response.headers.set('location', signInPage(searchParams.get('error') ?? 'other'))
  return response
}

function toSignIn(code: string): Response {
  return new Response(null, { status: 302, headers: { location: signInPage(code) } })
}

function notFound(): Response {
  return new Response(null, { status: 404 })
}
