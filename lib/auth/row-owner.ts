// Who sees the rows that name them in a namespace that is not theirs alone. Pure.
import type { Decision } from '@/lib/identities/decide'
import type { RowOwner } from '@/lib/store/access/per-row'

/** Why an id is not let in, where the rows can still tell whose they are: several lay claim, and nobody has settled it. */
const SHARED: readonly string[] = ['several', 'claimants', 'widened']

/**
 * Whose rows are shown; null: none. What is bound to another is theirs whatever its rows say, and a refused id owns nothing.
 * @param field `MEMORY_OWNER_FIELD`
 */
export function rowOwnerOf(decision: Decision, userId: string, field: string | undefined): RowOwner | null {
  if (field === undefined || decision.state !== 'unclear' || !SHARED.includes(decision.why)) return null
  return { field, userId }
}
