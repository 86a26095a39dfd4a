'use server'

import { z } from 'zod'
import { adminAction } from '@/lib/action'
import { whoseAre } from '@/lib/auth/on-behalf'
import { Expected } from '@/lib/errors'
import { PEOPLE_SEARCH_BY } from '@/lib/shared/people-search'
import { reasonProblem, tidyReason } from '@/lib/shared/reason'
import { countStaffSearch } from '@/lib/store/access/rate-limit'
import { memoryStore } from '@/lib/store/configured'
import type { MemoryStore } from '@/lib/store/memory-store'
import { searchPeople } from '@/lib/store/people/search'
import { embedQuestion } from '@/lib/store/search/search'

const asked = z.object({
  query: z.string().trim().min(1).max(2_000),
  by: z.enum(PEOPLE_SEARCH_BY),
  reason: z.string().max(2_000),
  isExact: z.boolean(),
})

/** Reads only; an action because neither question nor reason may stand in an address. */
export const findPeople = adminAction(asked, async (admin, { reason, ...question }) => {
  const problem = reasonProblem(reason)
  if (problem !== null) throw new Expected('invalid', problem)
  await countStaffSearch(admin)
  const store = await memoryStore()
  const embedding = question.by === 'words' ? null : await embedded(store, question)
  return searchPeople(admin, store, { ...question, embedding, reason: tidyReason(reason) }, whoseAre)
})

/** Null: the encoder does not answer, and words can be compared without it. */
async function embedded(store: MemoryStore, { query, by }: { query: string; by: string }): Promise<number[] | null> {
  try {
    return await embedQuestion({ store }, query)
  } catch (error) {
    if (error instanceof Expected && error.code === 'embedding-unavailable' && by === 'together') return null
    throw error
  }
}
