'use server'

import { z } from 'zod'
import { adminAction } from '@/lib/action'
import { requireShown, whoseIs } from '@/lib/auth/on-behalf'
import { proveFresh } from '@/lib/auth/step-up'
import { Expected } from '@/lib/errors'
import { labelOfRef } from '@/lib/shared/person-ref'
import { deleteMemory } from '@/lib/store/change/removal'
import { restoreVersion } from '@/lib/store/change/restore'
import { undoRemoval } from '@/lib/store/change/undo'
import { editMemory } from '@/lib/store/change/write'
import { memoryStore } from '@/lib/store/configured'
import { holdsMemories } from '@/lib/store/namespaces'
import { markAt, readOnBehalf } from '@/lib/store/on-behalf/revealed'
import { beginReveal, endReveal } from '@/lib/store/on-behalf/reveals'
import { id, json, operation, version } from '../../../(user)/memories/inputs'

const ref = z.string().max(2_048)
const reason = z.string().max(2_000)

function labelOf(given: string): string {
  const label = labelOfRef(given)
  if (label === null) throw new Expected('not-found', 'There is no such person here.')
  return label
}

export const show = adminAction(z.object({ ref, reason }), async (admin, input) => {
  const whose = await whoseIs(labelOf(input.ref))
  if (!(await holdsMemories(await memoryStore(), whose.root)))
    throw new Expected('not-found', 'There are no memories here that could be shown.')
  const { secondsLeft } = await beginReveal(admin, whose, input.reason)
  return { secondsLeft }
})

export const hide = adminAction(z.object({ ref }), async (admin, input) => {
  await endReveal(admin, (await whoseIs(labelOf(input.ref))).root)
  return {}
})

/** What was saved meanwhile; in the audit like every read. */
export const readAgain = adminAction(z.object({ ref, id }), async (admin, input) => {
  const scope = await requireShown(admin, labelOf(input.ref))
  const mark = markAt(scope, input.id)
  return mark === null ? null : readOnBehalf(scope, mark)
})

export const saveOnBehalf = adminAction(
  z.object({ ref, reason, id, version, json, operation }),
  async (admin, { ref, reason, ...edit }) => editMemory(await requireShown(admin, labelOf(ref), reason), edit),
)

export const restoreOnBehalf = adminAction(
  z.object({ ref, reason, id, version, versionId: z.string().regex(/^\d{1,18}$/), operation }),
  async (admin, { ref, reason, ...restore }) =>
    restoreVersion(await requireShown(admin, labelOf(ref), reason), restore),
)

export const removeOnBehalf = adminAction(
  z.object({ ref, reason, id, version, operation, confirm: z.string().max(100) }),
  async (admin, { ref, reason, confirm, ...remove }) => {
    const scope = await requireShown(admin, labelOf(ref), reason)
    await proveFresh(admin, confirm)
    return deleteMemory(scope, remove)
  },
)

export const undoOnBehalf = adminAction(z.object({ ref, removal: z.uuid() }), async (admin, input) => {
  const { key } = await undoRemoval(await requireShown(admin, labelOf(input.ref)), input.removal)
  return { key }
})
