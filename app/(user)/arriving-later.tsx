// Only the demonstration has it, and only while something arrives: nobody else loads it.
'use client'

import { later } from '@/components/ui/later'

export const ArrivingLater = later(() => import('./arriving').then((file) => file.Arriving))
