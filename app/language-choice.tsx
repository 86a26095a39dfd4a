// The language of the interface: kept in a cookie that the server reads, so that the first HTML has it already.
'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useId, useState, useTransition } from 'react'
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import { keepCookie } from '@/lib/shared/cookie'
import { LANGUAGE_NAMES, LOCALES, type Locale } from '@/lib/shared/text'

/** Says the page anew in the language that is chosen; what is typed and where one is stay. */
export function LanguageChoice() {
  const { t, locale } = useText()
  const router = useRouter()
  const client = useQueryClient()
  const id = useId()
  const [chosen, setChosen] = useState<Locale>(locale)
  const [isChanging, change] = useTransition()
  const shown = isChanging ? chosen : locale
  const choose = (language: Locale) => {
    setChosen(language)
    keepCookie('language', language)
    change(() => router.refresh())
    // what the server said before was said in the other language
    void client.refetchQueries({ predicate: ({ state }) => state.status === 'error' })
  }
  return (
    <span className="language">
      <label className="sr-only" htmlFor={id}>
        {t('Language')}
      </label>
      {/* what is seen of the field: its name, or on a phone its code */}
      <span className="shown" aria-hidden="true">
        <span>{LANGUAGE_NAMES[shown]}</span>
        <span>{shown.toUpperCase()}</span>
        <Glyph name="chevron" />
      </span>
      <select
        id={id}
        value={shown}
        onChange={(event) => choose(LOCALES.find((one) => one === event.target.value) ?? locale)}
      >
        {LOCALES.map((one) => (
          <option key={one} value={one} lang={one}>
            {LANGUAGE_NAMES[one]}
          </option>
        ))}
      </select>
    </span>
  )
}
