// Which ids can sign in at all.
import { environment } from '@/lib/env'

/** Whether an id could ever sign in: `MEMORY_ID_PATTERN`, in the demonstration that of its own directory, else anything. */
export function isIssuable(id: string): boolean {
  const { idPattern, localUsers, demoData } = environment()
  const pattern = idPattern ?? (localUsers.length === 0 && demoData === 'people' ? DEMO_DIRECTORY : undefined)
  return pattern?.test(id) ?? true
}

/** The demonstration's organisation: names in small letters, joined by dots or dashes, at one domain. */
const DEMO_DIRECTORY = /^[a-z]+(?:[.-][a-z]+)*@example\.com$/u
