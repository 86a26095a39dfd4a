// From what stands beside a written row, or a read, to whom a person is told: names of agents and tokens, never a pseudonym.
import type { Author } from '@/lib/shared/history'
import type { Reader } from '@/lib/shared/looks'
import type { ScopeFacts } from '../memory-store'

export type Written = {
  /** Where it was written, as the tables name it: of an {@link import('../memory-store').Origin}, `outside` or `unrecorded`. */
  surface: string
  name: string | null
  /** Why, where an administrator wrote it. */
  reason: string | null
  /** Whether whoever is asking is who acted; to an administrator: whether the person is. See {@link oneself}. */
  isOwn: boolean
}

/** @param asking who wants to know, where it is an administrator about somebody else's memories */
export function authorOf({ surface, name, reason, isOwn }: Written, asking?: Pick<ScopeFacts, 'origin'>): Author {
  const isTheirs = asking?.origin.surface === 'admin' ? { isTheirs: true as const } : {}
  if (surface === 'unrecorded' || surface === 'outside') return { kind: surface }
  if (surface === 'admin') return { kind: 'admin', name: name ?? '', reason, ...isTheirs }
  if (surface === 'dashboard') return { kind: isOwn ? (isTheirs.isTheirs ? 'owner' : 'you') : 'somebody' }
  const reader = readerOf({ surface, name })
  return reader.kind === 'token' ? { ...reader, ...isTheirs } : reader
}

/** Pseudonym of whoever counts as oneself in the story of a memory. */
export function oneself({ origin, actor, subject }: Pick<ScopeFacts, 'origin' | 'actor' | 'subject'>): string {
  return origin.surface === 'admin' ? subject : actor
}

/** Of what was not done in the dashboard. */
export function readerOf({ surface, name }: Pick<Written, 'surface' | 'name'>): Reader {
  return surface === 'mcp' && name !== null ? { kind: 'token', name } : { kind: 'agent', name }
}
