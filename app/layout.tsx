import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { TextProvider } from '@/components/text/in-browser'
import { directionOf } from '@/lib/shared/text'
import { Providers } from './providers'
import { readLocale, readText } from './text-on-server'
import { readTimeZone } from './time-zone'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return {
    title: { default: t('Long-term memory'), template: `%s · ${t('Long-term memory')}` },
    description: t('See, correct and forget what your agents remember about you.'),
    robots: { index: false, follow: false },
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection() // every response has its own nonce, so no page is made before it is asked for
  const theme = (await cookies()).get('theme')?.value
  const locale = await readLocale()
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}
      suppressHydrationWarning
    >
      <body>
        <TextProvider locale={locale}>
          <Providers timeZone={await readTimeZone()}>{children}</Providers>
        </TextProvider>
      </body>
    </html>
  )
}
