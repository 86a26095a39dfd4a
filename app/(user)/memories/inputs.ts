// What the browser may send to the actions on memories: references, versions and texts, never an owner.
import { z } from 'zod'

export const id = z.string().max(8_192)
export const version = z.string().regex(/^\d+\/[\d :.+-]{0,40}$/)
export const key = z.string().max(8_192)
export const json = z.string().max(1_000_000)
export const operation = z.uuid()
