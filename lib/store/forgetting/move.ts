// Moving a request from state to state: the database lets it, or says why not.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import type { ForgetRole, ForgetState } from '@/lib/shared/forget'

export type Move = { to: ForgetState; role: ForgetRole; actor: string; reason?: string | null }

/**
 * Moves a request, in the caller's transaction.
 * @throws Expected `refused` for what is one’s own to ask and another’s to confirm, `conflict` for a state that does not lead there
 */
export async function moveForget(client: pg.PoolClient, id: string, { to, role, actor, reason = null }: Move) {
  await client.query('savepoint moving')
  try {
    await client.query(
      `insert into dashboard.forget_event (request_id, seq, to_state, role, actor, reason) values ($1, 0, $2, $3, $4, $5)`,
      [id, to, role, actor, reason],
    )
  } catch (error) {
    await client.query('rollback to savepoint moving')
    throw refusalOf(error) ?? error
  }
}

function refusalOf(error: unknown): Expected | null {
  if (!(error instanceof Error && 'code' in error && error.code === '23514')) return null
  const why = /\((.+)\)\.$/.exec(error.message)?.[1]
  if (why === 'own')
    return new Expected('refused', 'You asked for this yourself, or it concerns you: somebody else must decide it.')
  if (why === 'somebody else') return new Expected('refused', 'Only who asked for it can do this.')
  if (why === 'identity') return new Expected('conflict', 'It is not confirmed yet who asks. Confirm that first.')
  if (why === 'approval' || why === 'delay')
    return new Expected('conflict', 'Somebody else must say yes first, or its time must come.')
  if (why === 'reason')
    return new Expected('invalid', 'Say in a sentence why, so that whoever reads it understands it.')
  return new Expected('conflict', 'This request has gone on meanwhile. Load the page again.')
}
