// The selection of list and map, as points of this map: by identity, so that another map of the same memories still shows them selected.
'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { MemoryFilter } from '@/lib/shared/filter'
import type { MapPoints } from '@/lib/shared/memory-map'
import type { Sentence } from '@/lib/shared/text'
import { type Pickable, selection, useSelection } from '../many/selection'
import { whyFailed } from '../read'
import { mapIdsQuery } from './address'
import type { How } from './hand'

export type MapSelection = {
  /** Every memory on this map; empty until they are asked for. */
  shown: readonly Pickable[]
  /** Nothing can be ticked while a job works on what is. */
  isLocked: boolean
  /** For each point 1 where it is selected. */
  mask: Uint8Array
  /** Point of the memory that is open. */
  open: number | null
  /** Why the last change did not happen. */
  problem: Sentence | null
  change: (points: readonly number[], how: How) => Promise<void>
  /** The address of a point's memory; null when the map is no longer true. */
  idOf: (point: number) => Promise<string | null>
}

/** Points that were selected or left out while their addresses are still on the way. */
type Pending = readonly { points: readonly number[]; how: How }[]

export function useMapSelection(
  filter: MemoryFilter,
  print: string,
  points: MapPoints,
  openId: string | null,
): MapSelection {
  const client = useQueryClient()
  const { picked, job } = useSelection()
  const [pending, setPending] = useState<Pending>([])
  const [problem, setProblem] = useState<Sentence | null>(null)
  // asked for only when something is selected or open
  const { data: known } = useQuery({ ...mapIdsQuery(filter, print), enabled: picked.size > 0 || openId !== null })
  const mask = useMemo(() => maskOf(points.count, known, picked, pending), [points, known, picked, pending])
  const shown = useMemo(() => (known ?? []).map(pickable), [known])
  const open = useMemo(() => indexIn(known, openId), [known, openId])
  const idsOfMap = useCallback(async () => {
    try {
      setProblem(null)
      return await client.ensureQueryData(mapIdsQuery(filter, print))
    } catch (error) {
      const { code, sentence } = whyFailed(error as Error)
      setProblem(sentence)
      if (code === 'conflict') await client.invalidateQueries({ queryKey: ['memories', 'map'] })
      return null
    }
  }, [client, filter, print])
  return {
    shown,
    isLocked: job !== null,
    mask,
    open,
    problem,
    change: async (chosen, how) => {
      if (job !== null || chosen.length === 0) return
      const one = { points: chosen, how }
      setPending((before) => [...before, one])
      const all = await idsOfMap()
      setPending((before) => before.filter((other) => other !== one))
      const ids = chosen.map((point) => all?.[point]).filter((id) => id !== undefined)
      if (ids.length > 0) selection.pick(ids.map(pickable), how === 'add')
    },
    idOf: async (point) => (await idsOfMap())?.[point] ?? null,
  }
}

/** What has a place on a map is searchable. */
function pickable(id: string): Pickable {
  return { id, searchable: true }
}

function maskOf(
  count: number,
  known: readonly string[] | undefined,
  picked: ReadonlyMap<string, unknown>,
  pending: Pending,
): Uint8Array {
  const mask = new Uint8Array(count)
  if (picked.size > 0 && known !== undefined)
    for (let point = 0; point < count; point++) mask[point] = picked.has(known[point] ?? '') ? 1 : 0
  for (const { points, how } of pending) for (const point of points) mask[point] = how === 'add' ? 1 : 0
  return mask
}

function indexIn(ids: readonly string[] | undefined, id: string | null): number | null {
  const at = id === null ? -1 : (ids?.indexOf(id) ?? -1)
  return at === -1 ? null : at
}
