// What was typed in a form whose person left to sign in anew: kept in this window alone, and given back once, to the same person.
import { viewerMark } from '@/lib/shared/viewer-mark'

/** `name` says which form, and of what: another one's draft is not taken for it. */
export type StepUpDraft = { name: string; values: Readonly<Record<string, string>> }

const KEPT = 'memory-step-up'

/** Keeps `draft` until the person is back. */
export function keepAway(draft: StepUpDraft): void {
  sessionStorage.setItem(KEPT, JSON.stringify({ ...draft, of: viewerMark() }))
}

/** The values of a form that its person left to sign in; null where there are none, or where somebody else came back. */
export function broughtBack(name: string): Record<string, string> | null {
  const text = sessionStorage.getItem(KEPT)
  if (text === null) return null
  try {
    const kept = JSON.parse(text) as StepUpDraft & { of?: string }
    if (kept.of !== viewerMark()) sessionStorage.removeItem(KEPT) // what somebody else wrote is theirs
    if (kept.of !== viewerMark() || kept.name !== name) return null
    sessionStorage.removeItem(KEPT)
    return { ...kept.values }
  } catch {
    sessionStorage.removeItem(KEPT)
    return null
  }
}
