// The corner where deletions are offered for undo. The list itself is loaded with the first one.
'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { later } from '@/components/ui/later'
import { Toasts } from '@/components/ui/toast'
import type { Undoable } from '@/lib/shared/memory'
import { undoableQuery } from './memories/search'

const UndoList = later(() => import('./undo-list').then((file) => file.UndoList))

export function UndoCorner({ initial, timeZone }: { initial: Undoable[]; timeZone: string }) {
  const { data } = useQuery({ ...undoableQuery(), initialData: initial })
  const [isNeeded, setNeeded] = useState(initial.length > 0)
  if (!isNeeded && data.length > 0) setNeeded(true)
  return <Toasts>{isNeeded ? <UndoList initial={initial} timeZone={timeZone} /> : null}</Toasts>
}
