// What an agent's tool calls leave in the audit that no write of a memory leaves there: searches by number, and calls that came to nothing.
import { type Agent, auditDetail } from './memory-store'
import { asExpected } from './outage'

export type ToolCall =
  | { action: 'memory.search'; detail: { results: number } }
  | { action: 'tool.refused'; detail: { tool: string; why: Refusal } }

/** `unavailable`: the encoder did not answer. */
export type Refusal = 'read-only' | 'invalid' | 'absent' | 'too-many' | 'unavailable'

/** Records a call; its words and keys are in no row. */
export async function recordToolCall(agent: Agent, { action, detail }: ToolCall): Promise<void> {
  await asExpected(() =>
    agent.store.pool.query(
      `with mapping as (
         insert into dashboard.pseudonym (pseudonym, user_id) values ($4, $6) on conflict (pseudonym) do nothing
       )
       insert into dashboard.audit (op_id, action, surface, actor, subject, detail)
       values (gen_random_uuid(), $1, $2, $3, $4, $5::jsonb)`,
      [action, agent.origin.surface, agent.actor, agent.subject, auditDetail(agent, detail), agent.userId],
    ),
  )
}
