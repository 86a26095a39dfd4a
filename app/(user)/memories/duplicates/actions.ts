'use server'

import { z } from 'zod'
import { action } from '@/lib/action'
import { askAgain, keepBoth, keepOne, mergePair } from '@/lib/store/pairs/actions'
import { id, json, operation, version } from '../inputs'

const read = z.object({ id, version })

export const keepOneOfPair = action(z.object({ keep: read, remove: read, operation }), keepOne)

export const keepBothOfPair = action(z.object({ left: read, right: read, operation }), keepBoth)

export const askAboutPair = action(z.object({ left: id, right: id }), askAgain)

export const mergeOfPair = action(z.object({ into: read, from: read, json, operation }), mergePair)
