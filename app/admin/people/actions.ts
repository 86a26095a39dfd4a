'use server'

import { z } from 'zod'
import { auditorAction } from '@/lib/action'
import { identityRules } from '@/lib/identities/rules'
import { memoryStore } from '@/lib/store/configured'
import { countPeopleAgain } from '@/lib/store/people/count'

/** Counts everybody now, as the list and the overview show it. */
export const countAgain = auditorAction(z.object({}), async (staff) => {
  await countPeopleAgain(staff, await memoryStore(), identityRules())
  return null
})
