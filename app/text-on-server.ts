// `useText` of `#text` in server components; elsewhere on the server `await readText()`.
import { cookies, headers } from 'next/headers'
import { cache, use } from 'react'
import { catalogueOf } from '@/lib/shared/catalogue'
import { isLocale, type Locale, preferredLocale, type Text, textIn } from '@/lib/shared/text'

/** The reader's language: what they chose here, else what their browser asks for. */
export const readLocale = cache(async (): Promise<Locale> => {
  const chosen = (await cookies()).get('language')?.value
  return isLocale(chosen) ? chosen : preferredLocale((await headers()).get('accept-language'))
})

/** The texts of the interface in the reader's language. */
export const readText = cache(async (): Promise<Text> => {
  const locale = await readLocale()
  return textIn(locale, catalogueOf(locale))
})

/** As `useText` in the browser, for components that stand on both sides. */
export function useText(): Text {
  return use(readText())
}
