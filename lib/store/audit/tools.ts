// What an agent's tool calls leave in the audit that no write of a memory leaves there: searches by number, and calls that came to nothing.

import { countToolRefusal } from '../access/rate-limit'
import type { Agent } from '../memory-store'
import { asExpected } from '../outage'
import { recordAudit } from './record'
import type { Outcome } from './row'

export type ToolCall =
  | { action: 'memory.search'; detail: { results: number } }
  | { action: 'tool.refused'; detail: { tool: string; why: Refusal } }

/** `unavailable`: the encoder did not answer. */
export type Refusal = 'read-only' | 'invalid' | 'absent' | 'too-many' | 'unavailable'

/** What the token or the moment did not allow was refused; the rest was tried, and failed. */
const NOT_ALLOWED: readonly Refusal[] = ['read-only', 'too-many']

/** Records a call; its words and keys are in no row. Of calls that came to nothing the last of a minute says that more are not recorded. */
export async function recordToolCall(agent: Agent, { action, detail }: ToolCall): Promise<void> {
  if (!('why' in detail)) return record(agent, action, detail, 'done')
  const { isRecorded, isLast } = await countToolRefusal(agent)
  if (!isRecorded) return
  const outcome = NOT_ALLOWED.includes(detail.why) ? 'refused' : 'failed'
  await record(agent, action, isLast ? { ...detail, more: 'not recorded' } : detail, outcome)
}

function record(agent: Agent, action: string, detail: Record<string, unknown>, outcome: Outcome): Promise<void> {
  return asExpected(() => recordAudit(agent.store.pool, agent, action, detail, outcome))
}
