// A tick box without words beside it; its label is for screen readers.
import { useEffect, useRef } from 'react'

export type TickProps = {
  label: string
  checked: boolean
  /** Neither all nor none. */
  isPart?: boolean
  isLocked?: boolean
  onChange: (isOn: boolean) => void
}

export function Tick({ label, checked, isPart = false, isLocked = false, onChange }: TickProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = isPart
  }, [isPart])
  return (
    <label className="tick-box">
      <span className="sr-only">{label}</span>
      <input
        ref={box}
        type="checkbox"
        checked={checked}
        disabled={isLocked}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  )
}
