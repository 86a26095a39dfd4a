// Which ids can sign in at all.
import { type Environment, environment } from '@/lib/env'

/** Whether an id could ever sign in. */
export function isIssuable(id: string): boolean {
  return issuablePattern(environment())?.test(id) ?? true
}

/** What every id that can sign in matches: `MEMORY_ID_PATTERN`, in the demonstration that of its own directory; undefined: anything. */
export function issuablePattern({
  idPattern,
  localUsers,
  demoData,
}: Pick<Environment, 'idPattern' | 'localUsers' | 'demoData'>): RegExp | undefined {
  return idPattern ?? (localUsers.length === 0 && demoData === 'people' ? DEMO_DIRECTORY : undefined)
}

/** The demonstration's organisation: names in small letters, joined by dots or dashes, at one domain. */
const DEMO_DIRECTORY = /^[a-z]+(?:[.-][a-z]+)*@example\.com$/u
