// What was typed and not saved, while this window lives: following a link and coming back loses nothing. Never stored.
import { useEffect, useRef } from 'react'

const drafts = new Map<string, unknown>()

/** A draft that was left behind under this name, or undefined. */
export function keptDraft<T>(name: string): T | undefined {
  return drafts.get(name) as T | undefined
}

/** Leaves a draft under this name, for a form that is opened next. */
export function keepDraft(name: string, draft: unknown): void {
  drafts.set(name, draft)
}

/** Keeps `draft` when its form is left; null: there is nothing to keep. */
export function useKeptDraft(name: string, draft: unknown): void {
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  })
  useEffect(() => {
    drafts.delete(name) // the form has it now
    return () => {
      if (latest.current !== null) drafts.set(name, latest.current)
    }
  }, [name])
}
