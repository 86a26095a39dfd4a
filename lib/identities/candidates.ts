// The ids that lead to one namespace and could sign in. Pure, bounded: what cannot be enumerated to its end proves nothing.
import { CANDIDATE_LIMIT, idsOf, LENGTH_LIMIT, type NamespaceStyle } from '@/lib/langgraph/namespace'

export type IdentityRules = Readonly<{
  style: NamespaceStyle
  /** Whether an id could ever sign in. */
  issuable: (id: string) => boolean
}>

export type Candidates = {
  /** Of those that could sign in the first few. */
  ids: string[]
  /** False: there are more, or too many to tell. */
  isAll: boolean
}

/** So many are named; whoever asks only wants to know whether it is one. */
const MOST_NAMED = 8

/** Who could own the namespace whose person's part is `label`. */
export function candidatesOf(label: string, { style, issuable }: IdentityRules, most = MOST_NAMED): Candidates {
  const ids: string[] = []
  if (label === '' || !label.isWellFormed() || label.includes('\u0000')) return { ids, isAll: true }
  if (label.length > LENGTH_LIMIT && label.includes('-')) return { ids, isAll: false }
  let looked = 0
  for (const id of idsOf(label, style)) {
    if (++looked > CANDIDATE_LIMIT) return { ids, isAll: false }
    if (!issuable(id)) continue
    if (ids.length === most) return { ids, isAll: false }
    ids.push(id)
  }
  return { ids, isAll: true }
}

/** The one id that could own it; null: none, several, or not known. */
export function onlyPossible({ ids, isAll }: Candidates): string | null {
  return isAll && ids.length === 1 ? (ids[0] ?? null) : null
}
