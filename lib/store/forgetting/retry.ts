// Trying again what failed.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { moveForget } from './move'

/** Counted anew, remembered anew, with as many attempts as at first. */
export async function retryIn(
  client: pg.PoolClient,
  { id, state }: { id: string; state: string },
  by: { role: 'user' | 'admin'; actor: string },
): Promise<void> {
  if (state !== 'failed') throw goneOn()
  await client.query(
    'update dashboard.forget_request set total = null, attempts = 0, worker = null, leased_until = null where id = $1',
    [id],
  )
  await moveForget(client, id, { to: 'scheduled', ...by })
}

export function goneOn(): Expected {
  return new Expected('conflict', 'This request has gone on meanwhile. Load the page again.')
}
