// A modal dialog: a question with its consequence, or a tool for a moment. Escape and a click beside it close it; the focus goes back to where it was.
'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'

export type DialogProps = {
  title: string
  /** Whether the title is only said to screen readers. */
  isTitleHidden?: boolean
  /** `tool` stands higher and has no padding of its own. */
  look?: 'question' | 'tool'
  onClose: () => void
  children: ReactNode
}

export function Dialog({ title, isTitleHidden = false, look = 'question', onClose, children }: DialogProps) {
  const id = useId()
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement
    ref.current?.showModal()
    return () => {
      // what the dialog did may have moved the focus on purpose
      const isMoved = document.activeElement !== document.body && !ref.current?.contains(document.activeElement)
      ref.current?.close()
      if (!isMoved && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way to close it
    <dialog
      ref={ref}
      className={`dialog ${look}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === ref.current && onClose()}
    >
      <div className="inside">
        <h2 id={id} className={isTitleHidden ? 'sr-only' : undefined}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  )
}
