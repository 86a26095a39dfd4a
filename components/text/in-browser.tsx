// `useText` of `#text` in client components (and their first HTML), in the language that the root layout names.
'use client'

import { createContext, type ReactNode, use, useMemo } from 'react'
import { type Catalogue, type Locale, type Text, textIn } from '@/lib/shared/text'

const Context = createContext<Text>(textIn('en'))

/** The texts of the interface in the reader's language. */
export function useText(): Text {
  return use(Context)
}

const catalogues = new Map<Locale, Promise<Catalogue>>()

/** A script of its own: readers of English never load it, others keep it; in each page's HTML it would be the larger half. */
function catalogueFor(locale: Locale): Promise<Catalogue> {
  let catalogue = catalogues.get(locale)
  if (catalogue === undefined) {
    catalogue = import('@/lib/shared/catalogue').then((file) => file.catalogueOf(locale))
    catalogues.set(locale, catalogue)
  }
  return catalogue
}

const ENGLISH: Catalogue = {}

/** Keeps what is below as it is when the language changes. */
export function TextProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const catalogue = locale === 'en' ? ENGLISH : use(catalogueFor(locale))
  const text = useMemo(() => textIn(locale, catalogue), [locale, catalogue])
  return <Context value={text}>{children}</Context>
}
