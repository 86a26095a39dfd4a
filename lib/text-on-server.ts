// The reader's language and its texts, on the server: pages, actions and routes say everything in it.
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { catalogueOf } from './shared/catalogue'
import { isLocale, type Locale, preferredLocale, type Text, textIn } from './shared/text'

/** What the reader chose here, else what their browser asks for. */
export const readLocale = cache(async (): Promise<Locale> => {
  const chosen = (await cookies()).get('language')?.value
  return isLocale(chosen) ? chosen : preferredLocale((await headers()).get('accept-language'))
})

/** The texts of the interface in the reader's language. */
export const readText = cache(async (): Promise<Text> => {
  const locale = await readLocale()
  return textIn(locale, catalogueOf(locale))
})
