// `useText` of `#text` in client components (and their first HTML): what the root layout put into the context.
'use client'

import { createContext, type ReactNode, use, useMemo } from 'react'
import { type Catalogue, type Locale, type Text, textIn } from '@/lib/shared/text'

const Context = createContext<Text>(textIn('en'))

/** The texts of the interface in the reader's language. */
export function useText(): Text {
  return use(Context)
}

type Props = { locale: Locale; catalogue: Catalogue; children: ReactNode }

export function TextProvider({ locale, catalogue, children }: Props) {
  const text = useMemo(() => textIn(locale, catalogue), [locale, catalogue])
  return <Context value={text}>{children}</Context>
}
