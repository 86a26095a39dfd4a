'use server'

import { z } from 'zod'
import { action, readerAction } from '@/lib/action'
import { countSearch } from '@/lib/store/access/rate-limit'
import { deleteMemory } from '@/lib/store/change/removal'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory } from '@/lib/store/change/write'
import { previewRecall } from '@/lib/store/search/recall-preview'
import { id, json, key, operation, version } from './inputs'

export const saveEdit = readerAction(z.object({ id, version, json, operation }), editMemory)

/** Reads only; an action because the text that is being edited is too long for an address. */
export const recall = action(z.object({ id, json, question: z.string().max(2_000) }), async (viewer, asked) => {
  await countSearch(viewer)
  return previewRecall(viewer, asked)
})

const child = z.array(z.string().max(1_024)).max(32).optional()

export const saveNew = action(z.object({ key, child, json, operation }), createMemory)

export const remove = readerAction(z.object({ id, version, operation }), deleteMemory)

export const undo = readerAction(z.object({ removal: z.uuid() }), (viewer, { removal }) => undoRemoval(viewer, removal))
