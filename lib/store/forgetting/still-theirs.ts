// Whether a namespace is still the person's alone when a request is carried out: weeks may have passed since it was asked for.
import type pg from 'pg'
import type { IdentityRules } from '@/lib/identities/candidates'
import { ownerOf } from '@/lib/identities/owner'
import { factsOfOne } from '../identities/facts'
import type { MemoryStore } from '../memory-store'
import { moveForget } from './move'
import { auditOnce, reopen, step, type Task } from './task'

/**
 * Before anything is deleted: a request for a namespace that is not provably the person's any more fails, and waits until it is settled.
 * @returns whether it is still theirs
 */
export async function requireTheirs(
  store: MemoryStore,
  task: Task,
  identities: IdentityRules | undefined,
): Promise<boolean> {
  return step(store, task, async (client) => {
    if (await isTheirs(client, store, task, identities)) return true
    await moveForget(client, task.id, { to: 'failed', role: 'worker', actor: 'worker', reason: 'unclear' })
    await auditOnce(client, task, 'forget.fail', { why: 'unclear' }, 'failed')
    await reopen(client, task)
    return false
  })
}

async function isTheirs(
  client: pg.PoolClient,
  { namespaceStyle }: MemoryStore,
  { label, userId }: Task,
  identities: IdentityRules | undefined,
): Promise<boolean> {
  const facts = await factsOfOne(client, label, namespaceStyle)
  if (identities !== undefined) {
    const owner = ownerOf(label, facts, identities)
    return owner.state === 'one' && owner.userId === userId
  }
  const { alarm, binding, claimants } = facts
  if (alarm !== null) return false
  return binding !== null ? binding.userId === userId : claimants.every((claimant) => claimant.userId === userId)
}
