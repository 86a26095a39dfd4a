// What is selected, by identity: the list, the map and the duplicates share it. It outlives paging, sorting and refreshing, not the window.
'use client'

import { useSyncExternalStore } from 'react'
import type { ItemProblem, LeftOut } from '@/lib/shared/job'
import { viewerMark } from '@/lib/shared/viewer-mark'

/** What has to be known of a memory to select it. */
export type Pickable = { id: string; version?: string | null; searchable?: boolean }

type Pick = {
  /** As it was seen; null where the frozen set knows it. */
  version: string | null
  /** Null where it was not seen. */
  searchable: boolean | null
  /** Why the last job left it. */
  problem: ItemProblem | null
}

export type Selection = {
  /** Whether rows have ticks. */
  isOn: boolean
  picked: ReadonlyMap<string, Pick>
  /** "All 3,214 matching": the set as the server froze it. What was ticked and unticked since differs from it. `of`: the list that it is the whole of. */
  base: { id: string; ids: ReadonlySet<string>; of: string | null } | null
  /** The job that works on it: until it is over nothing can be ticked. */
  job: string | null
  /** Where a range begins. */
  anchor: string | null
  /** The page of whom it was made: another person who signs in finds nothing. */
  viewer: string | undefined
}

const NOTHING: Selection = { isOn: false, picked: new Map(), base: null, job: null, anchor: null, viewer: undefined }

let current = NOTHING
const listeners = new Set<() => void>()

function set(change: Partial<Selection>): void {
  current = { ...read(), viewer: viewerMark(), ...change }
  for (const listener of listeners) listener()
}

function read(): Selection {
  return current.viewer === undefined || current.viewer === viewerMark() ? current : NOTHING
}

/** The selection now; components that show it use {@link useSelection}. */
export const selection = {
  read,
  start: () => set({ isOn: true }),
  /** Nothing is selected any more, and rows have no ticks. */
  end: () => set(NOTHING),
  clear: () => set({ ...NOTHING, isOn: true }),
  /** Ticks these, or unticks them, and begins the selection where there is none. */
  pick(memories: readonly Pickable[], isOn = true) {
    if (read().job !== null) return
    const picked = new Map(read().picked)
    for (const { id, version, searchable } of memories)
      if (!isOn) picked.delete(id)
      else if (!picked.has(id))
        picked.set(id, { version: version ?? null, searchable: searchable ?? null, problem: null })
    set({ isOn: true, picked, anchor: memories.at(-1)?.id ?? null })
  },
  /** Ticks or unticks one; with `isRange` all between it and the one before, as `shown` has them. */
  toggle(memory: Pickable, shown: readonly Pickable[], isRange: boolean) {
    const { picked, anchor } = read()
    const [from, to] = [shown.findIndex(({ id }) => id === anchor), shown.findIndex(({ id }) => id === memory.id)]
    if (!isRange || from === -1 || to === -1 || anchor === null) return selection.pick([memory], !picked.has(memory.id))
    selection.pick(shown.slice(Math.min(from, to), Math.max(from, to) + 1), picked.has(anchor))
    set({ anchor: memory.id })
  },
  /** Takes over a set that the server froze. What was ticked elsewhere stays; on this page only what is in the set. */
  take(base: { id: string; ids: readonly string[] }, of: string | null, seen: readonly Pickable[]) {
    const before = read()
    const known = new Map(seen.map((memory) => [memory.id, memory.searchable ?? null]))
    const picked = new Map([...before.picked].filter(([id]) => !known.has(id) && before.base?.ids.has(id) !== true))
    for (const id of base.ids) picked.set(id, { version: null, searchable: known.get(id) ?? null, problem: null })
    set({ isOn: true, picked, base: { id: base.id, ids: new Set(base.ids), of }, anchor: null })
  },
  /** A job works on it, or does so no longer. */
  workedOn: (job: string | null) => set({ job }),
  /** What a job left stays selected, each as it is stored now and with the reason. */
  keep(left: readonly LeftOut[]) {
    const there = left.filter(({ version }) => version !== null)
    if (there.length === 0) return selection.end()
    const picked = new Map(
      there.map(({ id, version, problem }): [string, Pick] => [id, { version, searchable: null, problem }]),
    )
    set({ ...NOTHING, isOn: true, picked })
  },
}

export function useSelection(): Selection {
  return useSyncExternalStore(subscribe, read, () => NOTHING)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
