'use client'

import { useRouter } from 'next/navigation'
import type { Memory } from '@/lib/shared/memory'
import { DeleteButton } from '../panel/delete-button'
import { listHref, type View } from '../search'

/** On a memory's own page there is nothing left to look at afterwards. */
export function DeleteAndLeave({ memory, view }: { memory: Memory; view: View }) {
  const router = useRouter()
  return <DeleteButton memory={memory} onDeleted={() => router.push(listHref(view))} />
}
