// Where erasures are written down outside the database, whose LangGraph's threads are, and what other systems there are. Read by lib/env.ts.
import { z } from 'zod'
import { COVERS, type Cover, type OtherSystem } from '../shared/other-systems'
import { parseThreadOwner } from '../store/forgetting/thread-owner'
import { optional } from './parsers'

const threadOwner = optional.transform((value, context) => {
  if (value === undefined) return null
  const owner = parseThreadOwner(value)
  if (owner !== null) return owner
  context.addIssue({
    code: 'custom',
    message: 'must be thread_id={user_id}, thread_id={user_id}:* or a path such as metadata.user_id',
  })
  return z.NEVER
})

/** `MLflow traces: not-covered; Zendesk: manual` */
const otherSystems = optional.transform((value, context): OtherSystem[] => {
  const entries = (value ?? '')
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = entry.lastIndexOf(':')
      return { name: entry.slice(0, Math.max(0, at)).trim(), cover: entry.slice(at + 1).trim() as Cover }
    })
  const isOne = ({ name, cover }: OtherSystem) => name !== '' && name.length <= 100 && COVERS.includes(cover)
  if (entries.every(isOne) && new Set(entries.map(({ name }) => name)).size === entries.length) return entries
  context.addIssue({
    code: 'custom',
    message:
      'must name each system once with covered, manual or not-covered, such as "MLflow traces: not-covered; Zendesk: manual"',
  })
  return z.NEVER
})

/** Names and their forms. */
export const erasureShape = {
  ERASURE_LEDGER: optional,
  ERASURE_OTHER_SYSTEMS: otherSystems,
  MEMORY_THREAD_OWNER: threadOwner,
  MEMORY_THREAD_SCHEMA: optional,
}

type Shape = z.infer<z.ZodObject<typeof erasureShape>>

export function erasureSettings(env: Shape, memorySchema: string) {
  return {
    /** The file of the ledger of erasures; undefined: there is none. */
    ledger: env.ERASURE_LEDGER,
    /** As the operator names them; see lib/ledger/other-systems.ts. */
    otherSystems: env.ERASURE_OTHER_SYSTEMS,
    /** `owner` null: nobody said whose threads are whose, and none is touched. */
    threads: { owner: env.MEMORY_THREAD_OWNER, schema: env.MEMORY_THREAD_SCHEMA ?? memorySchema },
  }
}
