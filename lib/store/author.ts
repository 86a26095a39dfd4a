// From what stands beside a written row, or a read, to whom a person is told: names of agents and tokens, never a pseudonym.
import type { Author } from '@/lib/shared/history'
import type { Reader } from '@/lib/shared/looks'

export type Written = {
  /** Where it was written, as the tables name it: of an {@link import('./memory-store').Origin}, `outside` or `unrecorded`. */
  surface: string
  name: string | null
  /** Whether whoever is asking is who acted. */
  isOwn: boolean
}

export function authorOf({ surface, name, isOwn }: Written): Author {
  if (surface === 'unrecorded' || surface === 'outside') return { kind: surface }
  return surface === 'dashboard' ? { kind: isOwn ? 'you' : 'somebody' } : readerOf({ surface, name })
}

/** Of what was not done in the dashboard. */
export function readerOf({ surface, name }: Pick<Written, 'surface' | 'name'>): Reader {
  return surface === 'mcp' && name !== null ? { kind: 'token', name } : { kind: 'agent', name }
}
