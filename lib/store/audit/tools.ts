// What an agent's tool calls leave in the audit that no write of a memory leaves there: searches by number, and calls that came to nothing.

import type { Agent } from '../memory-store'
import { asExpected } from '../outage'
import { recordAudit } from './record'

export type ToolCall =
  | { action: 'memory.search'; detail: { results: number } }
  | { action: 'tool.refused'; detail: { tool: string; why: Refusal } }

/** `unavailable`: the encoder did not answer. */
export type Refusal = 'read-only' | 'invalid' | 'absent' | 'too-many' | 'unavailable'

/** What the token or the moment did not allow was refused; the rest was tried, and failed. */
const NOT_ALLOWED: readonly Refusal[] = ['read-only', 'too-many']

/** Records a call; its words and keys are in no row. */
export async function recordToolCall(agent: Agent, { action, detail }: ToolCall): Promise<void> {
  const outcome = 'why' in detail ? (NOT_ALLOWED.includes(detail.why) ? 'refused' : 'failed') : 'done'
  await asExpected(() => recordAudit(agent.store.pool, agent, action, detail, outcome))
}
