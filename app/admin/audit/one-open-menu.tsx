// Around menus that are <details>: Escape and a click elsewhere close them. Without scripts they open and close all the same.
'use client'

import { type ReactNode, useEffect, useRef } from 'react'

export function OneOpenMenu({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const openOnes = () => [...(ref.current?.querySelectorAll<HTMLDetailsElement>('details[open]') ?? [])]
    const closeOthers = ({ target }: Event) => {
      for (const menu of openOnes()) if (target instanceof Node && !menu.contains(target)) menu.open = false
    }
    const onKey = (event: KeyboardEvent) => {
      const [menu] = event.key === 'Escape' ? openOnes() : []
      if (menu === undefined) return
      event.preventDefault()
      menu.open = false
      menu.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', closeOthers)
    document.addEventListener('focusin', closeOthers)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', closeOthers)
      document.removeEventListener('focusin', closeOthers)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  return <div ref={ref}>{children}</div>
}
