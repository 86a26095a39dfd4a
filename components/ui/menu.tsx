// A button and what it opens: a menu of choices (arrow keys, one closes it) or a small dialog beside the page (fields, ticks). Escape and a click elsewhere close it.
'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { Glyph } from './glyph'

export type MenuProps = {
  /** What the button says. */
  label: ReactNode
  /** What the opened part is called. */
  name: string
  kind: 'menu' | 'dialog'
  isOpen: boolean
  onOpen: (open: boolean) => void
  /** The button says what is in force, and can be taken away: then it looks like a chip. */
  remove?: { name: string; run: () => void } | undefined
  /** Before the menu is opened: it may want to load something. */
  onApproach?: () => void
  className?: string
  children: ReactNode
}

export function Menu({ label, name, kind, isOpen, onOpen, remove, onApproach, className = '', children }: MenuProps) {
  const id = useId()
  const whole = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const latest = useRef(onOpen)
  useEffect(() => {
    latest.current = onOpen
  })
  useEffect(() => {
    if (!isOpen) return
    const leave = (event: Event) => {
      if (event.target instanceof Node && whole.current?.contains(event.target) === false) latest.current(false)
    }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('focusin', leave)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('focusin', leave)
    }
  }, [isOpen])
  const close = () => {
    onOpen(false)
    button.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes wherever in it the focus is
    <div
      ref={whole}
      className={`filter${remove === undefined ? '' : ' chip'}${isOpen ? ' open' : ''} ${className}`.trim()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        event.preventDefault()
        close()
      }}
    >
      <button
        ref={button}
        type="button"
        className="word"
        aria-haspopup={kind}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onPointerEnter={onApproach}
        onFocus={onApproach}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          onOpen(true)
        }}
        onClick={() => onOpen(!isOpen)}
      >
        {label}
        {remove === undefined ? <Glyph name="chevron" /> : null}
      </button>
      {remove === undefined ? null : (
        <button
          type="button"
          className="away"
          onClick={() => {
            remove.run()
            button.current?.focus()
          }}
        >
          <Glyph name="close" />
          <span className="sr-only">{remove.name}</span>
        </button>
      )}
      {isOpen ? (
        <Float id={id} name={name} kind={kind} onClose={close}>
          {children}
        </Float>
      ) : null}
    </div>
  )
}

type FloatProps = { id: string; name: string; kind: 'menu' | 'dialog'; onClose: () => void; children: ReactNode }

function Float({ id, name, kind, onClose, children }: FloatProps) {
  const ref = useRef<HTMLDivElement>(null)
  const [isTurned, turn] = useState(false)
  // one that would leave the window at its side grows the other way
  useLayoutEffect(() => {
    const box = ref.current?.getBoundingClientRect()
    if (box !== undefined && (box.right > innerWidth || box.left < 0)) turn(true)
    ref.current?.focus({ preventScroll: true })
  }, [])
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is a menu or a dialog, which have a name
    // biome-ignore lint/a11y/noStaticElementInteractions: and keys
    <div
      ref={ref}
      id={id}
      role={kind}
      aria-label={name}
      tabIndex={-1}
      className={isTurned ? 'menu turned' : 'menu'}
      onKeyDown={(event) => {
        if (kind === 'menu' && event.key === 'Tab') return onClose()
        if (moveFocus(ref.current, event, kind === 'menu') || isSingleKey(event)) event.preventDefault()
      }}
    >
      {children}
    </div>
  )
}

const STOPS = '[role^="menuitem"], input:not([type="date"]), button, a'

/** Arrow keys go up and down, in a menu Home, End and first letters too. True when the key was one of these. */
function moveFocus(panel: HTMLElement | null, event: KeyboardEvent, isMenu: boolean): boolean {
  const stops = [...(panel?.querySelectorAll<HTMLElement>(STOPS) ?? [])]
  const at = stops.findIndex((stop) => stop.contains(document.activeElement))
  if (event.target instanceof HTMLInputElement && event.target.type === 'date') return false
  const to = (place: number) => stops[(place + stops.length) % stops.length]?.focus()
  if (event.key === 'ArrowDown') to(at + 1)
  else if (event.key === 'ArrowUp') to(at === -1 ? stops.length - 1 : at - 1)
  else if (isMenu && event.key === 'Home') to(0)
  else if (isMenu && event.key === 'End') to(stops.length - 1)
  else if (isMenu && isSingleKey(event)) {
    const letter = event.key.toLowerCase()
    const turned = [...stops.slice(at + 1), ...stops.slice(0, at + 1)]
    turned.find((stop) => stop.textContent?.trim().toLowerCase().startsWith(letter))?.focus()
  } else return false
  return true
}

/** A key that would be a command of the page: not while something is open above it. */
function isSingleKey(event: KeyboardEvent): boolean {
  const isText = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox'
  return event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey && !isText
}

/** Around what a menu shows: takes the focus when it has come, to the choice that is made or to the first. */
export function MenuInside({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const chosen = ref.current?.querySelector<HTMLElement>('[aria-checked="true"]')
    const first = chosen ?? ref.current?.querySelector<HTMLElement>('[role^="menuitem"], input, button')
    first?.focus({ preventScroll: true })
  }, [])
  return <div ref={ref}>{children}</div>
}

export type Choice = { label: ReactNode; count?: string; isChosen: boolean; isNone?: boolean; run: () => void }

/** Choices of which one is made, in a menu. */
export function Choices({ name, choices }: { name: string; choices: Choice[] }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of menu items, not of form fields
    <div role="group" aria-label={name} className="options">
      {choices.map(({ label, count, isChosen, isNone = false, run }, at) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: the choices of a menu stay where they are
          key={at}
          type="button"
          role="menuitemradio"
          aria-checked={isChosen}
          tabIndex={-1}
          className={isNone ? 'option none' : 'option'}
          onClick={run}
        >
          <span className="made">{isChosen ? <Glyph name="check" /> : null}</span>
          <span>{label}</span>
          {count === undefined ? null : <span className="count">{count}</span>}
        </button>
      ))}
    </div>
  )
}
