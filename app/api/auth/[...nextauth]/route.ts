// next-auth's handshake, and of it only what the sign-in page uses: its other addresses answer "not found".
import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/auth-options'
import { isSameOrigin } from '@/lib/auth/origin'
import { readText } from '@/lib/text-on-server'

type Context = { params: Promise<{ nextauth: string[] }> }

export async function GET(request: NextRequest, context: Context) {
  const { nextauth } = await context.params
  return nextauth.join('/') === 'csrf' ? handle(request, context) : notFound()
}

export async function POST(request: NextRequest, context: Context) {
  const { nextauth } = await context.params
  if (nextauth.join('/') !== 'callback/local') return notFound()
  if (!isSameOrigin(request.headers))
    return new Response((await readText()).t('This request did not come from the sign-in page.'), { status: 403 })
  return handle(request, context)
}

function handle(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(authOptions())(request, context)
}

function notFound(): Response {
  return new Response(null, { status: 404 })
}
