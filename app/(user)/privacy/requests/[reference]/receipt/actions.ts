'use server'

import { z } from 'zod'
import { action } from '@/lib/action'
import { takeOpening } from '@/lib/store/receipts/read'

/** What the person shows others with the receipt: the key that opens it, and what it then confirms. */
export const openReceipt = action(z.object({ reference: z.string().max(20) }), async (viewer, { reference }) => ({
  opening: await takeOpening(viewer, reference),
  id: viewer.userId,
  namespace: viewer.root,
}))
