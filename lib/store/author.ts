// From what stands beside a written row to whom a person is told: names of agents and tokens, never a pseudonym.
import type { Author } from '@/lib/shared/history'

export type Written = {
  /** Where it was written, as the tables name it: of an {@link import('./memory-store').Origin}, `outside` or `unrecorded`. */
  surface: string
  name: string | null
  /** Whether whoever is asking is who acted. */
  isOwn: boolean
}

export function authorOf({ surface, name, isOwn }: Written): Author {
  if (surface === 'unrecorded' || surface === 'outside') return { kind: surface }
  if (surface === 'dashboard') return { kind: isOwn ? 'you' : 'somebody' }
  return surface === 'mcp' && name !== null ? { kind: 'token', name } : { kind: 'agent', name }
}
