// Turns the page from light to dark and back, and remembers it in a cookie that the server reads before it renders <html data-theme>.
'use client'

import { useSyncExternalStore } from 'react'
import { useText } from '#text'
import { keepCookie } from '@/lib/shared/cookie'

export type Theme = 'light' | 'dark'

export function ThemeButton() {
  const { t } = useText()
  const shown = useSyncExternalStore(subscribe, shownTheme, () => null)
  const next: Theme = shown === 'dark' ? 'light' : 'dark'
  const change = next === 'dark' ? t('Theme: change to dark') : t('Theme: change to light')
  return (
    <button
      className="link plain"
      type="button"
      aria-label={shown === null ? t('Theme') : change}
      onClick={() => turn(next)}
    >
      {t('Theme')}
    </button>
  )
}

function shownTheme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ||
    (document.documentElement.dataset.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
    ? 'dark'
    : 'light'
}

function turn(theme: Theme) {
  document.documentElement.dataset.theme = theme
  keepCookie('theme', theme)
}

function subscribe(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const observer = new MutationObserver(changed)
  system.addEventListener('change', changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => {
    system.removeEventListener('change', changed)
    observer.disconnect()
  }
}
