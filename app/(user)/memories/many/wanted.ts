// What is selected, as the server is asked to freeze it.
import type { FrozenSelection, Selected } from '@/lib/shared/job'
import type { Selection } from './selection'

/** What to ask the server to freeze, or that it has frozen exactly this already. */
export function wantedOf({ picked, base }: Selection): Wanted {
  if (base === null) return { ids: selected([...picked.keys()], picked) }
  const change = {
    base: base.id,
    without: [...base.ids].filter((id) => !picked.has(id)),
    with: selected(
      [...picked.keys()].filter((id) => !base.ids.has(id)),
      picked,
    ),
  }
  const isSame = change.without.length + change.with.length === 0
  return isSame ? { frozen: { id: base.id, count: base.ids.size } } : change
}

type Wanted = { ids: Selected[] } | { base: string; without: string[]; with: Selected[] } | { frozen: FrozenSelection }

function selected(ids: readonly string[], picked: Selection['picked']): Selected[] {
  return ids.map((id) => ({ id, version: picked.get(id)?.version ?? null }))
}
