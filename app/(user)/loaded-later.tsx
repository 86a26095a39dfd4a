// What stands around every page and can come a moment after it.
'use client'

import { later } from '@/components/ui/later'

/** Only the demonstration has it, and only while something arrives. */
export const Arriving = later(() => import('./arriving').then((file) => file.Arriving))

export const AccountControls = later(() => import('../account-controls').then((file) => file.AccountControls))
