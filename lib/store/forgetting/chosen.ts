// What a person has chosen to be forgotten, to look at before they say yes.
import type { Memory } from '@/lib/shared/memory'
import { LIST_CHOSEN } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import type { Scope } from '../memory-store'
import { readSelection, selectedMemories } from '../selected'

export type Chosen = {
  /** How many the selection holds. */
  count: number
  /** The first of them as they are stored now, whole; what is gone is left out. */
  memories: Memory[]
}

/**
 * A frozen selection with the first of its memories.
 * @param limit so many are read at most
 * @throws Expected `not-found` for one that has expired, never was, or is another person's
 */
export const chosenMemories = traced(LIST_CHOSEN, chosen)

async function chosen(scope: Scope, id: string, limit: number): Promise<Chosen> {
  const { count } = await readSelection(scope, id)
  const memories: Memory[] = []
  for await (const memory of selectedMemories(scope, id, limit)) if (memories.push(memory) === limit) break
  return { count, memories }
}
