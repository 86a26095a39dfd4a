// Keys for the whole page: single ones run a command, Ctrl K opens all of them, ? lists them.
'use client'

import { useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import { later } from '@/components/ui/later'
import { runKey, useCommands } from '@/components/ui/use-commands'

// neither is needed to read a list: they are loaded when they are asked for
const loadPalette = () => import('./palette').then((file) => file.Palette)
const Palette = later(loadPalette)
const KeysHelp = later(() => import('./keys-help').then((file) => file.KeysHelp))

export function Shortcuts() {
  const { t } = useText()
  const [shown, setShown] = useState<'palette' | 'keys' | null>(null)
  useCommands([{ name: t('Show all keys'), key: '?', run: () => setShown('keys') }])
  // typed for the palette before it was there; null: nothing is awaited
  const early = useRef<string | null>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return
      if (event.key === 'Control' || event.key === 'Meta') void loadPalette()
      if (early.current !== null) {
        if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) early.current += event.key
        event.preventDefault()
        return
      }
      const isModal = document.querySelector('dialog[open]') !== null
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        if (isModal) return
        early.current = ''
        setShown('palette')
        return
      }
      if (event.ctrlKey || event.metaKey || isModal || isTyping(event.target)) return
      if (runKey(event.key)) event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  const takeEarly = () => {
    const typed = early.current ?? ''
    early.current = null
    return typed
  }
  if (shown === 'palette')
    return <Palette takeEarly={takeEarly} onClose={() => setShown(null)} onKeys={() => setShown('keys')} />
  if (shown === 'keys') return <KeysHelp onClose={() => setShown(null)} />
  return null
}

/** Whether keys belong to what is being typed or chosen. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || target.matches('.tick > input')) return false
  return target.isContentEditable || target.matches('input, textarea, select')
}
