// The question: searched 250 ms after the last keystroke, at once with Enter. Keeps focus and caret whatever the list does.
'use client'

import { type Ref, useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import { Key } from '@/components/ui/key'
import { QUESTION_LIMIT } from '../search'

const PAUSE_MS = 250

type Props = {
  ref: Ref<HTMLInputElement>
  /** The question that the list answers. */
  applied: string
  /** `typed`: while typing, so that one step back in the history leaves the whole question. */
  onSearch: (q: string, typed: boolean) => void
}

export function SearchField({ ref, applied, onSearch }: Props) {
  const { t } = useText()
  const [text, setText] = useState(applied)
  const sent = useRef(applied)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // the address changed without typing: back, a link, "Clear"
  useEffect(() => {
    if (applied === sent.current) return
    sent.current = applied
    setText(applied)
  }, [applied])
  useEffect(() => () => clearTimeout(timer.current), [])

  function search(typed: string, isTyping: boolean) {
    clearTimeout(timer.current)
    const q = typed.trim()
    const isSame = q === sent.current
    const replaces = isTyping && sent.current !== '' && q !== ''
    sent.current = q
    if (!isSame) onSearch(q, replaces)
  }

  return (
    <search>
      <form
        className="find"
        onSubmit={(event) => {
          event.preventDefault()
          search(text, false)
        }}
      >
        <label htmlFor="q">{t('Find')}</label>
        <div className="line">
          <input
            ref={ref}
            id="q"
            type="search"
            name="q"
            value={text}
            maxLength={QUESTION_LIMIT}
            placeholder={t('Ask for a memory in your own words')}
            autoComplete="off"
            enterKeyHint="search"
            aria-keyshortcuts="/"
            dir="auto"
            // whatever is pressed next belongs to the list of what is typed
            onBlur={() => search(text, true)}
            onChange={(event) => {
              const typed = event.target.value
              setText(typed)
              clearTimeout(timer.current)
              timer.current = setTimeout(() => search(typed, true), PAUSE_MS)
            }}
          />
          {text === '' ? (
            <Key>/</Key>
          ) : (
            <button
              type="button"
              className="link note"
              onClick={() => {
                setText('')
                search('', false)
              }}
            >
              {t('Clear')}
            </button>
          )}
        </div>
      </form>
    </search>
  )
}
